/**
 * Executions that a machine starts: children run from a given map of definitions, and what the parent's task gets of
 * them in each integration pattern. A child runs to its end within the parent's task, on a virtual clock of its own.
 */
import { isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import { isoTime } from '../context.ts';
import type { RunResult, TaskOutcome } from '../host.ts';
import type { StartOptions } from '../machine.ts';
import type { Program } from '../program/program.ts';
import { partsOf } from '../program/task-resource.ts';
import { randomAt, uuidFrom } from '../random.ts';
import { inputRefusal } from '../requests/refusals.ts';
import { runToEnd } from '../run.ts';
import type { Effect, ExecutionStatus, TaskRequest } from '../snapshot.ts';

/** A machine that others may start. */
export interface ChildMachine {
  readonly program: Program;
  readonly type?: 'STANDARD' | 'EXPRESS';
}

export interface ChildHost {
  /** The machines by ARN, or by name for ARNs of any account. */
  readonly machines: ReadonlyMap<string, ChildMachine>;
  /** The moment at which a child starts. */
  readonly now: () => number;
  /** Names of executions are drawn from it. */
  readonly seed?: number;
  /** Does the tasks of the children that start no execution themselves. */
  readonly task: (request: TaskRequest, machine: ChildMachine) => TaskOutcome | Promise<TaskOutcome>;
  /** Told of everything that happens in the children, as a host is told of its execution. */
  readonly onEffect?: (effect: Effect) => void;
}

/** An execution that has ended, as DescribeExecution tells of it. */
export interface EndedExecution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  /** The input's text. */
  readonly input: string;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly startTime: number;
  readonly stopTime: number;
}

/**
 * Answers tasks that start executions of known machines; undefined for all others.
 *
 * @example
 * const answer = answersFromMachines({ machines: new Map([['child', { program }]]), now: () => 0, task });
 * runToEnd(parent, options, { task: (request) => answer(request) ?? task(request) });
 */
export function answersFromMachines(
  host: ChildHost,
): (request: TaskRequest) => TaskOutcome | Promise<TaskOutcome> | undefined {
  let draws = 0;
  const newId = () => uuidFrom(() => randomAt(host.seed ?? 0, ++draws));
  const answer = (request: TaskRequest): TaskOutcome | Promise<TaskOutcome> | undefined => {
    const start = startFor(host, request, newId);
    if (!start || 'refused' in start) return start?.refused;
    const { machine, started, options } = start;
    const result = runToEnd(
      machine.program,
      { ...options, keepsHistory: false },
      {
        task: (inner) => answer(inner) ?? host.task(inner, machine),
        ...(host.onEffect && { onEffect: host.onEffect }),
      },
    );
    const told = ({ status, output, error, cause, snapshot }: RunResult): TaskOutcome => {
      if (status === 'RUNNING') return neverEnding(request, started);
      return nestedOutcome(request, { ...started, status, output, error, cause, stopTime: snapshot.now });
    };
    return result instanceof Promise ? result.then(told) : told(result);
  };
  return answer;
}

/** How an execution begins that a task starts. */
export interface NestedStart {
  readonly machine: ChildMachine;
  readonly started: Started;
  readonly options: StartOptions;
  /** The task waits until the execution has ended. */
  readonly isAwaited: boolean;
  /** The service's first answer, for a task that waits for a job. */
  readonly submitted: Json | undefined;
}

/** What the task gets where the service refuses to start anything. */
export interface RefusedStart {
  readonly refused: TaskOutcome;
}

/**
 * The execution that a task asks for, for a host that runs it itself beside the one around it; undefined for tasks that
 * start no known machine. What the task gets of its end says `nestedOutcome`.
 */
export function nestedStart(
  host: Pick<ChildHost, 'machines' | 'now' | 'seed'>,
  request: TaskRequest,
): NestedStart | RefusedStart | undefined {
  let draws = 0;
  return startFor(host, request, () => uuidFrom(() => randomAt(host.seed ?? 0, ++draws)));
}

