/**
 * Two runs of one machine state by state, from their histories: what each visit of a state got, gave, failed with and
 * how often it was tried. The same visits are found by name, iteration and count.
 */
import { equalJson, type Json, type JsonObject, numberOf, stringifyJson } from '#asl/json';
import type { HistoryEvent } from '#interpreter';
import type { RunComparison, RunComparisonRow } from '#protocol';

interface Iteration {
  /** The name of the Map. */
  readonly map: Json | undefined;
  readonly index: number | undefined;
}

interface Visit {
  readonly key: string;
  readonly name: string;
  readonly iterations: readonly Iteration[];
  readonly input: Json | undefined;
  output?: Json;
  isLeft: boolean;
  error?: Json;
  attempts: number;
}

/** Compares the histories of two runs. */
export function compareRuns(left: readonly HistoryEvent[], right: readonly HistoryEvent[]): RunComparison {
  const [a, b] = [visitsOf(left), visitsOf(right)];
  const theirs = new Map(b.map((visit) => [visit.key, visit]));
  const known = new Set(a.map(({ key }) => key));
  const rows = [
    ...a.map((visit) => rowOf(visit, theirs.get(visit.key))),
    ...b
      .filter(({ key }) => !known.has(key))
      .map(({ key }) => ({ state: key, verdict: 'only-right' as const, differs: [] })),
  ];
  return { rows, left: textOf(a, left), right: textOf(b, right) };
}

function rowOf(left: Visit, right: Visit | undefined): RunComparisonRow {
  if (!right) return { state: left.key, verdict: 'only-left', differs: [] };
  const differs = (['input', 'output', 'error', 'attempts'] as const).filter(
    (what) => !equalJson(left[what] ?? null, right[what] ?? null),
  );
  return { state: left.key, verdict: differs.length === 0 ? 'same' : 'different', differs };
}

/** The visits of states in the order in which they began. */
function visitsOf(events: readonly HistoryEvent[]): readonly Visit[] {
  const visits: Visit[] = [];
  const counts = new Map<string, number>();
  const at = new Map<number, { readonly visit: Visit | undefined; readonly iterations: readonly Iteration[] }>();
  for (const event of events) {
    const { id, previousEventId, type, details = {} } = event;
    let { visit, iterations } = at.get(previousEventId) ?? { visit: undefined, iterations: [] };
    if (type === 'MapIterationStarted') iterations = withIteration(iterations, details);
    if (type.endsWith('StateEntered')) {
      const name = String(details.name);
      const place = [name, iterations.map(({ index }) => `[${index}]`).join('')].filter(Boolean).join(' ');
      const count = (counts.get(place) ?? 0) + 1;
      counts.set(place, count);
      const key = count === 1 ? place : `${place} (visit ${count})`;
      visit = { key, name, iterations, input: details.input, isLeft: false, attempts: 0 };
      visits.push(visit);
    } else if (type.endsWith('StateExited')) {
      const isOwn = visit?.name === details.name && !visit?.isLeft;
      const left = isOwn ? visit : lastOpen(visits, details.name);
      if (left) {
        left.isLeft = true;
        if (details.output !== undefined) left.output = details.output;
      }
      // The states inside of a Map belong to its iterations, what comes after it does not.
      iterations = left?.iterations ?? iterations;
    } else if (visit && type.endsWith('Scheduled')) visit.attempts++;
    else if (visit && /(?:Failed|TimedOut)$/.test(type) && details.error !== undefined) visit.error = details.error;
    at.set(id, { visit, iterations });
  }
  return visits;
}

function lastOpen(visits: readonly Visit[], name: Json | undefined): Visit | undefined {
  for (let i = visits.length - 1; i >= 0; i--) if (visits[i]?.name === name && !visits[i]?.isLeft) return visits[i];
  return undefined;
}

/** Where not all iterations of a Map go at once, one follows on what another one has done. */
function withIteration(before: readonly Iteration[], { name, index }: JsonObject): readonly Iteration[] {
  const own = before.findIndex(({ map }) => map === name);
  const around = own < 0 ? before : before.slice(0, own);
  return [...around, { map: name, index: numberOf(index ?? null) }];
}

/** A run as a text: what each visit of a state got, gave and failed with. */
export const runText = (history: readonly HistoryEvent[]): string => textOf(visitsOf(history), history);

function textOf(visits: readonly Visit[], events: readonly HistoryEvent[]): string {
  const last = events.at(-1);
  const parts = visits.map(({ key, input, output, isLeft, error, attempts }) =>
    [
      key,
      `  Input: ${pretty(input)}`,
      ...(attempts > 1 ? [`  Attempts: ${attempts}`] : []),
      ...(error === undefined ? [] : [`  Error: ${pretty(error)}`]),
      isLeft ? `  Output: ${pretty(output)}` : '  Not left',
    ].join('\n'),
  );
  return `${[...parts, last?.type ?? 'No event'].join('\n\n')}\n`;
}

const pretty = (value: Json | undefined): string =>
  value === undefined ? 'not recorded' : stringifyJson(value, 2).replaceAll('\n', '\n  ');
