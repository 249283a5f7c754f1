/** `dataBreakpointInfo`: whether a value can be watched, and under which id. */
import type { Snapshot } from '#interpreter';
import { parseValuePath } from '../breakpoints/value-path.ts';
import { scopeKeyOf, type Watch, watchText } from '../breakpoints/watch.ts';
import { stageName } from '../data/scopes.ts';
import { findEntry } from '../data/variables.ts';
import { stoppedOf, threadInFocus, threadOf } from '../session/current.ts';
import { request } from './request.ts';

/** Stages that are the data on its way through the state; the others are made for one field and then gone. */
const FLOWING: ReadonlySet<string> = new Set(['input', 'afterResultPath', 'output']);
const NOT_DATA = 'is no variable and no path into the data of the state.';

export const dataBreakpointInfo = request({
  command: 'dataBreakpointInfo',
  needs: { name: 'string' },
  run(session, { name, variablesReference, frameId }) {
    const live = stoppedOf(session);
    if (!variablesReference) {
      const watch = watchOf(threadInFocus(session, frameId), name);
      return watch ? info(watch, name) : { dataId: null, description: `'${name}' ${NOT_DATA}` };
    }
    const slot = findEntry(session.handles.variables, variablesReference, name)?.slot;
    if (!slot) return { dataId: null, description: `'${name}' ${NOT_DATA}` };
    const { target, path } = slot;
    if (target.kind === 'variable') return info({ variable: target.name, path }, name);
    if (target.kind === 'stage' && FLOWING.has(target.stage))
      return info({ scope: scopeKeyOf(threadOf(live, target.thread)), path }, name);
    const what = target.kind === 'stage' ? stageName(target.stage) : name;
    return {
      dataId: null,
      description: `'${what}' is made anew each time the state runs. Set a breakpoint on the field that makes it.`,
    };
  },
});

function info(watch: Watch, name: string) {
  const isVariable = watch.variable !== undefined;
  return {
    dataId: watchText(watch),
    description: isVariable ? watchText(watch) : `${name} in the data of the states`,
    accessTypes: ['write' as const],
    canPersist: isVariable,
  };
}

/** What an expression names: `$total`, `$.order.items[0]`, `$states.input.order`. */
function watchOf(thread: Snapshot['threads'][number], text: string): Watch | undefined {
  const [whole, variable, rest = ''] =
    /^\$(?:(?!states\b)([A-Za-z_][A-Za-z0-9_]*)|states\.input)?((?:[.[].*)?)$/s.exec(text.trim()) ?? [];
  const path = whole === undefined ? undefined : parseValuePath(rest);
  if (!path) return undefined;
  if (variable === undefined) return { scope: scopeKeyOf(thread), path };
  return Object.hasOwn(thread.visible, variable) ? { variable, path } : undefined;
}
