/**
 * What the command line lets tasks do outside: handlers that run, HTTP Tasks and calls of services that are sent. Task
 * tokens are answered at an address of this machine, which is told where nobody else would answer.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { parseJson } from '#asl/json';
import type { TaskOutcome, TaskRequest } from '#interpreter';
import type { HttpSource, LaunchArguments } from '#protocol';
import { servicesNear } from '#services';
import { RequestError } from '../debugger/errors.ts';
import type { DebugHost, TakeTokenCall, TokenEndpoint } from '../debugger/host.ts';
import { loadHandlers } from '../debugger/launch/local-handlers.ts';
import { loadHttp, loadServices } from '../debugger/launch/outside.ts';
import { answerCommand } from '../debugger/node/token-endpoint.ts';
import { nodeHandlers } from '../debugger/node-handlers.ts';
import { nodeRequests } from '../debugger/node-requests.ts';
import type { SentTask } from '../debugger/tasks/answers.ts';
import { takeByHandlers } from '../debugger/tasks/local-handlers.ts';
import { OutsideTasks } from '../debugger/tasks/outside-tasks.ts';
import { takeRequests } from '../debugger/tasks/request-tasks.ts';
import { readText } from './definition-file.ts';
import { named } from './named-options.ts';
import { UsageError } from './usage-error.ts';

/** The options of `stepwright run` that let tasks do something outside. */
export interface OutsideOptions {
  readonly handler?: readonly string[];
  readonly sendHttp?: boolean;
  readonly httpEndpoint?: readonly string[];
  readonly connections?: string;
  readonly service?: readonly string[];
  readonly allowHost?: readonly string[];
}

export interface Outside {
  /** Undefined where nobody takes the task, or its request could not be sent, which is told. */
  readonly answer: (task: TaskRequest) => Promise<TaskOutcome | undefined> | undefined;
  /** Answers nothing while `act` runs: what is done again then has been done outside before. */
  readonly withhold: <T>(act: () => T) => T;
  readonly close: () => void;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Undefined where no option asks for anything outside. `file`: the definition. */
export async function outsideOf(options: OutsideOptions, file: string): Promise<Outside | undefined> {
  const args = outsideArguments(options, file);
  if (!args) return undefined;
  endOnSignals();
  const host = hostOf(allowedHosts(options.allowHost));
  const tokens = new Tokens();
  const services = servicesNear(import.meta.dirname);
  const remark = (_task: TaskRequest, text: string): void => say(text);
  const { handlers, http, endpoints } = await inWordsOfOptions(async () => ({
    handlers: await loadHandlers(host, args),
    http: loadHttp(host, args),
    endpoints: loadServices(host, args),
  }));
  const tasks = new OutsideTasks(
    [
      takeByHandlers({ host: host.handlers, handlers, log: say, env: () => tokens.env(host), debug: () => undefined }),
      ...takeRequests({
        host: host.requests,
        http,
        services: endpoints,
        definitionOf: () => ({ services, file: args.program }),
        say: remark,
        log: say,
        now: Date.now,
      }),
    ],
    () => tokens.close(),
  );
  const withheld = new AsyncLocalStorage<true>();
  return {
    answer: (task) => {
      if (withheld.getStore()) return undefined;
      tokens.expect(task);
      return tasks.answer(task)?.then((answer) => {
        if (!answer) return undefined;
        return 'outcome' in answer ? answer.outcome : tokens.wait(task, answer, host);
      });
    },
    withhold: (act) => withheld.run(true, act),
    close: () => tasks.close(),
  };
}

/** Handlers end with this process, which Node sees to only where it exits of its own accord. */
function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
}

type Args = LaunchArguments & { readonly handlers: Readonly<Record<string, string>> };

/** The options as a launch configuration has them; undefined where none is given. */
export function outsideArguments(options: OutsideOptions, file: string): Args | undefined {
  const { handler = [], sendHttp, httpEndpoint = [], connections, service = [] } = options;
  if (!sendHttp && (httpEndpoint.length > 0 || connections !== undefined))
    throw new UsageError('--http-endpoint and --connections go with --send-http, which has HTTP Tasks sent.');
  if (handler.length === 0 && !sendHttp && service.length === 0) return undefined;
  const http = {
    endpoints: Object.fromEntries(named('http-endpoint', 'URL', httpEndpoint)),
    ...(connections !== undefined && { connections: connectionsIn(connections) }),
  };
  return {
    program: resolve(file),
    handlers: Object.fromEntries(named('handler', 'FILE or NAME=URL', handler)),
    services: Object.fromEntries(named('service', 'URL', service)),
    ...(sendHttp && { http }),
  };
}

/** `${env:NAME}` in it is taken from the environment, so that nothing secret has to stand in the file. */
function connectionsIn(file: string): NonNullable<HttpSource['connections']> {
  const read = readText(file);
  if ('problem' in read) throw new UsageError(read.problem);
  const { value, problem } = parseJson(read.text);
  if (problem)
    throw new UsageError(`${file}:${problem.line}:${problem.column}: The connections are not JSON. ${problem.message}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file}: The connections have to be an object, by the name or ARN of the connection.`);
  // What it holds is judged with the rest.
  return withVariables(value, file) as NonNullable<HttpSource['connections']>;
}

