/** Puts together what is done outside for the tasks of a run: handlers, HTTP Tasks, services. */
import type { TaskRequest } from '#interpreter';
import { type Definition, definitionAt, findState } from '../launch/definition.ts';
import type { Launch } from '../launch/launch.ts';
import { outputPlace } from '../report/reporter.ts';
import { takeByHandlers } from '../tasks/local-handlers.ts';
import { OutsideTasks, type TakeTask } from '../tasks/outside-tasks.ts';
import { createHandlerDebugging } from './handler-debugging.ts';
import type { LiveRun } from './live-run.ts';
import type { Session } from './session.ts';
import type { TokenAccess } from './token-access.ts';

/** `live`: the run that the tasks belong to, which is made after this. */
export function createOutside(
  session: Session,
  launch: Launch,
  live: () => LiveRun,
  tokens: TokenAccess,
): OutsideTasks {
  const { host } = session;
  const { definition, handlers, http, requests, services = new Map() } = launch;
  const log = (line: string): void => session.print(line);
  const say = ({ pointer }: TaskRequest, text: string): void =>
    session.print(
      text,
      outputPlace(session, definitionAt(definition, pointer), findState(definition, pointer)?.key.start ?? 0),
    );
  const takers: TakeTask[] = [
    takeByHandlers({
      host: host.handlers,
      handlers,
      log,
      env: tokens.env,
      debug: createHandlerDebugging(session, live),
    }),
  ];
  const definitionOf = ({ pointer }: TaskRequest): Definition => definitionAt(definition, pointer);
  if (host.requests && requests) {
    const now = (): number => host.now();
    takers.push(...requests.takeRequests({ host: host.requests, http, services, definitionOf, say, log, now }));
  }
  return new OutsideTasks(takers, tokens.close);
}
