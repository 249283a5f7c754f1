/**
 * TestState: runs one state with a given input, and a mock in place of what the state would do, and shows what it
 * made of its data. The same engine runs it as runs executions; only the action of a mocked state is replaced.
 */
import { isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import { whileExecuting } from '../causes.ts';
import { nextDeadline } from '../clock.ts';
import { retrierFor } from '../failure/handlers.ts';
import { retryDelay } from '../failure/retry-delay.ts';
import { nextOf } from '../flow.ts';
import { dataOf } from '../frames.ts';
import { type StartOptions, start } from '../machine.ts';
import { outcomeEvents } from '../outcome-news.ts';
import { compileProgram } from '../program/compile.ts';
import { isDistributed } from '../program/processor-config.ts';
import type { Program, ProgramState } from '../program/program.ts';
import { randomAt, uuidFrom } from '../random.ts';
import type { FrameRecord, MapItem, StagesRecord } from '../records.ts';
import { inputRefusal } from '../requests/refusals.ts';
import type { Effect, Failure, TaskRequest } from '../snapshot.ts';
import { sourceNameOf } from '../states/item-source.ts';
import { applyEvent, runTurn } from '../transition.ts';
import { Work } from '../work.ts';
import { httpInspection } from './http-inspection.ts';
import { inspectionOf } from './inspection.ts';
import { actMocked, mockedFailure } from './mocked-action.ts';
import { constraintRefusal, invalid, requestRefusal, stateRefusal } from './refusals.ts';
import type {
  TestStateAnswer,
  TestStateHost,
  TestStateRefusal,
  TestStateRequest,
  TestStateResponse,
} from './request.ts';

/** What AWS calls a state that is given without its machine. */
const ONLY_STATE = 'StateName';

/** Documented: a test that takes longer fails with States.Timeout. */
const TEST_SECONDS = 300;
const TIMED_OUT: Failure = { error: 'States.Timeout', cause: undefined };

/**
 * Tests a state: a single one, or the one of a machine that `request.stateName` names.
 *
 * @example
 * testState({ Type: 'Pass', End: true }, { input: { a: 1 }, inspectionLevel: 'DEBUG' }, { now: 0 })
 * // { response: { status: 'SUCCEEDED', output: { a: 1 }, inspectionData: { … } } }
 */
export function testState(definition: Json, given: TestStateRequest, host: TestStateHost): TestStateAnswer {
  const broken = constraintRefusal(definition, given, host);
  if (broken) return { exception: broken };
  const complaint = inputRefusal(given.inputText);
  if (complaint) return { exception: { code: 'InvalidExecutionInput', message: complaint.message } };
  const request = withParsedTexts(given);
  if (!request) return { exception: invalid('Mocked result must be valid JSON') };
  const refused = requestRefusal(request);
  if (refused) return { exception: refused };
  const found = findState(definition, request, host);
  if ('code' in found) return { exception: found };
  const exception = stateRefusal(found.state, request, host);
  return exception ? { exception } : new Test(found, request, host).run();
}

/** The request with values in place of texts; undefined where the mock's text is no JSON. */
function withParsedTexts(given: TestStateRequest): TestStateRequest | undefined {
  const { inputText, ...others } = given;
  const request = inputText === undefined ? others : { ...others, input: parseJson(inputText).value ?? null };
  const { mock } = request;
  if (mock?.resultText === undefined) return request;
  const { value, problem } = parseJson(mock.resultText);
  return problem ? undefined : { ...request, mock: { ...mock, result: value } };
}

interface Subject {
  readonly program: Program;
  readonly state: ProgramState;
}

function findState(
  definition: Json,
  { stateName }: TestStateRequest,
  { refusalOf }: TestStateHost,
): Subject | TestStateRefusal {
  const machine = stateName === undefined ? machineAround(definition) : definition;
  const refusal = refusalOf?.(machine);
  if (refusal !== undefined) return { code: 'InvalidDefinition', message: refusal };
  const { program, problems } = compileProgram(machine);
  if (!program) {
    const [{ pointer, message }] = problems;
    return { code: 'InvalidDefinition', message: `Invalid State Machine Definition: '${message} at ${pointer}'` };
  }
  const name = stateName ?? ONLY_STATE;
  const state = [...program.states.values()].find((one) => one.name === name);
  if (!state) return invalid('State not found in definition');
  return { program: { ...program, scope: { ...state.scope, start: state }, timeoutSeconds: TEST_SECONDS }, state };
}

/** A machine with the state and something at the end of each of its transitions. */
function machineAround(state: Json): JsonObject {
  const targets = new Set(isJsonObject(state) ? targetsOf(state) : []);
  targets.delete(ONLY_STATE);
  const others = [...targets].map((name) => [name, { Type: 'Succeed' }]);
  return { StartAt: ONLY_STATE, States: { [ONLY_STATE]: state, ...Object.fromEntries(others) } };
}

function targetsOf({ Next, Default, Choices, Catch }: JsonObject): readonly string[] {
  const holders = [Choices, Catch].flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject) : []));
  return [Next, Default, ...holders.map((holder) => holder.Next)].filter((name) => typeof name === 'string');
}

