/**
 * The history of an execution on AWS as a source of answers: what each task returned or failed with then, it does
 * again. Reads the output of `aws stepfunctions get-execution-history`.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson } from '#asl/json';
import type { TaskOutcome } from '../host.ts';
import { detailsMemberOf } from '../journal/aws-history.ts';
import type { FailureStage, TaskRequest } from '../snapshot.ts';
import { mapIndexOf } from './iteration.ts';

/** One attempt of a task in the order of scheduling. */
export interface RecordedTask {
  readonly stateName: string;
  /** The index of the Map iteration around it. */
  readonly iteration: number | undefined;
  readonly outcome: TaskOutcome;
}

const SCHEDULED = /^(?:Task|LambdaFunction|Activity)Scheduled$/;
const SETTLED = /^(?:Task|LambdaFunction|Activity)(Succeeded|Failed|TimedOut|StartFailed|SubmitFailed|ScheduleFailed)$/;

/** The tasks in the content of a history file, or undefined where it is none. */
export function parseRecording(content: Json): readonly RecordedTask[] | undefined {
  const list = isJsonObject(content) ? content.events : content;
  if (!isJsonArray(list)) return undefined;
  const events = list.filter(isJsonObject);
  const byId = new Map(events.map((event) => [numberOf(event.id), event]));
  /** Ids only go down on the way back, so that the way ends also where a file is wrong. */
  const eventBefore = ({ id = null, previousEventId = null }: JsonObject): JsonObject | undefined => {
    const previous = numberOf(previousEventId) ?? 0;
    return previous < (numberOf(id) ?? 0) ? byId.get(previous) : undefined;
  };
  const before = (event: JsonObject, isWanted: (type: string) => boolean): JsonObject | undefined => {
    let at = eventBefore(event);
    while (at && !isWanted(String(at.type))) at = eventBefore(at);
    return at;
  };
  const tasks = new Map<
    JsonObject,
    { stateName: string; iteration: number | undefined; submitted?: Json; worker?: string; outcome?: TaskOutcome }
  >();
  for (const event of events) {
    const type = String(event.type);
    if (SCHEDULED.test(type)) {
      const name = detail(
        before(event, (other) => other === 'TaskStateEntered'),
        'name',
      );
      const iteration = numberOf(
        detail(
          before(event, (other) => other === 'MapIterationStarted' || other === 'MapStateEntered'),
          'index',
        ),
      );
      tasks.set(event, { stateName: typeof name === 'string' ? name : '', iteration });
      continue;
    }
    const scheduled = before(event, (other) => SCHEDULED.test(other));
    const task = scheduled && tasks.get(scheduled);
    if (!task || task.outcome) continue;
    const worker = detail(event, 'workerName');
    if (typeof worker === 'string') task.worker = worker;
    if (type === 'TaskSubmitted') task.submitted = dataOf(event);
    const settled = SETTLED.exec(type)?.[1];
    if (settled) task.outcome = outcomeFrom(settled, event);
  }
  return [...tasks.values()].map(({ stateName, iteration, submitted, worker, outcome = { silent: true } }) => ({
    stateName,
    iteration,
    outcome: { ...outcome, ...(submitted !== undefined && { submitted }), ...(worker !== undefined && { worker }) },
  }));
}

const STAGES: Readonly<Record<string, FailureStage>> = {
  ScheduleFailed: 'schedule',
  StartFailed: 'start',
  SubmitFailed: 'submit',
};

function outcomeFrom(settled: string, event: JsonObject): TaskOutcome {
  if (settled === 'Succeeded') return { output: dataOf(event) };
  if (settled === 'TimedOut') return { silent: true };
  const [error, cause] = [detail(event, 'error'), detail(event, 'cause')];
  const stage = STAGES[settled];
  return {
    failed: true,
    ...(typeof error === 'string' && { error }),
    ...(typeof cause === 'string' && { cause }),
    ...(stage && { stage }),
  };
}

function detail(event: JsonObject | undefined, name: string): Json | undefined {
  const details = event?.[detailsMemberOf(String(event.type))];
  return isJsonObject(details) ? details[name] : undefined;
}

/** The event's output, which GetExecutionHistory gives as JSON text. */
function dataOf(event: JsonObject): Json {
  const output = detail(event, 'output');
  if (typeof output !== 'string') return output ?? null;
  const { value, problem } = parseJson(output);
  return problem ? output : value;
}

/** Answers requests with the recorded outcomes, in order for each state and iteration. For hosts that only run forwards. */
export function answersFromRecording(
  tasks: readonly RecordedTask[],
): (request: TaskRequest) => TaskOutcome | undefined {
  const left = [...tasks];
  return (request) => {
    const iteration = mapIndexOf(request);
    const isFor = (task: RecordedTask) => task.stateName === request.stateName;
    const exact = left.findIndex(
      (task) => isFor(task) && (task.iteration === undefined || task.iteration === iteration),
    );
    const at = exact < 0 ? left.findIndex(isFor) : exact;
    return at < 0 ? undefined : left.splice(at, 1)[0]?.outcome;
  };
}
