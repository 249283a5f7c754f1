/** Tasks of a function that have no fields but those which say whom to ask, where to go on, and what to do in failure. */
import type { EventRun } from '../event-kinds.ts';
import type { Fields, ProgramState } from './program.ts';

/** What a Task may ask for beside its service. */
const MORE = ['TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath', 'Credentials'];

export const asksForMore = (fields: Fields): boolean => MORE.some((field) => fields[field] !== undefined);

/** Its phases are those that each has: `enter`, `action` and `leave`. */
const isPlainTask = ({ resource, phases, fields }: ProgramState): boolean =>
  resource?.kind === 'lambda' && phases.length === 3 && !asksForMore(fields);

/** The events from the answer to a plain Task to the request of the next; undefined where one of them is not plain. */
export function eventsToNextTask(state: ProgramState): EventRun | undefined {
  const { resource, exitedEvent, next } = state;
  const scheduled = next?.resource?.scheduled;
  if (!resource || !exitedEvent || !next || !scheduled || !isPlainTask(state) || !isPlainTask(next)) return undefined;
  return { events: [resource.started, resource.succeeded, exitedEvent, next.enteredEvent, scheduled] };
}
