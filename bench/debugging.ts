/**
 * What somebody feels who debugs: how soon a session of a large definition stands at its first state, how long a step
 * takes late in a long history, forward and back, what a Map costs under the debugger compared with the engine alone,
 * and how a page of a very long array opens. The adapter runs in this process, as in VS Code's extension host.
 */
import { type Json, parseJson } from '#asl/json';
import { createDebugSession, type DebugHost } from '#debugger';
import { advance, compileProgram, start } from '#interpreter';
import { lowerQuartile, milliseconds } from './measure.ts';
import { rowOf, type Tell } from './report.ts';

const STATES = 1_000;
const EVENTS = 20_000;
const STEPS = 200;
const ITERATIONS = 10_000;
const ITEMS = 100_000;
const PAGES = 50;
const ROUNDS = 15;

interface Message {
  readonly type: string;
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Record<string, unknown>;
}

/** A client that waits for one thing at a time. */
class Client {
  readonly #session: ReturnType<typeof createDebugSession>;
  #sequence = 0;
  #waiting: { readonly fits: (message: Message) => boolean; readonly resolve: (message: Message) => void }[] = [];

  constructor(definition: Json) {
    this.#session = createDebugSession(hostOf(JSON.stringify(definition)));
    this.#session.onDidSendMessage((sent) => {
      const message = sent as Message;
      for (const one of this.#waiting.filter(({ fits }) => fits(message))) {
        this.#waiting = this.#waiting.filter((other) => other !== one);
        one.resolve(message);
      }
    });
  }

  event(...names: string[]): Promise<Message> {
    return this.#until(({ type, event }) => type === 'event' && names.includes(event ?? ''));
  }

  async send(command: string, args: object = {}): Promise<Record<string, unknown>> {
    const seq = ++this.#sequence;
    const answer = this.#until((message) => message.request_seq === seq);
    this.#session.handleMessage({ seq, type: 'request', command, arguments: args });
    const { success, message, body } = await answer;
    if (!success) throw new Error(`${command}: ${message}`);
    return body ?? {};
  }

  /** Starts and gives the first stop, or the end. */
  async launch(args: object, functions: readonly object[] = []): Promise<Message> {
    await this.send('initialize', { adapterID: 'asl' });
    const initialized = this.event('initialized');
    const launched = this.send('launch', { program: '/bench.asl.json', ...args });
    await initialized;
    if (functions.length > 0) await this.send('setFunctionBreakpoints', { breakpoints: functions });
    const first = this.event('stopped', 'terminated');
    await this.send('configurationDone');
    await launched;
    return first;
  }

  /** A move, the stop that it leads to, and what a client asks then. */
  async move(command: string): Promise<void> {
    const stopped = this.event('stopped', 'terminated');
    await this.send(command, { threadId: 1 });
    if ((await stopped).event !== 'stopped') throw new Error(`The execution is over after ${command}.`);
    const { stackFrames } = await this.send('stackTrace', { threadId: 1, levels: 20 });
    await this.send('scopes', { frameId: (stackFrames as { id: number }[])[0]?.id });
  }

  dispose(): void {
    this.#session.dispose();
  }

  #until(fits: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => this.#waiting.push({ fits, resolve }));
  }
}

function hostOf(text: string): DebugHost {
  const none = (): Promise<never> => Promise.reject(new Error('There are no folders here.'));
  return {
    readText: () => Promise.resolve(text),
    listFiles: none,
    readBytes: none,
    writeBytes: none,
    resolve: (file) => file,
    isSameFile: (a, b) => a === b,
    now: () => Date.now(),
    setTimer(run, milliseconds) {
      if (milliseconds <= 0) {
        const immediate = setImmediate(run);
        return () => clearImmediate(immediate);
      }
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    log: (message) => console.error(message),
  };
}

/** Many states in a row, each with its data flow. */
function longMachine(): Json {
  const name = (index: number): string => `State ${index}`;
  const states: Record<string, Json> = {};
  for (let index = 0; index < STATES; index++)
    states[name(index)] = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: `function-${index}`, 'Payload.$': '$' },
      ResultPath: `$.result${index % 10}`,
      Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 2 }],
      ...(index + 1 < STATES ? { Next: name(index + 1) } : { End: true }),
    };
  return { StartAt: name(0), States: states };
}

/** Goes round for ever, or until there are too many events. */
const LOOP: Json = {
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: { Type: 'Pass', Assign: { count: 0 }, Next: 'Add' },
    Add: { Type: 'Pass', Assign: { count: '{% $count + 1 %}' }, Next: 'Look' },
    Look: { Type: 'Pass', Output: { count: '{% $count %}' }, Next: 'Again?' },
    'Again?': { Type: 'Choice', Choices: [{ Condition: '{% $count < 0 %}', Next: 'Done' }], Default: 'Add' },
    Done: { Type: 'Succeed' },
  },
};
/** Add, Look and Again? write two events each. */
const EVENTS_OF_A_ROUND = 6;

