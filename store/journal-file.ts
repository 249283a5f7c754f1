/**
 * Journals as files: makes a new one, and opens one that exists by replaying it. A last line that was torn by the
 * death of its writer is taken off and said so; damage anywhere else is left alone and reported at its place.
 */
import { closeSync, mkdirSync, openSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import {
  beginReplay,
  eventIdOf,
  type JournalStart,
  type Replay,
  type ReplayHost,
  type ReplayProblem,
} from '#interpreter';
import { entryOf } from './event-index.ts';
import { EMPTY, type JournalEnd } from './journal-writer.ts';
import { type Line, linesOf } from './lines.ts';
import { StoreError } from './store-error.ts';

/**
 * Makes an empty journal in a folder, which is made as well, named after the execution; an execution of the same
 * name gets a number.
 */
export function createJournalFile(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const safe = name.replace(/[^\w.-]+/g, '_') || 'execution';
  for (let number = 1; ; number++) {
    const file = join(folder, `${safe}${number === 1 ? '' : `-${number}`}.jsonl`);
    try {
      closeSync(openSync(file, 'wx'));
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export interface OpenedJournal {
  readonly start: JournalStart;
  readonly replay: Replay;
  readonly end: JournalEnd;
  /** What had to be dropped, as a sentence. */
  readonly note: string | undefined;
}

/** Replays a journal up to its last whole line and takes off a torn one. Throws a `StoreError` where that cannot be. */
export function openJournal(file: string, host?: ReplayHost): OpenedJournal {
  let begun: ReturnType<typeof beginReplay> | undefined;
  let end: JournalEnd = EMPTY;
  let note: string | undefined;
  const offsets: number[] = [];
  let number = 0;
  for (const line of linesOf(file)) {
    number += 1;
    if (!line.isWhole) {
      note = tornNote(file, number, line);
      truncateSync(file, line.start);
      break;
    }
    if (begun?.replay) refuse(file, begun.replay.take(line.text));
    else {
      begun = beginReplay(line.text, host);
      if (begun.problem !== undefined) refuse(file, { line: number, message: begun.problem });
    }
    end = endAfter(end, line, offsets);
  }
  if (!begun?.replay) throw new StoreError(`'${file}' holds no execution: not even its beginning has been stored.`);
  refuse(file, begun.replay.finish());
  return { start: begun.start, replay: begun.replay, end: { ...end, offsets }, note };
}

function refuse(file: string, problem: ReplayProblem | undefined): void {
  if (problem) throw new StoreError(`${file}:${problem.line}: The journal cannot be replayed. ${problem.message}`);
}

function endAfter(end: JournalEnd, line: Line, offsets: number[]): JournalEnd {
  const id = eventIdOf(line.text);
  if (id !== undefined && entryOf(id) !== undefined) offsets.push(line.start);
  const bytes = line.start + Buffer.byteLength(line.text) + 1;
  return { bytes, lastEventId: id ?? end.lastEventId, offsets };
}

function tornNote(file: string, number: number, { text }: Line): string {
  const size = Buffer.byteLength(text);
  return `${file}:${number}: The last line was torn when its writer died; its ${size} bytes have been dropped.`;
}
