/** Whether a transition costs more when the history is long, or when there is much data that the state does not touch. */
import type { Json } from '#asl/json';
import { ours } from './contestants.ts';
import { countingLoop, type Language } from './machines.ts';
import { sideBySide } from './measure.ts';
import { rowOf, type Tell } from './report.ts';
import type { Workload } from './workloads.ts';

const UNIT = 'ns/transition';

const rows = (bytes: number): readonly Json[] =>
  Array.from({ length: Math.ceil(bytes / 50) }, (_, id) => ({ id, text: 'x'.repeat(30) }));

const SMALL: Json = { rows: rows(100) };

/** 200 KB in the shapes that data comes in. */
const LARGE: Readonly<Record<string, Json>> = {
  'in a list': { rows: rows(200_000) },
  'in the members of one object': Object.fromEntries(rows(200_000).map((row, n) => [`key${n}`, row])),
  'in one text': 'x'.repeat(200_000),
};

/** Counts to a number with some data beside the counter; the data is carried along, but no state looks at it. */
function loop(count: number, data: Json): Workload {
  const output: Json = { data, i: count };
  return {
    name: `loop to ${count}`,
    transitions: 2 * count + 2,
    definition: (language) => carrying(language, count),
    input: { data, i: 0 },
    output,
    byHand: () => Promise.resolve({ output, history: [] }),
  };
}

function carrying(language: Language, count: number) {
  const machine = countingLoop(language, count) as { readonly States: Readonly<Record<string, object>> };
  const Add =
    language === 'JSONPath'
      ? { ...machine.States.Add, Parameters: { 'data.$': '$.data', 'i.$': 'States.MathAdd($.i, 1)' } }
      : { ...machine.States.Add, Output: { data: '{% $states.input.data %}', i: '{% $states.input.i + 1 %}' } };
  return { ...machine, States: { ...machine.States, Add } } as ReturnType<typeof countingLoop>;
}

export async function growth(tell: Tell, rounds: number): Promise<void> {
  for (const language of ['JSONPath', 'JSONata'] as const) {
    const short = loop(1000, SMALL);
    await compare(`${language}: history of 200,000 events`, loop(50_000, SMALL), short, 'one of 4,000 events');
    for (const [shape, data] of Object.entries(LARGE))
      await compare(`${language}: 200 KB ${shape}, not touched`, loop(1000, data), short, '100 bytes');
  }

  async function compare(name: string, large: Workload, small: Workload, smallName: string): Promise<void> {
    const language = name.startsWith('JSONata') ? 'JSONata' : 'JSONPath';
    const [of, than] = [large, small].map((workload) => ours(workload, language)) as [
      ReturnType<typeof ours>,
      ReturnType<typeof ours>,
    ];
    const costs: number[] = [];
    for (const [workload, run] of [
      [large, of],
      [small, than],
    ] as const) {
      const times = await sideBySide([{ name, run }], workload.output, rounds);
      costs.push(((times.get(name) ?? Number.NaN) / workload.transitions) * 1e6);
    }
    tell(rowOf(name, costs[0] ?? Number.NaN, costs[1] ?? Number.NaN, smallName, UNIT));
  }
}
