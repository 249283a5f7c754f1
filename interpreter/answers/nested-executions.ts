/**
 * Executions that a machine starts: children run from a given map of definitions, and what the parent's task gets of
 * them in each integration pattern. A child runs to its end within the parent's task, on a virtual clock of its own.
 */
import { isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import { isoTime } from '../context.ts';
import type { Program } from '../program/program.ts';
import { partsOf } from '../program/task-resource.ts';
import { randomAt, uuidFrom } from '../random.ts';
import { type RunResult, runToEnd, type TaskOutcome } from '../run.ts';
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
  const newName = () => uuidFrom(() => randomAt(host.seed ?? 0, ++draws));
  const answer = (request: TaskRequest): TaskOutcome | Promise<TaskOutcome> | undefined => {
    const call = callOf(request);
    const machine = call && machineFor(host, call.stateMachineArn);
    if (!call || !machine) return undefined;
    const input = inputTextOf(call.input);
    const { value, problem } = parseJson(input);
    if (problem)
      return failure(request, 'InvalidExecutionInput', `Invalid State Machine Execution Input: '${problem.message}'`);
    const name = call.name ?? newName();
    const started = host.now();
    const executionArn = `${call.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const { stateMachineArn } = call;
    const result = runToEnd(
      machine.program,
      {
        input: value,
        now: started,
        name,
        stateMachineArn,
        executionArn,
        type: machine.type ?? 'STANDARD',
        keepsHistory: false,
      },
      {
        task: (inner) => answer(inner) ?? host.task(inner, machine),
        ...(host.onEffect && { onEffect: host.onEffect }),
      },
    );
    const told = (run: RunResult): TaskOutcome => {
      const { status, output, error, cause, snapshot } = run;
      if (status === 'RUNNING') return { silent: true, submitted: startedOutput(request, executionArn, started) };
      const times = { startTime: started, stopTime: snapshot.now };
      return nestedOutcome(request, {
        executionArn,
        stateMachineArn,
        name,
        status,
        input,
        output,
        error,
        cause,
        ...times,
      });
    };
    return result instanceof Promise ? result.then(told) : told(result);
  };
  return answer;
}

/** What the parent's task gets of its child, by the pattern of the task's resource. */
export function nestedOutcome(request: TaskRequest, child: EndedExecution): TaskOutcome {
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
}

function callOf({ resource, input }: TaskRequest): StartCall | undefined {
  const { resourceType, resource: action } = partsOf(resource);
  const isStart = /^startExecution(?:\.sync(?::2)?)?$/.test(action);
  if (!isStart || !['states', 'aws-sdk:sfn'].includes(resourceType) || !isJsonObject(input)) return undefined;
  const { StateMachineArn, Name, Input } = input;
  if (typeof StateMachineArn !== 'string') return undefined;
  return { stateMachineArn: StateMachineArn, name: typeof Name === 'string' ? Name : undefined, input: Input };
}

const machineFor = ({ machines }: ChildHost, arn: string): ChildMachine | undefined =>
  machines.get(arn) ?? machines.get(arn.split(':')[6] ?? arn);

/** A text is taken as it is; null or nothing means no input. */
function inputTextOf(input: Json | undefined): string {
  if (input === undefined || input === null) return '{}';
  return typeof input === 'string' ? input : stringifyJson(input);
}

function failure(request: TaskRequest, name: string, cause: string): TaskOutcome {
  const prefix = partsOf(request.resource).resourceType.startsWith('aws-sdk:') ? 'Sfn' : 'StepFunctions';
  return { failed: true, error: `${prefix}.${name}Exception`, cause };
}
