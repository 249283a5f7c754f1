/** Whatever a client sends, in whatever order: every request is answered, and every message is one of the protocol. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { randomBelow } from '../random.ts';
import { createFakeHost, DapClient } from './dap-client.ts';

/** `DEBUG_SEQUENCES=10000` asks for more than there is time for each time. */
const SEQUENCES = Number(process.env.DEBUG_SEQUENCES ?? 60);
const FIRST_SEED = Number(process.env.DEBUG_SEED ?? 1);
const LENGTH = 40;

const machines = join(import.meta.dirname, 'machines');
const file = (name: string): [string, string] => [`/w/${name}`, readFileSync(join(machines, name), 'utf8')];
const FILES = Object.fromEntries(
  [
    'order.asl.json',
    'fan.asl.json',
    'parent.asl.json',
    'hasty.asl.json',
    'quick.asl.json',
    'parcels.asl.json',
    'quote.asl.yaml',
    'slow.asl.json',
    'patient.asl.json',
    'counter.asl.json',
    'busy.mocks.json',
    'order.history.json',
  ].map(file),
);

/** So long that the debugger leaps over what nobody looks at. */
const LONG = {
  StartAt: 'More?',
  States: {
    'More?': { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 1500, Next: 'Add' }], Default: 'End' },
    Add: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Assign: { 'total.$': '$.n' }, Next: 'More?' },
    End: { Type: 'Succeed' },
  },
};

const LAUNCHES = [
  {
    program: '/w/order.asl.json',
    input: { order: { amount: 20, items: [1] } },
    mocks: '/w/busy.mocks.json',
    stopOnEntry: true,
  },
  { program: '/w/order.asl.json', input: { order: { amount: 120, items: [] } } },
  { program: '/w/fan.asl.json', stopOnEntry: true },
  { program: '/w/quote.asl.yaml', input: { prices: [1, 2] }, stopOnEntry: true },
  { program: '/w/slow.asl.json', time: 'real' },
  { program: '/w/patient.asl.json', time: 'real', timeScale: 3 },
  { program: '/w/counter.asl.json', stopOnEntry: true },
  { program: '/w/long.asl.json', input: { n: 0 } },
  { program: '/w/long.asl.json', input: { n: 0 }, stopOnEntry: true },
  { program: '/w/parcels.asl.json', input: [1, 2] },
  { program: '/w/order.asl.json', history: '/w/order.history.json' },
  { program: '/w/patient.asl.json', machineType: 'EXPRESS', stopOnEntry: true },
  {
    program: '/w/parent.asl.json',
    input: { parcels: [1, 2] },
    machines: { parcels: 'parcels.asl.json' },
    mocks: { mocks: { Ship: [{ return: 'a' }, { return: 'b', delay: 2 }, { throw: { error: 'Busy' } }] } },
    stopOnEntry: true,
  },
  { program: '/w/parent.asl.json', input: { parcels: [1] }, machines: { parcels: 'parcels.asl.json' } },
  {
    program: '/w/hasty.asl.json',
    input: { ok: false },
    machines: { quick: 'quick.asl.json:express', patient: 'patient.asl.json' },
    time: 'real',
    stopOnEntry: true,
  },
];

type Random = (below: number) => number;
const pick = <T>(random: Random, items: readonly T[]): T => items[random(items.length)] as T;

const EXPRESSIONS = [
  '$',
  '$.order',
  '$$.State',
  '$total',
  '$states.input',
  '{% 1 + 1 %}',
  '{% ( %}',
  'States.UUID()',
  '.help',
  '.history',
  '.skip',
  '.clock',
  '.skip 5s',
  '.succeed 1',
  '.succeed {',
  '.fail X y',
  '.heartbeat',
  '.redrive',
  '.leave',
  '.leave {"n": 2}',
  '.runs',
  '.compare',
  '.live',
  '',
  '$..*',
  '1',
];
const POINTERS = [
  '/States/Charge',
  '/States/Done',
  '/States/Add',
  '/States/Ask again',
  'parcels#/States/Done',
  '/States/Nope',
];
const MOVES = ['continue', 'next', 'stepIn', 'stepOut', 'stepBack', 'reverseContinue', 'pause'];