/** What the state gives once all its phases have run. */
interface Outcome {
  readonly output: Json;
  readonly nextState: string | undefined;
  readonly assigned: JsonObject;
}

/** One test under way. */
class Test {
  private readonly work: Work;
  private readonly state: ProgramState;
  private readonly request: TestStateRequest;
  private readonly host: TestStateHost;
  private readonly scheduled: TaskRequest[] = [];
  /** What a task that is not mocked was given. */
  private asked: Json | undefined;
  /** The frame as it was last; a failure keeps it as it was then. */
  private frame: FrameRecord;
  private stages: StagesRecord;
  /** How many phases the state has behind it; a catcher's are not counted. */
  private done = 0;
  private refusal: TestStateRefusal | undefined;
  private mapInspection: JsonObject = {};
  private failed: Extract<Effect, { type: 'failure' }> | undefined;
  private outcome: Outcome | undefined;

  constructor({ program, state }: Subject, request: TestStateRequest, host: TestStateHost) {
    this.state = state;
    this.request = request;
    this.host = host;
    this.work = new Work(start(program, optionsFor(request, host)), (effect) => {
      if (effect.type === 'schedule-task') this.scheduled.push(effect.task);
      else if (effect.type === 'failure') this.failed ??= effect;
    });
    this.frame = this.current() as FrameRecord;
    this.stages = this.frame.stages;
    const count = request.stateConfiguration?.retrierRetryCount;
    if (count !== undefined) this.frame.retryCounts = retryCountsOf(this.frame, request, count);
    const thread = this.work.thread(1);
    if (thread && request.context === undefined) thread.item = itemAround(state, request.input);
  }

  run(): TestStateAnswer {
    for (let frame = this.current(); frame; frame = this.current()) {
      this.frame = frame;
      if (!this.failed) {
        this.stages = { ...frame.stages };
        this.done = frame.at;
      } else if (this.failed.outcome !== 'caught') break;
      this.advance(frame);
      if (this.refusal) return { exception: this.refusal };
    }
    return { response: this.response() };
  }

  /** The frame of the tested state; undefined once it is over. */
  private current(): FrameRecord | undefined {
    if (!this.work.isRunning) return undefined;
    const thread = this.work.thread(1);
    const frame = thread && this.work.frame(thread);
    return frame?.state === this.state ? frame : undefined;
  }

  private advance(frame: FrameRecord): void {
    const { work } = this;
    const isActing = frame.phase === 'action' && !frame.isFailing;
    if (frame.phase === 'leave' && !frame.isFailing) {
      const nextState = frame.type === 'Fail' ? undefined : nextOf(frame)?.name;
      this.outcome = { output: dataOf(frame.stages), nextState, assigned: frame.assigned ?? {} };
    }
    if (isActing && this.request.mock) {
      const { inspection, refusal } = actMocked(work, frame, this.request);
      this.mapInspection = inspection;
      this.refusal = refusal;
    } else if (!runTurn(work)) this.wait();
    // A catcher gets the sentence that the caller of TestState gets.
    const { failure } = frame;
    if (failure?.cause !== undefined) frame.failure = { ...failure, cause: bareCause(failure.cause, frame) };
  }

  /** For a task that is not mocked, or for the clock. */
  private wait(): void {
    const task = this.scheduled.shift();
    const deadline = nextDeadline(this.work);
    if (task) {
      this.asked = task.input;
      const outcome = this.host.task?.(task) ?? { silent: true };
      for (const event of outcomeEvents(task, outcome)) applyEvent(this.work, event);
    } else if (deadline !== undefined) applyEvent(this.work, { type: 'time', now: deadline });
    else applyEvent(this.work, { type: 'stop' });
  }

