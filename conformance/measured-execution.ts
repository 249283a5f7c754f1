/** Behaviour that others measured on AWS: executions, histories, intrinsic functions and JSONata states. */
import { isJsonObject, type JsonObject, stringifyJson } from '#asl/json';
import {
  advance,
  compileProgram,
  type EndedExecution,
  historyOf,
  inputRefusal,
  nestedOutcome,
  resume,
  start,
  stepAll,
  type TaskRequest,
} from '#interpreter';
import { awsRefusalOf } from '#language';
import { expectationDifference, type Observed, READ_ITEMS } from './measured-expectations.ts';
import { isRefused, type Refusal, refusalDifference } from './refusals.ts';
import { services } from './result-shapes.ts';

/** The first expectation that does not hold; undefined where all do. */
export function measuredDifference(json: JsonObject): string | undefined {
  const expected = json.expected as JsonObject;
  if (isRefused(expected)) return refusalDifference(expected, refusalOf(json));
  const observed = observe(json);
  return typeof observed === 'string' ? observed : expectationDifference(expected, observed);
}

/** Why an execution would not even begin: its input, or its definition. */
function refusalOf({ definition, input, inputText }: JsonObject): Refusal | undefined {
  const refused = inputRefusal(inputText ?? stringifyJson(input ?? {}));
  if (refused) return refused;
  const message = definition && awsRefusalOf(stringifyJson(definition), 'STANDARD', services);
  return typeof message === 'string' ? { code: 'InvalidDefinition', message } : undefined;
}

/** Runs a case; its tasks fail always, or never are answered where a timeout was measured. */
function observe(json: JsonObject): Observed | string {
  const definition = json.definition ?? { StartAt: 'S', States: { S: json.state ?? null } };
  const { program, problems } = compileProgram(definition);
  if (!program) return `refused: ${problems[0].message}`;
  const expected = json.expected as JsonObject;
  const first = start(program, {
    input: json.input ?? {},
    now: Date.UTC(2026, 8, 1),
    ...(isJsonObject(json.variables) && { variables: json.variables }),
  });
  if (expected.status === 'ABORTED') {
    const { error, cause } = expected;
    const last = stepAll(advance(first), [{ type: 'stop', error: String(error), cause: String(cause) }], () => {});
    return {
      status: last.status,
      output: undefined,
      error: last.failure?.error,
      cause: last.failure?.cause,
      history: historyOf(last),
      attempts: 0,
      delays: [],
    };
  }
  const times: number[] = [];
  const isSilent = isAboutTimeouts(json);
  let now = first.now;
  const result = resume(first, {
    task: (request) => {
      if (request.itemReader) return { output: READ_ITEMS };
      times.push(now);
      const child = endedChild(json, request);
      if (child) return nestedOutcome(request, child);
      return isSilent ? { silent: true, worker: 'worker' } : { failed: true, error: 'Boom', cause: 'sibling failed' };
    },
    onEffect: (effect) => {
      if (effect.type === 'history') now = effect.event.timestamp;
    },
  });
  if (result instanceof Promise) return 'asynchronous';
  const delays = times.slice(1).map((time, i) => (time - (times[i] ?? 0)) / 1000);
  return { ...result, attempts: times.length, delays };
}

/** True where nobody is to answer the tasks: the case is about a timeout, and a task has one. */
function isAboutTimeouts({ definition, expected }: JsonObject): boolean {
  const [told, asked] = [JSON.stringify(expected), JSON.stringify(definition ?? null)];
  const isNamed = /TimedOut|States\.(?:Heartbeat)?Timeout/.test(told) || /States\.(?:Heartbeat)?Timeout/.test(asked);
  return isNamed && (told.includes('TimedOut') || /"(?:Heartbeat|Timeout)Seconds"/.test(asked));
}

/** The note of a case about a nested execution says how the child ended; its name is that of the expected cause. */
function endedChild(json: JsonObject, { input }: TaskRequest): EndedExecution | undefined {
  const told = /^child ended (\w+) error=(.+?) cause=(.+?);/.exec(String(json.note));
  const { StateMachineArn, Input } = isJsonObject(input) ? input : {};
  if (!told || typeof StateMachineArn !== 'string') return undefined;
  const [status, error, cause] = told.slice(1).map((word) => (word === 'None' ? undefined : word));
  const { causeTemplate } = json.expected as JsonObject;
  const name = /"Name":"([^"]*)"/.exec(String(causeTemplate))?.[1] ?? 'child';
  return {
    executionArn: `${StateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`,
    stateMachineArn: StateMachineArn,
    name,
    status: status as EndedExecution['status'],
    input: stringifyJson(Input ?? {}),
    output: status === 'SUCCEEDED' ? {} : undefined,
    error,
    cause,
    startTime: 0,
    stopTime: 0,
  };
}
