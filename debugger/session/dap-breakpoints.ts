/** Breakpoints as the client is told of them. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type BreakpointText, generatedSource } from '../breakpoints/breakpoint-table.ts';
import type { Breakpoint } from '../breakpoints/breakpoints.ts';
import type { Launch } from '../launch/launch.ts';
import { toDapRange } from './dap-positions.ts';
import type { Session } from './session.ts';

const CHANGED = 'The definition was changed after the start. The breakpoint is placed when the execution restarts.';

/** `isStale`: the client's text is not the one that runs. */
export function toDapBreakpoint(session: Session, breakpoint: Breakpoint, isStale = false): DebugProtocol.Breakpoint {
  const { id, problem, places, kind, watch } = breakpoint;
  if (kind === 'data')
    return watch ? { id, verified: true } : { id, verified: false, reason: 'failed', message: problem ?? '' };
  const [place] = places;
  if (!session.live || isStale)
    return { id, verified: false, reason: 'pending', message: isStale ? CHANGED : (problem ?? '') };
  if (!place) return { id, verified: false, reason: 'failed', message: problem ?? '' };
  return { id, verified: true, source: place.definition.source, ...toDapRange(session, place.definition, place.range) };
}

/** Puts all breakpoints onto a definition that has just been loaded and tells the client where they are now. */
export function placeBreakpoints(session: Session, launch: Launch): void {
  for (const breakpoint of session.breakpoints.rebind(textsOf(session, launch)))
    session.sendEvent('breakpoint', { reason: 'changed', breakpoint: toDapBreakpoint(session, breakpoint) });
}

/** Everything that can have breakpoints: what runs, what its tasks may start, and JSON that was made of either. */
function textsOf(session: Session, { definition, machines, generated }: Launch): readonly BreakpointText[] {
  const named = [...machines].map(([machine, one]) => ({ definition: one.definition, machine }));
  return [{ definition, machine: '' }, ...named].flatMap((text): readonly BreakpointText[] => {
    const { file } = text.definition;
    const made = generated.filter((one) => one.file === file);
    return [
      { ...text, isSource: (source) => session.host.isSameFile(source, file), isTwin: false },
      ...made.map((one) => {
        const name = generatedSource(one.source.sourceReference ?? 0);
        return { ...text, definition: one, isSource: (source: string) => source === name, isTwin: true };
      }),
    ];
  });
}