/** A request with arguments that may or may not make sense right now. */
function randomRequest(random: Random, source: DebugProtocol.Source): [string, object] {
  const threadId = pick(random, [1, 1, 1, 2, 3, 4, 99, 10_000_001, 10_000_002]);
  const frameId = random(12);
  const move = (): [string, object] => {
    const command = pick(random, MOVES);
    const isAlone = command !== 'pause' && random(4) === 0;
    return [command, { threadId, ...(isAlone && { singleThread: true }) }];
  };
  const requests: (() => [string, object])[] = [
    move,
    move,
    move,
    move,
    () => ['threads', {}],
    () => ['stackTrace', { threadId }],
    () => ['scopes', { frameId }],
    () => ['variables', { variablesReference: random(30), start: random(3), count: random(3) }],
    () => [
      'evaluate',
      {
        expression: pick(random, EXPRESSIONS),
        context: pick(random, ['repl', 'watch', 'hover', 'clipboard']),
        ...(random(2) === 0 ? {} : { frameId }),
      },
    ],
    () => [
      'setVariable',
      {
        variablesReference: random(30),
        name: pick(random, ['order', '0', '(value)', '$total']),
        value: pick(random, ['1', '{}', '$.x', '"', '{% 2 %}']),
      },
    ],
    () => ['setExpression', { expression: pick(random, ['$total', '$.order', '$', '$x.y[0]', '5']), value: '7' }],
    () => [
      'setBreakpoints',
      {
        source,
        breakpoints: [
          {
            line: 1 + random(90),
            ...(random(3) === 0 ? { condition: pick(random, EXPRESSIONS) } : {}),
            ...(random(3) === 0 ? { hitCondition: pick(random, ['> 1', '% 2', 'x']) } : {}),
          },
        ],
      },
    ],
    () => [
      'setFunctionBreakpoints',
      { breakpoints: [{ name: pick(random, ['Charge', 'Fan out/*', 'Upper', 'Ship', 'Nope', '*']) }] },
    ],
    () => [
      'dataBreakpointInfo',
      random(2) === 0
        ? { name: pick(random, EXPRESSIONS), frameId }
        : { name: pick(random, ['order', '0', '(value)', '$total']), variablesReference: random(30) },
    ],
    () => [
      'setDataBreakpoints',
      {
        breakpoints: [
          { dataId: pick(random, ['$total', '/ $', '/States/Each $.value', 'what']) },
          { dataId: '/ $.order', accessType: pick(random, ['read', 'write']), condition: pick(random, EXPRESSIONS) },
        ],
      },
    ],
    () => ['locations', { locationReference: random(40) }],
    () => ['cancel', random(2) === 0 ? { progressId: `wait-${random(5)}` } : { requestId: random(40) }],
    () => ['stepwright/leaveState', random(2) === 0 ? {} : { output: { n: 1 } }],
    () => [
      `stepwright/${pick(random, ['runToState', 'skipToState', 'restartState'])}`,
      { pointer: pick(random, POINTERS) },
    ],
    () => ['stepwright/runs', {}],
    () => ['stepwright/compareRuns', { left: 1 + random(3), right: 1 + random(3) }],
    () => ['stepwright/runTimeline', {}],
    () => ['stepwright/goToVisit', { visit: random(6) }],
    () => ['stepwright/dataFlow', random(2) === 0 ? { frameId } : { visit: random(6) }],
    () => ['stepwright/waitingTasks', {}],
    () => ['stepwright/continueFromHere', {}],
    () => ['setExceptionBreakpoints', { filters: [pick(random, ['raised', 'caught', 'retried', 'uncaught', 'what'])] }],
    () => ['breakpointLocations', { source, line: 1 + random(50), endLine: 60 }],
    () => ['restartFrame', { frameId }],
    () => ['stepwright/redrive', {}],
    () => ['gotoTargets', { source, line: 1 + random(90) }],
    () => ['goto', { threadId, targetId: random(8) }],
    () => ['stepInTargets', { frameId }],
    () => ['exceptionInfo', { threadId }],
    () => ['completions', { text: pick(random, EXPRESSIONS), column: 1 + random(6) }],
    () => ['loadedSources', {}],
    () => ['source', { sourceReference: 0 }],
    () => [
      'stepwright/answerTask',
      {
        task: 1 + random(4) + 10_000_000 * random(2),
        answer: pick<object>(random, [{ return: { rate: 1 } }, { throw: { error: 'Busy' } }, {}]),
      },
    ],
    () => ['nonsense', {}],
    () => (random(6) === 0 ? ['restart', {}] : move()),
    () => (random(12) === 0 ? ['terminate', {}] : move()),
  ];
  return pick(random, requests)();
}

/** Turns of the event loop after which a request that has no answer will never have one. */
const PATIENCE = 5000;

/** Plays one sequence; gives how many requests have had an answer. */
async function play(seed: number): Promise<number> {
  const random = randomBelow(seed);
  const client = new DapClient(createFakeHost({ ...FILES, '/w/long.asl.json': JSON.stringify(LONG) }));
  const launch = pick(random, LAUNCHES);
  await client.initialize({ supportsProgressReporting: random(2) === 0, supportsANSIStyling: random(2) === 0 });
  let sent = 2;
  void client.send('history' in launch ? 'attach' : 'launch', launch);
  await client.event('initialized');
  void client.send('configurationDone');
  for (let i = 0; i < LENGTH; i++) {
    const other = 'machines' in launch && random(2) === 0 ? '/w/parcels.asl.json' : launch.program;
    const [command, args] = randomRequest(random, { path: other });
    sent++;
    void client.send(command, args);
    for (let turns = random(4); turns > 0; turns--) await new Promise(setImmediate);
    if (random(5) === 0) client.host.advance(random(40_000));
  }
  sent++;
  void client.send('disconnect');
  for (let turns = 0; client.openRequests > 0 && turns < PATIENCE; turns++) await new Promise(setImmediate);
  assert.equal(client.openRequests, 0, 'A request has no answer.');
  assert.deepEqual(client.host.logged, []);
  assert.doesNotMatch(client.output, /made a mistake/);
  return sent;
}

describe('random commands', () => {
  it(`always get an answer (${SEQUENCES} sequences of ${LENGTH}, from seed ${FIRST_SEED})`, async () => {
    let answers = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEQUENCES; seed++) {
      try {
        answers += await play(seed);
      } catch (error) {
        throw new Error(`Seed ${seed}: ${(error as Error).message}`, { cause: error });
      }
    }
    assert.equal(answers, SEQUENCES * (LENGTH + 3));
  });
});
