/**
 * Code on this machine that answers tasks: a handler file in a process of its own, or an address that speaks Lambda's
 * protocol. Only what a launch configuration names is ever run; who runs it is the host, which may refuse.
 */
import { isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import { partsOf, sampleResult, type TaskOutcome, type TaskRequest } from '#interpreter';
import type { HandlerReply, HandlerTarget, LocalHandlerHost } from '../host.ts';
import type { FoundAnswer } from './answers.ts';
import { functionNameOf } from './function-name.ts';

/** Handlers by the name or ARN of the function that they stand for. */
export type LocalHandlers = ReadonlyMap<string, HandlerTarget>;

export class HandlerTasks {
  readonly #host: LocalHandlerHost | undefined;
  readonly #handlers: LocalHandlers;
  readonly #log: (line: string) => void;
  #running = new Map<number, () => void>();

  constructor(host: LocalHandlerHost | undefined, handlers: LocalHandlers, log: (line: string) => void) {
    this.#host = host;
    this.#handlers = handlers;
    this.#log = log;
  }

  /** The answer of the handler of a task; undefined where it has none. */
  answer(task: TaskRequest): Promise<FoundAnswer> | undefined {
    const call = callOf(task);
    const found = call && findHandler(this.#handlers, call.functionName);
    if (!call || !found || !this.#host) return undefined;
    const { result, cancel } = this.#host.run({
      ...found,
      ...call,
      log: (line) => this.#log(`${task.stateName}: ${line}`),
    });
    this.#running.set(task.id, cancel);
    return result.then((reply) => {
      // What was cancelled answers nobody.
      if (this.#running.get(task.id) !== cancel) return new Promise<never>(() => {});
      this.#running.delete(task.id);
      return { outcome: outcomeOf(task, reply), by: found.label };
    });
  }

  /** Nobody waits for the task any more: its process ends. */
  cancel(task: number): void {
    this.#running.get(task)?.();
    this.#running.delete(task);
  }

  cancelAll(): void {
    for (const task of [...this.#running.keys()]) this.cancel(task);
  }
}

interface FunctionCall {
  /** As the task names it: a name or an ARN. */
  readonly functionName: string;
  /** JSON text. */
  readonly event: string;
}

/** A task token is answered by somebody else than the function, so that such tasks are not taken. */
function callOf({ resource, input, pattern, itemReader }: TaskRequest): FunctionCall | undefined {
  if (itemReader || pattern === 'token') return undefined;
  if (partsOf(resource).kind === 'lambda') return { functionName: resource, event: stringifyJson(input) };
  if (!/:states:::lambda:invoke$/.test(resource) || !isJsonObject(input)) return undefined;
  const { FunctionName, Payload = {} } = input;
  return typeof FunctionName === 'string' ? { functionName: FunctionName, event: stringifyJson(Payload) } : undefined;
}

function findHandler(handlers: LocalHandlers, functionName: string): HandlerTarget | undefined {
  const exact = handlers.get(functionName);
  if (exact) return exact;
  const name = functionNameOf(functionName);
  // An ARN as key stands for that function only.
  return handlers.get(name);
}

function outcomeOf(task: TaskRequest, reply: HandlerReply): TaskOutcome {
  if ('error' in reply) return { failed: true, error: reply.error, cause: reply.cause };
  const { value, problem } = parseJson(reply.result === '' ? 'null' : reply.result);
  if (problem) return notJson(problem.message);
  if (partsOf(task.resource).kind === 'lambda') return { output: value };
  return { output: { ...(sampleResult(task).value as JsonObject), Payload: value as Json } };
}

function notJson(message: string): TaskOutcome {
  const cause = stringifyJson({
    errorType: 'Runtime.MarshalError',
    errorMessage: `The result is not JSON. ${message}`,
  });
  return { failed: true, error: 'Runtime.MarshalError', cause };
}
