/** Breakpoints as the client is told of them. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Breakpoint } from '../breakpoints/breakpoints.ts';
import type { Definition } from '../launch/definition.ts';
import type { Launch } from '../launch/launch.ts';
import { toDapRange } from './dap-positions.ts';
import type { Session } from './session.ts';

const CHANGED = 'The definition was changed after the start. The breakpoint is placed when the execution restarts.';

/** `isStale`: the client's text is not the one that runs. */
export function toDapBreakpoint(
  session: Session,
  definition: Definition | undefined,
  breakpoint: Breakpoint,
  isStale = false,
): DebugProtocol.Breakpoint {
  const { id, problem, places, kind, watch } = breakpoint;
  if (kind === 'data')
    return watch ? { id, verified: true } : { id, verified: false, reason: 'failed', message: problem ?? '' };
  const [place] = places;
  if (!definition || isStale)
    return { id, verified: false, reason: 'pending', message: isStale ? CHANGED : (problem ?? '') };
  if (!place) return { id, verified: false, reason: 'failed', message: problem ?? '' };
  return { id, verified: true, source: definition.source, ...toDapRange(session, definition, place.range) };
}

/** The JSON that was made of a definition. */
export function generatedFrom(definition: Definition, generated: readonly Definition[]): Definition | undefined {
  return generated.find(({ file }) => file === definition.file);
}

/** Puts all breakpoints onto a definition that has just been loaded and tells the client where they are now. */
export function placeBreakpoints(session: Session, { definition, generated }: Launch): void {
  const isSource = (source: string): boolean => session.host.isSameFile(source, definition.file);
  const placed = session.breakpoints.rebind(definition, isSource, generatedFrom(definition, generated));
  for (const breakpoint of placed) {
    session.sendEvent('breakpoint', {
      reason: 'changed',
      breakpoint: toDapBreakpoint(session, definition, breakpoint),
    });
  }
}
