/**
 * Adds lines to a journal. Lines are gathered and written in batches, and the file is synced a few times a second;
 * what must not be lost is synced at once with `sync`. Invariant: bytes reach the file in the order of the lines,
 * so that a death of the process leaves a beginning of the journal and at most one torn line.
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { eventIdOf } from '#interpreter';
import { encodeOffsets, entryOf, indexFileOf } from './event-index.ts';
import { boundYoungGeneration } from './young-generation.ts';

export interface JournalPolicy {
  /** Bytes that are gathered before they are written. */
  readonly batchBytes?: number;
  /** How long a line may lie unsynced, in milliseconds. */
  readonly syncEvery?: number;
  /** Told after every sync: the last event that can no longer be lost. */
  readonly onSynced?: (lastEventId: number) => void;
}

/** Where a journal stands that is to be added to. */
export interface JournalEnd {
  readonly bytes: number;
  readonly lastEventId: number;
  /** The offsets of the events that have an entry in the index. */
  readonly offsets: readonly number[];
}

export const EMPTY: JournalEnd = { bytes: 0, lastEventId: 0, offsets: [] };

const BATCH_BYTES = 64 * 1024;
const SYNC_EVERY = 200;

export class JournalWriter {
  private readonly journal: number;
  private readonly index: number;
  private readonly batchBytes: number;
  private readonly syncEvery: number;
  private readonly onSynced: ((lastEventId: number) => void) | undefined;
  private gathered = '';
  /** Bytes in the file. */
  private bytes: number;
  private lastEventId: number;
  private newOffsets: number[];
  private isDirty: boolean;
  private lastSync = Date.now();
  private timer: NodeJS.Timeout | undefined;
  /** Why a sync by the timer failed; the run hears of it with its next line. */
  private failure: { readonly reason: unknown } | undefined;

  /** Goes on at the end of the file, which holds `end`. The index is written anew up to there. */
  constructor(file: string, end: JournalEnd, policy: JournalPolicy = {}) {
    this.journal = openSync(file, 'a');
    this.index = openSync(indexFileOf(file), 'w');
    this.bytes = end.bytes;
    this.lastEventId = end.lastEventId;
    this.newOffsets = [...end.offsets];
    this.isDirty = end.offsets.length > 0;
    this.batchBytes = policy.batchBytes ?? BATCH_BYTES;
    this.syncEvery = policy.syncEvery ?? SYNC_EVERY;
    this.onSynced = policy.onSynced;
  }

  /** Adds a line. */
  append(line: string): void {
    if (this.failure) throw this.failure.reason;
    const id = eventIdOf(line);
    if (id !== undefined) {
      this.lastEventId = id;
      if (entryOf(id) !== undefined) this.newOffsets.push(this.bytes + Buffer.byteLength(this.gathered));
    }
    this.gathered += `${line}\n`;
    this.isDirty = true;
    if (this.gathered.length >= this.batchBytes) {
      this.write();
      if (Date.now() - this.lastSync >= this.syncEvery) this.sync();
    }
    // A run that pauses for an answer leaves its last lines here; a run that computes never lets a timer fire.
    this.timer ??= setTimeout(() => this.syncLater(), this.syncEvery).unref();
  }

  private syncLater(): void {
    try {
      this.sync();
    } catch (reason) {
      this.failure = { reason };
    }
  }

  /** Writes and syncs everything so far: when the call returns, no line before it can be lost. */
  sync(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.isDirty) return;
    this.write();
    fdatasyncSync(this.journal);
    boundYoungGeneration();
    this.isDirty = false;
    this.lastSync = Date.now();
    this.onSynced?.(this.lastEventId);
  }

  close(): void {
    try {
      this.sync();
    } finally {
      clearTimeout(this.timer);
      closeSync(this.journal);
      closeSync(this.index);
    }
  }

  private write(): void {
    const bytes = Buffer.from(this.gathered);
    this.gathered = '';
    writeWhole(this.journal, bytes);
    this.bytes += bytes.length;
    if (this.newOffsets.length === 0) return;
    writeWhole(this.index, encodeOffsets(this.newOffsets));
    this.newOffsets = [];
  }
}

function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}
