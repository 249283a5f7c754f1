/**
 * Code on this machine that answers tasks: a handler file in a process of its own, or an address that speaks Lambda's
 * protocol. Only what a launch configuration names is ever run; who runs it is the host, which may refuse.
 */
import { isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import { partsOf, sampleResult, type TaskOutcome, type TaskRequest } from '#interpreter';
import type { HandlerDebugging, HandlerReply, HandlerTarget, LocalHandlerHost } from '../host.ts';
import { functionNameOf } from './function-name.ts';
import type { OutsideAnswer, TakeTask } from './outside-tasks.ts';

/** Handlers by the name or ARN of the function that they stand for. */
export type LocalHandlers = ReadonlyMap<string, HandlerTarget>;

export interface HandlerDeps {
  readonly host: LocalHandlerHost | undefined;
  readonly handlers: LocalHandlers;
  readonly log: (line: string) => void;
  /** Variables of the handlers' processes: where they find the endpoint for task tokens. */
  readonly env: () => Promise<Readonly<Record<string, string>>>;
  /** How the handler of a task is debugged; undefined where it just runs. */
  readonly debug: (task: TaskRequest, target: HandlerTarget) => HandlerDebugging | undefined;
}

/** Takes the tasks of functions that have a handler. */
export function takeByHandlers({ host, handlers, log, env, debug }: HandlerDeps): TakeTask {
  return (task) => {
    const call = callOf(task);
    const found = call && findHandler(handlers, call.functionName);
    if (!call || !found || !host) return undefined;
    let isCancelled = false;
    let end = (): void => {
      isCancelled = true;
    };
    const debugging = debug(task, found);
    const run = async (): Promise<OutsideAnswer> => {
      const variables = await env();
      // Whoever has cancelled waits for nothing.
      if (isCancelled) return undefined;
      const running = host.run({
        ...found,
        ...call,
        env: variables,
        log: (line) => log(`${task.stateName}: ${line}`),
        ...(debugging && { debug: debugging }),
      });
      end = running.cancel;
      return answerOf(task, await running.result, found.label);
    };
    return { result: run(), cancel: () => end() };
  };
}

interface FunctionCall {
  /** As the task names it: a name or an ARN. */
  readonly functionName: string;
  /** JSON text. */
  readonly event: string;
}

function callOf({
  resource,
  input,
  itemReader,
}: Pick<TaskRequest, 'resource' | 'input' | 'itemReader'>): FunctionCall | undefined {
  if (itemReader) return undefined;
  // What the reference of a template stands for is not known: it is a function where a handler has its name.
  if (partsOf(resource).kind === 'lambda' || /^\$\{[^{}]+\}$/.test(resource))
    return { functionName: resource, event: stringifyJson(input) };
  if (!/:states:::lambda:invoke(?:\.waitForTaskToken)?$/.test(resource) || !isJsonObject(input)) return undefined;
  const { FunctionName, Payload = {} } = input;
  return typeof FunctionName === 'string' ? { functionName: FunctionName, event: stringifyJson(Payload) } : undefined;
}

/** The name of the function that a task calls, under which a handler can be given. */
export function calledFunction(task: Pick<TaskRequest, 'resource' | 'input'>): string | undefined {
  const call = callOf(task);
  return call && functionNameOf(call.functionName);
}

function findHandler(handlers: LocalHandlers, functionName: string): HandlerTarget | undefined {
  const exact = handlers.get(functionName);
  if (exact) return exact;
  const name = functionNameOf(functionName);
  // An ARN as key stands for that function only.
  return handlers.get(name);
}

/** What the function returns is the result, unless the task waits for its token: then it only says that it was called. */
function answerOf(task: TaskRequest, reply: HandlerReply, by: string): OutsideAnswer {
  const outcome = outcomeOf(task, reply);
  return task.pattern === 'token' && 'output' in outcome ? { submitted: outcome.output, by } : { outcome, by };
}

function outcomeOf(task: TaskRequest, reply: HandlerReply): TaskOutcome {
  if ('error' in reply) return { failed: true, error: reply.error, cause: reply.cause };
  const { value, problem } = parseJson(reply.result === '' ? 'null' : reply.result);
  if (problem) return notJson(problem.message);
  if (partsOf(task.resource).kind === 'lambda') return { output: value };
  const resource = task.resource.replace(/\.waitForTaskToken$/, '');
  return { output: { ...(sampleResult({ ...task, resource }).value as JsonObject), Payload: value as Json } };
}

function notJson(message: string): TaskOutcome {
  const cause = stringifyJson({
    errorType: 'Runtime.MarshalError',
    errorMessage: `The result is not JSON. ${message}`,
  });
  return { failed: true, error: 'Runtime.MarshalError', cause };
}
