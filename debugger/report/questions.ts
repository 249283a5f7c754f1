/** Asks the user for the result of a task, in the client's way where it has one, else in the console. */
import { stringifyJson } from '#asl/json';
import { type Snapshot, sampleResult, type TaskRequest } from '#interpreter';
import { TASK_PENDING_EVENT, TASK_SETTLED_EVENT, type TaskPending, type TaskSettled } from '#protocol';
import { type Definition, definitionAt, findState } from '../launch/definition.ts';
import { ownTask } from '../nested/numbering.ts';
import type { Session } from '../session/session.ts';
import { rememberAs, type SentTask } from '../tasks/answers.ts';
import { outputPlace } from './reporter.ts';
import { prefixOfTask, shortName, withData } from './transcript.ts';

/** Puts the question about a task of the execution as it is now. */
export function askForAnswer(
  session: Session,
  definition: Definition,
  snapshot: Snapshot,
  task: TaskRequest,
  sent?: SentTask,
): void {
  const { id, stateName, resource, input, token, attempt } = task;
  const own = definitionAt(definition, task.pointer);
  const errors = errorsOf(own, ownTask(task));
  const sample = sampleResult(task, own.services).value;
  const pending: TaskPending = {
    task: id,
    program: definition.file,
    stateName,
    mockKey: rememberAs(own.program, ownTask(task)),
    resource,
    input,
    attempt,
    sample: stringifyJson(sample, 2),
    errors,
    ...(token === undefined ? {} : { token }),
    ...(sent && { isSent: true }),
  };
  const place = outputPlace(session, own, findState(definition, task.pointer)?.key.start ?? 0);
  const name = `${prefixOfTask(definition, snapshot, task.thread)}${shortName(stateName)}`;
  if (sent) session.print(withData(`${name} is sent to ${sent.by}, and waits`, sent.submitted), place);
  else session.print(withData(`${name} waits for an answer`, input), place);
  if (!session.client.answersTasks)
    session.print(
      `Type .succeed <JSON> for its result, or .fail <Error> <Cause>. For example: .succeed ${stringifyJson(sample)}`,
    );
  session.sendEvent(TASK_PENDING_EVENT, pending);
}

/** The task is answered or cannot be answered any more: takes the question back. */
export function withdrawQuestion(session: Session, task: TaskRequest): void {
  session.sendEvent(TASK_SETTLED_EVENT, { task: task.id } satisfies TaskSettled);
}

/** The errors that Retry and Catch of the state name, which a user may want to provoke. */
function errorsOf({ program }: Definition, task: TaskRequest): readonly string[] {
  const state = program.states.get(task.pointer);
  const names = [...(state?.retriers ?? []), ...(state?.catchers ?? [])].flatMap(({ errors }) => errors);
  return [...new Set(names.filter((name) => name !== 'States.ALL')), 'States.TaskFailed'].filter(
    (name, index, all) => all.indexOf(name) === index,
  );
}
