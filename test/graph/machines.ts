/** Machines for tests: random ones from a seed, and big ones of a known shape. */
import { type Machine, parseAsl } from '#asl';
import { randomBelow } from '../random.ts';

interface Shape {
  readonly states: number;
  /** Boxes in boxes, at most. */
  readonly depth: number;
  /** How far a jump goes; undefined: anywhere. */
  readonly reach?: number;
}

export function machineOf(definition: object): Machine {
  const [machine] = parseAsl(JSON.stringify(definition), 'json').machines;
  if (!machine) throw new Error('The definition holds no machine.');
  return machine;
}

/** A machine with every kind of state and jumps forward and back, some of them to nowhere. */
export function randomMachine(seed: number, shape: Shape): Machine {
  return machineOf(randomScope(randomBelow(seed), shape));
}

function randomScope(random: (below: number) => number, shape: Shape): object {
  const names = Array.from(
    { length: shape.states },
    (_, index) => `${random(4) === 0 ? 'A state with a long name ' : 'S'}${index}`,
  );
  const States = Object.fromEntries(names.map((name, index) => [name, randomState(random, shape, names, index)]));
  return { StartAt: names[0] ?? 'Nowhere', States };
}

function randomState(random: (below: number) => number, shape: Shape, names: readonly string[], index: number): object {
  const { reach = names.length } = shape;
  const near = (): string =>
    names[Math.max(0, Math.min(names.length - 1, index - Math.floor(reach / 3) + random(reach)))] ?? 'Nowhere';
  const next = (): object =>
    random(12) === 0 || index === names.length - 1
      ? { End: true }
      : { Next: random(4) === 0 ? near() : names[index + 1] };
  const inner = { ...shape, states: 1 + random(4), depth: shape.depth - 1 };
  const caught = (): object => (random(3) === 0 ? { Catch: [{ ErrorEquals: ['States.ALL'], Next: near() }] } : {});
  switch (random(shape.depth > 0 ? 9 : 7)) {
    case 0:
    case 1:
      return {
        Type: 'Choice',
        Choices: Array.from({ length: 1 + random(4) }, (_, rule) => ({
          Variable: '$.order.total',
          NumericGreaterThan: rule,
          Next: near(),
        })),
        ...(random(3) > 0 ? { Default: names[index + 1] ?? near() } : {}),
      };
    case 2:
      return { Type: 'Wait', Seconds: 30, ...next() };
    case 3:
      return random(3) === 0 ? { Type: 'Fail', Error: 'Broken' } : { Type: 'Pass', ...next() };
    case 7:
      return { Type: 'Map', ItemProcessor: randomScope(random, inner), ...caught(), ...next() };
    case 8:
      return {
        Type: 'Parallel',
        Branches: Array.from({ length: 1 + random(3) }, () => randomScope(random, inner)),
        ...caught(),
        ...next(),
      };
    default:
      return {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        ...caught(),
        ...next(),
      };
  }
}

/**
 * A machine as large ones are: stages one after the other, each with a task that is caught and retried, a choice
 * whose ways meet again, and a loop that polls; some stages in a box.
 */
export function largeMachine(states: number, boxed: boolean): Machine {
  const stages = Math.ceil(states / 8);
  const all = { Failed: { Type: 'Fail', Error: 'Failed' }, Done: { Type: 'Succeed' } };
  for (let n = 0; n < stages; n++) {
    const next = n + 1 < stages ? `Begin ${n + 1}` : 'Done';
    const inner = stage(n, boxed && n % 4 === 0 ? undefined : next);
    if (boxed && n % 4 === 0) {
      const box = {
        Type: 'Map',
        ItemProcessor: { StartAt: `Begin ${n} inside`, States: renamed(inner, ' inside') },
        Next: next,
      };
      Object.assign(all, { [`Begin ${n}`]: box });
    } else Object.assign(all, inner);
  }
  return machineOf({ StartAt: 'Begin 0', States: all });
}

function stage(n: number, next: string | undefined): Record<string, Record<string, unknown>> {
  const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
  const onward = next === undefined ? { End: true } : { Next: next };
  const caught =
    next === undefined
      ? {}
      : { Catch: [{ ErrorEquals: ['States.ALL'], Next: n % 5 === 0 ? 'Failed' : `Repair ${n}` }] };
  return {
    [`Begin ${n}`]: { ...task, ...caught, Next: `Which ${n}` },
    [`Which ${n}`]: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.kind', StringEquals: 'a', Next: `First ${n}` },
        { Variable: '$.kind', StringEquals: 'b', Next: `Second ${n}` },
      ],
      Default: `Wait ${n}`,
    },
    [`First ${n}`]: { ...task, Next: `Wait ${n}` },
    [`Second ${n}`]: { ...task, Next: `Wait ${n}` },
    [`Wait ${n}`]: { Type: 'Wait', Seconds: 30, Next: `Look ${n}` },
    [`Look ${n}`]: { ...task, Next: `Ready ${n}` },
    [`Ready ${n}`]: {
      Type: 'Choice',
      Choices: [{ Variable: '$.ready', BooleanEquals: true, Next: `Repair ${n}` }],
      Default: `Wait ${n}`,
    },
    [`Repair ${n}`]: { Type: 'Pass', ...onward },
  };
}

function renamed(states: Record<string, object>, suffix: string): object {
  const text = JSON.stringify(states).replace(
    /"((?:Begin|Which|First|Second|Wait|Look|Ready|Repair) \d+)"/g,
    `"$1${suffix}"`,
  );
  return JSON.parse(text) as object;
}
