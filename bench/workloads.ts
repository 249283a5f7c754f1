/** What is measured: machine, input, the output that is right, and the same by hand. */
import type { Json, JsonObject } from '#asl/json';
import {
  type ByHand,
  countingLoopByHand,
  inlineMapByHand,
  parallelChainsByHand,
  passChainByHand,
  taskChainByHand,
  taskChainWithEventsByHand,
} from './by-hand.ts';
import {
  countingLoop,
  inlineMap,
  type Language,
  parallelChains,
  passChain,
  resultOf,
  slotOf,
  taskChain,
} from './machines.ts';

export interface Workload {
  readonly name: string;
  readonly transitions: number;
  readonly definition: (language: Language) => JsonObject;
  readonly input: Json;
  readonly output: Json;
  readonly byHand: (input: Json) => Promise<ByHand>;
  /** By hand with every event that AWS writes, where that is much more than one for each transition. */
  readonly allEventsByHand?: (input: Json) => Promise<ByHand>;
}

const CHAIN = 1000;
const LOOP = 10_000;
const BRANCHES = 10;
const BRANCH = 100;

const slots = (from: number, count: number): JsonObject => {
  const results: Record<string, Json> = {};
  for (let n = from; n < count; n++) results[slotOf(n)] = resultOf(n);
  return { results };
};

/** Items of which the Map picks two members. */
export const itemsOf = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, value: id % 101, note: 'not picked' }));

const map = (count: number): Workload => ({
  name: `map of ${count.toLocaleString('en-US')} items, 3 states each`,
  transitions: 3 * count + 1,
  definition: inlineMap,
  input: { items: itemsOf(count) },
  output: itemsOf(count).map(({ id, value }) => ({ id, value, size: value > 50 ? 'large' : 'small' })),
  byHand: inlineMapByHand,
});

/** The large ones come last: of their runs the peer keeps hundreds of megabytes, which V8 then looks through again and again. */
export const WORKLOADS: readonly Workload[] = [
  {
    name: 'chain of 1,000 Pass',
    transitions: CHAIN,
    definition: (language) => passChain(language, CHAIN),
    input: { results: {} },
    output: slots(0, CHAIN),
    byHand: (input) => passChainByHand(input, CHAIN),
  },
  {
    name: 'choice loop to 10,000',
    transitions: 2 * LOOP + 2,
    definition: (language) => countingLoop(language, LOOP),
    input: { i: 0 },
    output: { i: LOOP },
    byHand: (input) => countingLoopByHand(input, LOOP),
  },
  {
    name: 'parallel 10 × 100 Pass',
    transitions: BRANCHES * BRANCH + 1,
    definition: (language) => parallelChains(language, BRANCHES, BRANCH),
    input: { results: {} },
    output: Array.from({ length: BRANCHES }, () => slots(0, BRANCH)),
    byHand: (input) => parallelChainsByHand(input, BRANCHES, BRANCH),
  },
  {
    name: 'chain of 1,000 Tasks',
    transitions: CHAIN,
    definition: (language) => taskChain(language, CHAIN),
    input: { n: 0 },
    output: { n: CHAIN },
    byHand: (input) => taskChainByHand(input, CHAIN),
    allEventsByHand: (input) => taskChainWithEventsByHand(input, CHAIN),
  },
  map(1000),
  map(10_000),
  map(100_000),
];
