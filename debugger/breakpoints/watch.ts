/**
 * What a data breakpoint watches: a variable, or a path into the data that flows through the states of a scope. The
 * text of a watch is what the client keeps, so that it has to mean the same in another run.
 */
import { equalJson, type Json } from '#asl/json';
import type { Snapshot } from '#interpreter';
import { previewOf } from '../preview.ts';
import { parseValuePath, type ValuePath, valueAt, valuePathText } from './value-path.ts';

type ThreadOf = Snapshot['threads'][number];
type Frame = NonNullable<ThreadOf['frame']>;

export interface Watch {
  /** The name of a variable; absent for the data of the states. */
  readonly variable?: string;
  /** Whose data: the execution's, or that of all iterations of a Map, or of one branch. */
  readonly scope?: string;
  readonly path: ValuePath;
}

/** The scope in which a thread runs: all iterations of a Map share one. */
export function scopeKeyOf({ container, kind, index }: ThreadOf): string {
  return kind === 'branch' ? `${container}#${index}` : container;
}

/** `$total.items[0]` for a variable, `/States/Each $.order` for data: the id that the client gets. */
export function watchText({ variable, scope = '/', path }: Watch): string {
  const steps = valuePathText(path);
  return variable === undefined ? `${scope} $${steps}` : `$${variable}${steps}`;
}

/** Reads what `watchText` has written; undefined for any other text. */
export function parseWatch(text: string): Watch | undefined {
  const [, scope, variable, rest = ''] =
    /^(?:([^$]*\/.*) )?\$(?:([A-Za-z_][A-Za-z0-9_]*)|(?=[.[]|$))([\s\S]*)$/.exec(text) ?? [];
  const path = parseValuePath(rest);
  if (!path || (scope === undefined) === (variable === undefined)) return undefined;
  return variable === undefined ? { scope: scope ?? '/', path } : { variable, path };
}

/** What was written, as `total: 1 → 2`; undefined where the watched value is the same as before. */
export function writtenText(
  watch: Watch,
  before: ThreadOf | undefined,
  after: ThreadOf | undefined,
): string | undefined {
  if (!before || !after || (watch.scope !== undefined && watch.scope !== scopeKeyOf(after))) return undefined;
  const [from, to] = [rootOf(watch, before), rootOf(watch, after)];
  if (from === to) return undefined;
  const [old, now] = [valueAt(from, watch.path), valueAt(to, watch.path)];
  if (old === now || (old !== undefined && now !== undefined && equalJson(old, now))) return undefined;
  return `${nameOf(watch)}: ${textOf(old)} → ${textOf(now)}`;
}

const textOf = (value: Json | undefined): string => (value === undefined ? 'not set' : previewOf(value, 60));

/** `total`, `order.items[0]`; the whole of the data is `$`. */
function nameOf({ variable = '', path }: Watch): string {
  const name = variable + valuePathText(path);
  return name === '' ? '$' : name.replace(/^\./, '');
}

function rootOf({ variable }: Watch, { variables, frame }: ThreadOf): Json | undefined {
  if (variable === undefined) return frame && flowingData(frame);
  return Object.hasOwn(variables, variable) ? variables[variable] : undefined;
}

/**
 * The data on its way through a state, as far as it is known what the state makes of it: the input, until the result is
 * put into it or takes its place. What only lies between, such as Parameters, is no part of that way.
 */
function flowingData({ stages, phases, at }: Frame): Json {
  const { input, output, afterResultPath, afterResultSelector, result } = stages;
  if (output !== undefined) return output;
  if (afterResultPath !== undefined) return afterResultPath;
  const decides = (phase: string): boolean => /^(?:action|ResultSelector|ResultPath|Output)$/.test(phase);
  if (phases.slice(at).some(decides)) return input;
  return afterResultSelector ?? result ?? input;
}
