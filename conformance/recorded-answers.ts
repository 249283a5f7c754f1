/**
 * Answers to the tasks of a recorded case: what was recorded, items from the case's files, and what the recorder's
 * own functions do where nothing was recorded.
 */
import { createHash } from 'node:crypto';
import {
  equalJson,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  numberOf,
  parseJson,
  stringifyJson,
} from '#asl/json';
import { type Buckets, createItemReader, mapIndexOf, type TaskOutcome, type TaskRequest } from '#interpreter';
import { agrees } from './agreement.ts';

/** Answers a case's requests, in the order in which they come. */
export function recordedAnswers(json: JsonObject, unrecorded?: TaskOutcome): (request: TaskRequest) => TaskOutcome {
  const answers = new Answers(tasksWithWorkers(json));
  const items = createItemReader(bucketsOf(json));
  return (request) =>
    request.itemReader ? items(request) : (answers.next(request) ?? outcomeOfHandler(request, json, unrecorded));
}

/** The buckets of the case. When an object was put there only the recording of a listing tells. */
function bucketsOf(json: JsonObject): Buckets {
  const { files = {} } = (json.setup ?? {}) as {
    readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  return {
    list: (bucket) =>
      files[bucket] &&
      Object.entries(files[bucket]).map(([key, text]) => ({
        key,
        size: Buffer.byteLength(text),
        lastModified: (numberOf(findListed(json.expected ?? null, key)?.LastModified) ?? 0) * 1000,
        // What S3 gives an object that was put at once.
        etag: `"${createHash('md5').update(text).digest('hex')}"`,
      })),
    text: (bucket, key) => files[bucket]?.[key],
  };
}

/** What a recording holds of a listed object. */
function findListed(value: Json, key: string): JsonObject | undefined {
  if (isJsonObject(value) && value.Key === key && value.LastModified !== undefined) return value;
  const members = isJsonArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
  for (const member of members) {
    const found = findListed(member, key);
    if (found) return found;
  }
  return undefined;
}

/**
 * Express executions and the children of distributed Maps have no recorded tasks. What their functions do is known
 * from the recordings of others that call the same handler; one that is not known is taken to give what it gets.
 */
function outcomeOfHandler(request: TaskRequest, json: JsonObject, unrecorded: TaskOutcome | undefined): TaskOutcome {
  const { stateName, resource, input } = request;
  const setup = json.setup as { readonly lambdas?: readonly { readonly handler: string }[] } | undefined;
  const handler = setup?.lambdas?.[0]?.handler;
  if (handler === 'raise_exception.py') return { failed: true, error: 'Exception', cause: exceptionText(json) };
  const isDirect = resource.startsWith('arn:aws:lambda:');
  if (handler === 'id_function.py' && isDirect) return { output: input };
  if (unrecorded) return unrecorded;
  if (isDirect) return { output: input };
  if (handler !== undefined && resource.endsWith(':::lambda:invoke') && isJsonObject(input))
    return { output: { ExecutedVersion: '$LATEST', Payload: input.Payload ?? {}, StatusCode: 200 } };
  return { failed: true, error: 'NotRecorded', cause: `No result was recorded for ${stateName}.` };
}

/** The white space of a function's error text depends on the Lambda runtime of the day. */
function exceptionText(json: JsonObject): string {
  const trace =
    '["  File \\"/var/task/handler.py\\", line 2, in handler\\n    raise Exception(\\"Some exception was raised.\\")\\n"]';
  const compact = `{"errorMessage":"Some exception was raised.","errorType":"Exception","requestId":"<request-id>","stackTrace":${trace}}`;
  const isSpaced = stringifyJson(json.expected as Json).includes('\\"errorMessage\\": ');
  return isSpaced ? compact.replace(/":(["[])/g, '": $1').replace(/",(")/g, '", $1') : compact;
}

/** The recorded tasks, those of activities with the name of the worker that took them, which may have none. */
function tasksWithWorkers(json: JsonObject): readonly JsonObject[] {
  const events = ((json.expected as JsonObject).events ?? []) as readonly JsonObject[];
  return ((json.tasks ?? []) as readonly JsonObject[]).map((task) => {
    const begun = events.find(
      (event) =>
        event.type === 'ActivityStarted' && equalJson(event.previousEventId ?? null, task.scheduledEventId ?? null),
    );
    if (!begun) return task;
    const { workerName } = (begun.activityStartedEventDetails ?? {}) as JsonObject;
    return { ...task, worker: workerName ?? '' };
  });
}