function withVariables(value: unknown, file: string): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{env:([^}]*)\}/g, (_, name: string) => {
      const found = process.env[name];
      if (found === undefined) throw new UsageError(`${file}: The environment has no variable '${name}'.`);
      return found;
    });
  if (Array.isArray(value)) return value.map((one) => withVariables(one, file));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withVariables(one, file)]));
}

/** A host and nothing around it: what holds more would allow nothing, and nobody would see why. */
export function allowedHosts(given: readonly string[] = []): readonly string[] {
  for (const host of given)
    if (!/^(?:\*\.)?[\p{L}\d_.-]+$|^\[[\da-f:.]+\]$/iu.test(host.trim()))
      throw new UsageError(
        `'${host}' is no host. --allow-host takes a name without 'https://', port and path: api.example.com, or *.example.com.`,
      );
  return given;
}

type OutsideHost = Pick<DebugHost, 'readText' | 'resolve'> & Required<Pick<DebugHost, 'handlers' | 'requests'>>;

/** Files are those that the command line names; other machines are asked where an option names them. */
function hostOf(allowed: readonly string[]): OutsideHost {
  const remedy = 'the option --allow-host';
  const requests = nodeRequests({
    allowedHosts: () => allowed,
    remedy,
    pathOf: (file) => file,
    rootOf: () => undefined,
  });
  const handlers = nodeHandlers({ refuseFile: () => undefined, allowsRemote: () => false, pathOf: (file) => file });
  return {
    readText: async (file) => {
      const read = readText(file);
      if ('problem' in read) throw new Error(read.problem);
      return read.text;
    },
    resolve: (file) => resolve(file),
    requests,
    // An address of a handler is as good as one of a service.
    handlers: {
      ...handlers,
      refusal: (target) => (target.url === undefined ? undefined : requests.refusal(target.url)),
    },
  };
}

/** The same mistakes as in a launch configuration, by the names of the options. */
export async function inWordsOfOptions<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    throw new UsageError(
      error.message
        .replace(/^The launch configuration's /, '')
        .replace(/^'handlers' \u2192 '/, "--handler '")
        .replace(/^'services' \u2192 '/, "--service '")
        .replace(/^'buckets' \u2192 '/, "--bucket '")
        .replace(/^'machines' \u2192 '/, "--machine '")
        .replace(/^'http' \u2192 'endpoints' \u2192 '/, "--http-endpoint '")
        .replace(/^'http' \u2192 'connections' \u2192 '/, "--connections: '"),
    );
  }
}

/** Tokens that tasks wait for, and the address at which they are answered. */
class Tokens {
  #endpoint: Promise<TokenEndpoint | undefined> | undefined;
  readonly #expected = new Set<string>();
  readonly #answered = new Map<string, TaskOutcome>();
  readonly #waiting = new Map<string, (outcome: TaskOutcome) => void>();
  #alive: NodeJS.Timeout | undefined;

  async env(host: OutsideHost): Promise<Readonly<Record<string, string>>> {
    const endpoint = await this.#open(host);
    return endpoint ? { AWS_ENDPOINT_URL_SFN: endpoint.url } : {};
  }

  /** A handler may answer the token before it has come to its end. */
  expect({ token }: TaskRequest): void {
    if (token !== undefined) this.#expected.add(token);
  }

  async wait(
    { stateName, token = '' }: TaskRequest,
    { submitted, by }: SentTask,
    host: OutsideHost,
  ): Promise<TaskOutcome> {
    const known = this.#answered.get(token);
    if (known) return { ...known, submitted };
    const endpoint = await this.#open(host);
    const how = answerCommand(endpoint?.url, token);
    say(`State '${stateName}' is sent to ${by}, and waits for its task token. To answer it: ${how}`);
    // The endpoint alone does not keep the process from ending; the execution may end without this task.
    this.#alive ??= setInterval(() => undefined, 2 ** 30);
    return new Promise((resolve) => {
      this.#waiting.set(token, (outcome) => resolve({ ...outcome, submitted }));
    });
  }

  close(): void {
    clearInterval(this.#alive);
    // One that could not be opened has failed the task that wanted it.
    this.#endpoint?.then(
      (endpoint) => endpoint?.close(),
      () => undefined,
    );
  }

  #open(host: OutsideHost): Promise<TokenEndpoint | undefined> {
    this.#endpoint ??= Promise.resolve(host.handlers.listen?.((call) => this.#take(call)));
    return this.#endpoint;
  }

  #take(call: Parameters<TakeTokenCall>[0]): ReturnType<TakeTokenCall> {
    const { token } = call;
    if (!this.#expected.has(token)) return { code: 'InvalidToken', message: "Invalid Token: 'Invalid token'" };
    if (this.#answered.has(token))
      return { code: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" };
    const outcome = outcomeOf(call);
    if (outcome === 'alive') return undefined;
    if (!outcome) return { code: 'InvalidOutput', message: "Invalid Output: 'The output is not JSON.'" };
    this.#answered.set(token, outcome);
    this.#waiting.get(token)?.(outcome);
    return undefined;
  }
}

/** What a call says of its task; undefined where its output is not JSON. */
function outcomeOf(call: Parameters<TakeTokenCall>[0]): TaskOutcome | 'alive' | undefined {
  if (call.action === 'SendTaskHeartbeat') return 'alive';
  if (call.action === 'SendTaskFailure') {
    const { error, cause } = call;
    return { failed: true, ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  }
  const { value, problem } = parseJson(call.output);
  return problem ? undefined : { output: value };
}
