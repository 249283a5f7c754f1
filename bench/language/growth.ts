/** Whether the work grows with the text and no faster, and how much memory a definition of 1 MB takes. */
import { parseAsl } from '#asl';
import { diagnose } from '#language';
import { sideBySide } from '../measure.ts';
import { rowOf, type Tell } from '../report.ts';
import { definitionOf } from './documents.ts';

const SMALL = 400;
const TIMES = 5;

/**
 * How many times the work takes for five times the states. Both sizes are measured in turn: one after the other, what
 * else the machine did in the second half would count as growth.
 */
export async function languageGrowth(tell: Tell, rounds: number): Promise<void> {
  const sizes = [SMALL, SMALL * TIMES].map((states) => {
    const text = JSON.stringify(definitionOf(states), undefined, 2);
    const run = async () => ({ output: diagnose(parseAsl(text, 'json')).length, events: 0 });
    return { name: `${states} states`, run };
  });
  const times = await sideBySide(sizes, 0, rounds);
  const [small = Number.NaN, large = Number.NaN] = sizes.map(({ name }) => times.get(name));
  tell(rowOf(`language: problems of ${SMALL * TIMES} states`, large, small, `${SMALL} states`, 'ms'));
}