function startFor(
  host: Pick<ChildHost, 'machines' | 'now'>,
  request: TaskRequest,
  newId: () => string,
): NestedStart | RefusedStart | undefined {
  const call = callOf(request);
  const machine = call && machineFor(host, call.stateMachineArn);
  if (!call || !machine) return undefined;
  const isExpress = machine.type === 'EXPRESS';
  const refused = unfitFor(call, isExpress) ?? inputRefused(call);
  if (refused) return { refused: failure(request, refused.name, refused.message, newId) };
  const started = startOf(call, host.now(), isExpress, newId);
  return {
    machine,
    started,
    options: {
      input: parseJson(started.input).value ?? null,
      now: started.startTime,
      name: started.name,
      stateMachineArn: call.stateMachineArn,
      executionArn: started.executionArn,
      type: machine.type ?? 'STANDARD',
      isSynchronous: call.isSynchronous,
    },
    isAwaited: call.waits || call.isSynchronous,
    submitted: call.waits ? startedOutput(request, started.executionArn, started.startTime) : undefined,
  };
}

type Started = Pick<EndedExecution, 'executionArn' | 'stateMachineArn' | 'name' | 'input' | 'startTime'>;

/** The names of Express executions can be used again, so that their ARNs have an id besides (measured). */
function startOf(call: StartCall, startTime: number, isExpress: boolean, newId: () => string): Started {
  const { stateMachineArn } = call;
  const name = call.name ?? newId();
  const executionArn = isExpress
    ? `${stateMachineArn.replace(':stateMachine:', ':express:')}:${name}:${newId()}`
    : `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return { executionArn, stateMachineArn, name, input: inputTextOf(call.input), startTime };
}

/** A child that waits for something that never comes: who only starts it goes on, who waits for it waits as well. */
function neverEnding(request: TaskRequest, { executionArn, startTime }: Started): TaskOutcome {
  const submitted = startedOutput(request, executionArn, startTime);
  const isOnlyStarted = request.pattern === 'request-response' && !isSyncCall(request);
  return isOnlyStarted ? { output: submitted } : { silent: true, ...(request.pattern === 'sync' && { submitted }) };
}

interface Refusal {
  readonly name: string;
  readonly message: string;
}

/**
 * Only Express executions can be asked for at once, and only Standard ones can be waited for: `.sync` asks
 * DescribeExecution, which Express ones do not have. With which words AWS says the latter is not recorded.
 */
function unfitFor({ isSynchronous, waits }: StartCall, isExpress: boolean): Refusal | undefined {
  if (isSynchronous === isExpress || (!isSynchronous && !waits)) return undefined;
  return {
    name: 'StateMachineTypeNotSupported',
    message: 'This operation is not supported by this type of state machine',
  };
}

function inputRefused({ input }: StartCall): Refusal | undefined {
  const refusal = inputRefusal(inputTextOf(input));
  return refusal && { name: refusal.code, message: refusal.message };
}

/** What the parent's task gets of its child, by the pattern of the task's resource. */
export function nestedOutcome(request: TaskRequest, child: EndedExecution): TaskOutcome {
  if (isSyncCall(request)) return { output: syncAnswer(child) };
  const submitted = startedOutput(request, child.executionArn, child.startTime);
  if (request.pattern !== 'sync') return { output: submitted };
  if (child.status !== 'SUCCEEDED')
    return { failed: true, error: 'States.TaskFailed', cause: stringifyJson(described(child, false)), submitted };
  return { output: described(child, request.resource.endsWith('.sync:2')), submitted };
}

/** DescribeExecution with the SDK's names in alphabetical order; `.sync:2` gives input and output as values (recorded). */
function described(child: EndedExecution, isParsed: boolean): JsonObject {
  const { output, error, cause, status } = child;
  const isOver = status === 'SUCCEEDED';
  return {
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: child.executionArn,
    Input: isParsed ? (parseJson(child.input).value ?? null) : child.input,
    InputDetails: { Included: true },
    Name: child.name,
    ...(output !== undefined && {
      Output: isParsed ? output : stringifyJson(output),
      OutputDetails: { Included: true },
    }),
    RedriveCount: 0,
    RedriveStatus: isOver ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
    ...(isOver && { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }),
    StartDate: child.startTime,
    StateMachineArn: child.stateMachineArn,
    Status: status,
    StopDate: child.stopTime,
  };
}

/** What a short Express execution uses in memory (recorded), and the steps in which its time is charged. */
const BILLED_MEGABYTES = 64;
const BILLED_MILLISECONDS = 100;

/** The answer of StartSyncExecution, which is one for executions that fail, too. Its dates are those of the SDK. */
function syncAnswer(child: EndedExecution): JsonObject {
  const { output, error, cause } = child;
  const periods = Math.max(1, Math.ceil((child.stopTime - child.startTime) / BILLED_MILLISECONDS));
  return {
    BillingDetails: {
      BilledDurationInMilliseconds: periods * BILLED_MILLISECONDS,
      BilledMemoryUsedInMB: BILLED_MEGABYTES,
    },
    ...(cause !== undefined && { Cause: cause }),
    ...(error !== undefined && { Error: error }),
    ExecutionArn: child.executionArn,
    Input: child.input,
    InputDetails: { Included: true },
    Name: child.name,
    ...(output !== undefined && { Output: stringifyJson(output) }),
    OutputDetails: { Included: true },
    StartDate: isoTime(child.startTime),
    StateMachineArn: child.stateMachineArn,
    Status: child.status,
    StopDate: isoTime(child.stopTime),
  };
}

/** The answer of StartExecution; the optimized integration tells of the HTTP call besides (recorded). */
function startedOutput(request: TaskRequest, executionArn: string, startTime: number): JsonObject {
  const isSdk = partsOf(request.resource).resourceType.startsWith('aws-sdk:');
  if (isSdk) return { ExecutionArn: executionArn, StartDate: isoTime(startTime) };
  return {
    ExecutionArn: executionArn,
    SdkHttpMetadata: { HttpStatusCode: 200 },
    SdkResponseMetadata: {},
    StartDate: startTime,
  };
}

interface StartCall {
  readonly stateMachineArn: string;
  readonly name: string | undefined;
  readonly input: Json | undefined;
  /** StartSyncExecution, which answers when the execution has ended. */
  readonly isSynchronous: boolean;
  /** The task waits for the end (`.sync`, `.sync:2`). */
  readonly waits: boolean;
}

function callOf(request: TaskRequest): StartCall | undefined {
  const { resourceType, resource: action } = partsOf(request.resource);
  const isSynchronous = isSyncCall(request);
  const isStart = /^startExecution(?:\.sync(?::2)?)?$/.test(action) && ['states', 'aws-sdk:sfn'].includes(resourceType);
  const { input } = request;
  if (!(isStart || isSynchronous) || !isJsonObject(input)) return undefined;
  const { StateMachineArn, Name, Input } = input;
  if (typeof StateMachineArn !== 'string') return undefined;
  const name = typeof Name === 'string' ? Name : undefined;
  return { stateMachineArn: StateMachineArn, name, input: Input, isSynchronous, waits: request.pattern === 'sync' };
}

/** There is no optimized integration for it. */
const isSyncCall = ({ resource }: TaskRequest): boolean => resource.endsWith(':aws-sdk:sfn:startSyncExecution');

const machineFor = ({ machines }: Pick<ChildHost, 'machines'>, arn: string): ChildMachine | undefined =>
  machines.get(arn) ?? machines.get(arn.split(':')[6] ?? arn);

/** A text is taken as it is; null or nothing means no input. */
function inputTextOf(input: Json | undefined): string {
  if (input === undefined || input === null) return '{}';
  return typeof input === 'string' ? input : stringifyJson(input);
}

/**
 * An exception of the service. Its message tells of the call, too: in the words of the SDK's first version where the
 * integration is an optimized one, in those of its second through the SDK (recorded).
 */
function failure(request: TaskRequest, name: string, message: string, newId: () => string): TaskOutcome {
  const isSdk = partsOf(request.resource).resourceType.startsWith('aws-sdk:');
  const call = isSdk
    ? `(Service: Sfn, Status Code: 400, Request ID: ${newId()}) (SDK Attempt Count: 1)`
    : `(Service: AWSStepFunctions; Status Code: 400; Error Code: ${name}; Request ID: ${newId()}; Proxy: null)`;
  return { failed: true, error: `${isSdk ? 'Sfn' : 'StepFunctions'}.${name}Exception`, cause: `${message} ${call}` };
}