const MAP: Json = {
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      MaxConcurrency: 40,
      // Its children have histories of their own: an inline Map as long as that would come to the limit of events.
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Price',
        States: {
          Price: { Type: 'Pass', Parameters: { 'total.$': 'States.MathAdd($, 5)' }, Next: 'Large?' },
          'Large?': {
            Type: 'Choice',
            Choices: [{ Variable: '$.total', NumericGreaterThan: 5000, Next: 'Large' }],
            Default: 'Small',
          },
          Large: { Type: 'Pass', End: true },
          Small: { Type: 'Pass', End: true },
        },
      },
      End: true,
    },
  },
};

/** All rows about the debugger. */
export async function debugging(tell: Tell, only = ''): Promise<void> {
  for (const [name, row] of Object.entries({ session: startOfSession, step: steps, iterations: map, page: pages }))
    if (name.includes(only)) await row(tell);
}

async function startOfSession(tell: Tell): Promise<void> {
  const machine = longMachine();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const client = new Client(machine);
    times.push(
      await timeOf(async () => {
        const { event } = await client.launch({ stopOnEntry: true });
        if (event !== 'stopped') throw new Error('The session has not stopped at its first state.');
      }),
    );
    client.dispose();
  }
  tell(rowOf('debugger: session of 1,000 states, the first', times[0] ?? 0, 300, 'the goal', 'ms at most'));
  tell(rowOf('debugger: session of 1,000 states', lowerQuartile(times), 300, 'the goal', 'ms at most'));
}

async function steps(tell: Tell): Promise<void> {
  const client = new Client(LOOP);
  const hitCondition = `== ${Math.floor(EVENTS / EVENTS_OF_A_ROUND)}`;
  await client.launch({}, [{ name: 'Add', hitCondition }]);
  const [forward, back] = [[] as number[], [] as number[]];
  for (let step = 0; step < STEPS; step++) forward.push(await waitOf(() => client.move('next')));
  for (let step = 0; step < STEPS; step++) back.push(await waitOf(() => client.move('stepBack')));
  tell(rowOf('debugger: step at event 20,000, p95', p95(forward), 20, 'the goal', 'ms at most'));
  tell(rowOf('debugger: step back at event 20,000, p95', p95(back), 20, 'the goal', 'ms at most'));
  client.dispose();
}

async function map(tell: Tell): Promise<void> {
  const input = Array.from({ length: ITERATIONS }, (_, index) => index);
  const { program } = compileProgram(MAP);
  if (!program) throw new Error('The Map does not compile.');
  const [alone, under] = [[] as number[], [] as number[]];
  for (let round = 0; round < ROUNDS; round++) {
    alone.push(
      await timeOf(() => {
        const { status } = advance(start(program, { input, now: 0 }));
        if (status !== 'SUCCEEDED') throw new Error(`The Map alone ended as ${status}.`);
      }),
    );
    const client = new Client(MAP);
    await client.launch({ input, stopOnEntry: true });
    under.push(
      await timeOf(async () => {
        const exited = client.event('exited');
        await client.send('continue', { threadId: 1 });
        if ((await exited).body?.exitCode !== 0) throw new Error('The Map has failed under the debugger.');
      }),
    );
    client.dispose();
  }
  const [engine, debugged] = [lowerQuartile(alone), lowerQuartile(under)];
  tell(
    rowOf(
      'debugger: 10,000 iterations',
      ITERATIONS / (debugged / 1000),
      ITERATIONS / (engine / 1000),
      'the engine',
      '1/s',
    ),
  );
}

async function pages(tell: Tell): Promise<void> {
  const { value } = parseJson(JSON.stringify(Array.from({ length: ITEMS }, (_, id) => ({ id, name: `Item ${id}` }))));
  const client = new Client(LOOP);
  await client.launch({ stopOnEntry: true, input: value });
  const { stackFrames } = await client.send('stackTrace', { threadId: 1 });
  const frameId = (stackFrames as { id: number }[])[0]?.id;
  const times: number[] = [];
  for (let page = 0; page < PAGES; page++)
    times.push(
      await waitOf(async () => {
        const { scopes } = await client.send('scopes', { frameId });
        const { variablesReference } = (scopes as { variablesReference: number }[])[0] ?? {};
        const first = page * Math.floor(ITEMS / PAGES);
        const args = { variablesReference, filter: 'indexed', start: first, count: 100 };
        const { variables } = await client.send('variables', args);
        if ((variables as unknown[]).length !== 100) throw new Error('The page has not 100 items.');
      }),
    );
  tell(rowOf('debugger: a page of 100,000 items, p95', p95(times), 20, 'the goal', 'ms at most'));
  client.dispose();
}

function p95(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

/** What somebody waits: too short for the clock of the processor. */
async function waitOf(act: () => unknown): Promise<number> {
  const begin = performance.now();
  await act();
  return performance.now() - begin;
}

async function timeOf(act: () => unknown): Promise<number> {
  const begin = milliseconds();
  await act();
  return milliseconds() - begin;
}
