/** Whether the work grows with the text and no faster, and how much memory a definition of 1 MB takes. */
import { parseAsl } from '#asl';
import { diagnose } from '#language';
import { sideBySide } from '../measure.ts';
import { rowOf, type Tell } from '../report.ts';
import { definitionOf } from './documents.ts';

const SMALL = 400;
const TIMES = 5;

/** How many times the work takes for five times the states. */
export async function languageGrowth(tell: Tell, rounds: number): Promise<void> {
  const costs: number[] = [];
  for (const states of [SMALL, SMALL * TIMES]) {
    const text = JSON.stringify(definitionOf(states), undefined, 2);
    const run = async () => ({ output: diagnose(parseAsl(text, 'json')).length, events: 0 });
    const times = await sideBySide([{ name: 'ours', run }], 0, rounds);
    costs.push(times.get('ours') ?? Number.NaN);
  }
  const [small = Number.NaN, large = Number.NaN] = costs;
  tell(rowOf(`language: problems of ${SMALL * TIMES} states`, large, small, `${SMALL} states`, 'ms'));
}
