/** History events as AWS names them (62 types; facts/language.md section 12). */
import type { Json } from '#asl/json';

/** The content of the one `…EventDetails` member, kept as values and serialized when read. */
export type EventDetails = Readonly<Record<string, Json>>;

export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: number;
  readonly details: EventDetails | undefined;
}