/** What tasks of a Parallel gave whose order the recorder has lost. */
interface Unordered {
  readonly submitted: JsonObject[];
  readonly results: JsonObject[];
}

/** The lists of results in every order that they may have come in, while these are few. */
export function orderingsOf(json: JsonObject): readonly JsonObject[] {
  const tasks = (json.tasks ?? []) as readonly JsonObject[];
  const at = tasks.findIndex((task) => isJsonArray(task.unorderedResults));
  const results = tasks[at]?.unorderedResults as readonly JsonObject[] | undefined;
  if (!results || results.length < 2 || results.length > 4) return [json];
  return permutations(results).map((unorderedResults) => ({
    ...json,
    tasks: tasks.map((task, index) => (index === at ? { unorderedResults } : task)),
  }));
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

/** The recorded results, taken in order for each state and iteration. */
class Answers {
  private readonly tasks: JsonObject[];
  private readonly unordered: Unordered;

  constructor(tasks: readonly JsonObject[]) {
    this.tasks = tasks.filter((task) => task.unorderedResults === undefined);
    const unordered = tasks.flatMap((task) =>
      isJsonArray(task.unorderedResults) ? (task.unorderedResults as readonly JsonObject[]) : [],
    );
    const isSubmission = ({ type }: JsonObject) => type === 'TaskSubmitted';
    this.unordered = {
      submitted: unordered.filter(isSubmission),
      results: unordered.filter((one) => !isSubmission(one)),
    };
  }

  next(request: TaskRequest): TaskOutcome | undefined {
    const iteration = mapIndexOf(request);
    const isItsPlace = (task: JsonObject): boolean =>
      (task.state === undefined || task.state === request.stateName) &&
      (task.iteration === undefined || iteration === undefined || numberOf(task.iteration) === iteration);
    // Where the recorder has lost the state, the parameters tell the tasks of a Parallel apart.
    const isSame = (task: JsonObject): boolean =>
      isItsPlace(task) && agrees(task.parameters ?? task.input ?? null, request.input);
    const same = this.tasks.findIndex(isSame);
    const at = same < 0 ? this.tasks.findIndex(isItsPlace) : same;
    const [task] = at < 0 ? [] : this.tasks.splice(at, 1);
    return task && outcomeOf(task, this.unordered);
  }
}

function outcomeOf(task: JsonObject, unordered: Unordered): TaskOutcome {
  const known = isJsonObject(task.result) ? task.result : { unknown: true };
  // A task that nothing is known of was still open when the execution ended.
  const result: JsonObject = known.unknown === true ? (unordered.results.shift() ?? { timedOut: true }) : known;
  const isLong = /\.(?:sync(?::\d+)?|waitForTaskToken)$/.test(String(task.resource));
  const first = task.submitted ?? (isLong && known.unknown === true ? unordered.submitted.shift() : undefined);
  const submitted = isJsonObject(first) ? { submitted: jsonIn(first, 'output') } : {};
  const worker = task.worker === undefined ? {} : { worker: String(task.worker) };
  if (result.timedOut === true || /TimedOut$/.test(String(result.type)))
    return { silent: true, ...submitted, ...worker };
  if (result.output !== undefined || result.outputText !== undefined)
    return { output: jsonIn(result, 'output'), ...submitted, ...worker };
  const cause =
    typeof result.causeText === 'string'
      ? result.causeText
      : isJsonObject(result.cause)
        ? stringifyJson(result.cause)
        : result.cause;
  const stage = STAGES[/(?:Schedule|Start|Submit)Failed$/.exec(String(result.event ?? result.type))?.[0] ?? ''];
  return {
    failed: true,
    ...(stage && { stage }),
    ...(typeof result.error === 'string' && { error: result.error }),
    ...(typeof cause === 'string' && { cause }),
    ...submitted,
    ...worker,
  };
}

/** Where a task failed before it was done, by the end of its event's name. */
const STAGES: Readonly<Record<string, 'schedule' | 'start' | 'submit'>> = {
  ScheduleFailed: 'schedule',
  StartFailed: 'start',
  SubmitFailed: 'submit',
};

function jsonIn(holder: JsonObject, name: string): Json {
  const text = holder[`${name}Text`];
  return (typeof text === 'string' ? parseJson(text).value : undefined) ?? holder[name] ?? null;
}
