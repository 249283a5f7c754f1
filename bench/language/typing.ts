/**
 * What somebody feels who types in a definition of just under 1 MB: the time from a key to the problems, and to the
 * answer of a completion and a hover, and how much memory the server takes after that. The built server runs as a
 * process of its own and gets incremental changes. The work that it does is told apart from the whole time that
 * somebody waits, in which pauses, pipes and other programs have their share.
 */
import type { Format } from '#asl';
import { quantile } from '../measure.ts';
import { rowOf, type Tell } from '../report.ts';
import { broken, LARGEST, PRINT, textOfSize } from './documents.ts';
import { type Answered, type Position, type ServerProcess, startServer } from './server-process.ts';

/** Keys until the server's code is warm, which do not count, and keys that do. */
const WARM_UP = 20;
const KEYS = 100;
/** What is allowed: milliseconds of work, and megabytes. */
const GOALS = { problems: 30, completion: 10, hover: 10, memory: 150 } as const;

/** The median and the 95th of 100. */
export async function typing(tell: Tell, root: string): Promise<void> {
  const ofFormat = (format: Format): string => textOfSize(LARGEST, PRINT[format]).text;
  for (const format of ['json', 'yaml'] as const) {
    const text = ofFormat(format);
    const whole = await typed(root, text, format);
    const name = (what: string): string => `language: ${what} at 1 MB in ${format.toUpperCase()}`;
    for (const what of ['problems', 'completion', 'hover'] as const) {
      const allowed = GOALS[what];
      tell(rowOf(name(`key to ${what}, work, p95`), p95(whole[what], 'work'), allowed, 'the goal', 'ms at most'));
      tell(rowOf(name(`key to ${what}, wait, median`), median(whole[what], 'wait'), allowed, 'the goal', 'ms at most'));
      tell(rowOf(name(`key to ${what}, wait, p95`), p95(whole[what], 'wait'), allowed, 'the goal', 'ms at most'));
    }
    tell(rowOf(name('memory of the server'), whole.resident, GOALS.memory, 'the goal', 'MB at most'));
    const unfinished = await typed(root, broken(text, format), format);
    const [ours, theirs] = [p95(unfinished.problems, 'work'), p95(whole.problems, 'work')];
    tell(rowOf(name('key to problems, broken, work, p95'), ours, theirs, 'the one that is not broken', 'ms'));
    tell(
      rowOf(
        name('memory of the server, broken'),
        unfinished.resident,
        whole.resident,
        'the one that is not broken',
        'MB',
      ),
    );
  }
}

interface Typed {
  readonly problems: readonly Answered[];
  readonly completion: readonly Answered[];
  readonly hover: readonly Answered[];
  readonly resident: number;
}

/** Types a comment in the middle of the text, and asks for a path three lines further down, where much can be said. */
async function typed(root: string, text: string, format: Format): Promise<Typed> {
  const server = await startServer(root);
  try {
    await server.open(text, format);
    const at = endOf(text, text.indexOf('Brings', text.length / 2) + 'Brings'.length);
    const path = { line: at.line + 3, character: format === 'json' ? 22 : 17 };
    await keys(server, WARM_UP, at, path);
    const answers = await keys(server, KEYS, at, path);
    const { resident } = await server.usage();
    return { ...answers, resident };
  } finally {
    server.stop();
  }
}

async function keys(server: ServerProcess, count: number, { line, character }: Position, path: Position) {
  const problems: Answered[] = [];
  const completion: Answered[] = [];
  const hover: Answered[] = [];
  for (let key = 0; key < count; key++) {
    problems.push(await server.type(key % 6 === 5 ? ' ' : 'x', { line, character: character + key }));
    completion.push(await server.completion(path));
    hover.push(await server.hover(path));
  }
  return { problems, completion, hover };
}

/** The place of an offset. */
function endOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

const p95 = (answers: readonly Answered[], what: keyof Answered): number => quantile(valuesOf(answers, what), 0.95);
const median = (answers: readonly Answered[], what: keyof Answered): number => quantile(valuesOf(answers, what), 0.5);
const valuesOf = (answers: readonly Answered[], what: keyof Answered): number[] => answers.map((one) => one[what]);