  private response(): TestStateResponse {
    const { failed, outcome, work } = this;
    const isCaught = failed?.outcome === 'caught' && outcome !== undefined;
    // A catcher may fail in its turn: then that is what the state fails with.
    const atLast = work.status === 'TIMED_OUT' ? TIMED_OUT : work.failure;
    const failure = failed?.outcome === 'caught' && !isCaught ? atLast : (failed?.failure ?? atLast);
    const isOver = failure !== undefined || outcome === undefined;
    const status = isCaught
      ? 'CAUGHT_ERROR'
      : failed?.outcome === 'retried'
        ? 'RETRIABLE'
        : isOver
          ? 'FAILED'
          : 'SUCCEEDED';
    const hasOutput = status === 'SUCCEEDED' || status === 'CAUGHT_ERROR';
    return {
      status,
      ...(hasOutput && outcome && { output: outcome.output }),
      ...(failure?.error !== undefined && { error: failure.error }),
      ...(failure?.cause !== undefined && { cause: bareCause(failure.cause, this.frame) }),
      ...(hasOutput && outcome?.nextState !== undefined && { nextState: outcome.nextState }),
      ...(this.request.inspectionLevel !== undefined &&
        this.request.inspectionLevel !== 'INFO' && { inspectionData: this.inspection(failure, isCaught) }),
    };
  }

  private inspection(failure: Failure | undefined, isCaught: boolean): JsonObject {
    const variables = { ...this.request.variables, ...this.outcome?.assigned };
    const details = failure ? this.errorDetails(failure, isCaught) : {};
    return {
      ...inspectionOf({ state: this.state, stages: this.stages, done: this.done }),
      ...this.mapInspection,
      ...(this.request.inspectionLevel === 'TRACE' &&
        httpInspection(this.state, this.asked, this.stages.result, this.work.info.region)),
      ...(Object.keys(variables).length > 0 && { variables }),
      ...(Object.keys(details).length > 0 && { errorDetails: details }),
    };
  }

  /** Which retrier and which catcher took the error; a retrier that has no attempt left is named all the same (recorded). */
  private errorDetails(failure: Failure, isCaught: boolean): JsonObject {
    const { retriers } = this.state;
    const { retryCounts, catcher } = this.frame;
    const retryIndex = retrierFor(this.frame, failure);
    const retrier = retryIndex === undefined ? undefined : retriers[retryIndex];
    const isRetried = this.failed?.outcome === 'retried';
    return {
      ...(isCaught && catcher !== undefined && { catchIndex: catcher }),
      ...(retryIndex !== undefined && { retryIndex }),
      ...(isRetried &&
        // The API has an integer here.
        retrier && {
          retryBackoffIntervalSeconds: Math.floor(retryDelay(retrier, retryCounts[retryIndex ?? 0] ?? 0, () => 1)),
        }),
    };
  }
}

/**
 * The retrier that the mocked error meets has retried so often (documented); where none does, the first one stands for
 * the state, whose context object tells the number.
 */
function retryCountsOf(frame: FrameRecord, request: TestStateRequest, count: number): readonly number[] {
  const failure = mockedFailure(frame, request);
  const met = (failure && retrierFor(frame, failure)) ?? 0;
  return frame.state.retriers.map((_, index) => (index === met ? count : 0));
}

/** Documented: inside a Map the context object says that the input is the first item. */
function itemAround({ scope }: ProgramState, input: Json = {}): MapItem | undefined {
  for (let owner = scope.owner; owner; owner = owner.scope.owner) {
    if (owner.type !== 'Map') continue;
    const isOfRun = isDistributed(owner) && owner.fields.ItemReader === undefined;
    return isOfRun ? { Index: 0, Value: input, Source: sourceNameOf(undefined) } : { Index: 0, Value: input };
  }
  return undefined;
}

/** TestState gives the sentence without the words about the state (measured). */
const bareCause = (cause: string, frame: FrameRecord): string => {
  const words = whileExecuting(frame.name, frame.enteredEventId);
  return cause.startsWith(words) ? cause.slice(words.length) : cause;
};

function optionsFor({ input = {}, variables, context, roleArn }: TestStateRequest, host: TestStateHost): StartOptions {
  const { region = 'us-east-1', account = '123456789012', now, seed = 0 } = host;
  let draws = 0;
  const made = () => uuidFrom(() => randomAt(seed, ++draws));
  const machine = host.stateMachineName ?? made();
  const name = host.executionName ?? made();
  const role = roleArn ?? `arn:aws:iam::${account}:role/${made()}`;
  return {
    input,
    now,
    seed,
    name,
    // Recorded: the context object of a test is that of a synchronous Express execution.
    isSynchronous: true,
    stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:${machine}`,
    executionArn: `arn:aws:states:${region}:${account}:express:${machine}:${name}`,
    roleArn: role,
    ...(variables && { variables }),
    ...(context !== undefined && { context }),
  };
}
