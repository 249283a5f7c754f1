/**
 * Brings the debugger of its own language to a handler's process, as a session beside this one: through the extension
 * in VS Code, by a reverse request elsewhere, or by hand where the client can do neither.
 */
import type { TaskRequest } from '#interpreter';
import { DEBUG_HANDLER_EVENT, type DebugHandler } from '#protocol';
import { baseName, type HandlerDebugging, type HandlerTarget, type InspectedHandler } from '../host.ts';
import type { LiveRun } from './live-run.ts';
import type { Session } from './session.ts';

/** How handlers of a run are debugged; undefined where they are not. */
export function createHandlerDebugging(
  session: Session,
  live: () => LiveRun,
): (task: TaskRequest, target: HandlerTarget) => HandlerDebugging | undefined {
  return (task, target) => {
    const { launch, run } = live();
    const { debugHandlers, noDebug } = launch.args;
    if (debugHandlers !== true || noDebug === true || target.file === undefined) return undefined;
    const stopsAtEntry = run.steppingThread === task.thread;
    return { stopsAtEntry, attach: (place) => attach(session, task, place) };
  };
}

async function attach(session: Session, { stateName }: TaskRequest, place: InspectedHandler): Promise<boolean> {
  const name = `${stateName}: ${baseName(place.file)}`;
  const configuration = configurationOf(name, place);
  const { answersTasks, startsDebugging } = session.client;
  if (answersTasks) {
    const { started, reason } = await session.handlerDebuggers.ask((id) =>
      session.sendEvent(DEBUG_HANDLER_EVENT, { id, configuration } satisfies DebugHandler),
    );
    if (!started) session.print(`${name} runs without a debugger. ${reason ?? ''}`.trimEnd());
    return started;
  }
  if (startsDebugging) {
    const { success, message } = await session.ask('startDebugging', { request: 'attach', configuration });
    if (!success) session.print(`${name} runs without a debugger. ${message ?? ''}`.trimEnd());
    return success;
  }
  session.print(`${name} waits for a debugger at 127.0.0.1:${place.port}.`);
  return true;
}

/** A configuration of the debugger of the language, as its extension for VS Code takes it. */
function configurationOf(
  name: string,
  { language, port, url, skipFiles }: InspectedHandler,
): DebugHandler['configuration'] {
  if (language === 'python')
    return { type: 'debugpy', request: 'attach', name, connect: { host: '127.0.0.1', port }, justMyCode: true };
  return {
    type: 'node',
    request: 'attach',
    name,
    address: '127.0.0.1',
    port,
    ...(url !== undefined && { websocketAddress: url }),
    skipFiles,
    restart: false,
  };
}
