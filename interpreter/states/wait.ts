/** Wait: until a moment or for a number of seconds. The host moves the clock; the engine only says until when. */
import { unexpectedResult } from '#asl/expressions';
import { type Json, numberOf, stringifyJson } from '#asl/json';
import { parseTimestamp } from '#asl/timestamp';
import { evaluateField, evaluateInteger, findAt, sourceOf } from '../evaluation.ts';
import { queryFailure, runtimeFailure } from '../failure/state-failure.ts';
import type { FrameRecord, ThreadRecord } from '../records.ts';
import type { Work } from '../work.ts';
import { type Behaviour, effectiveInputOf } from './behaviour.ts';

/** AWS counts the delay in milliseconds of a signed integer's worth of seconds (recorded: 24855 days pass, 24856 do not). */
const MAX_DELAY_SECONDS = 2 ** 31 - 1;

const DELAY_TOO_LONG = 'Wait state delay is too long.';

export const wait: Behaviour = {
  action: () => (work, thread, frame) => {
    const until = untilOf(work, thread, frame);
    if (until <= work.now) return true;
    thread.status = { kind: 'waiting', until, reason: 'wait' };
    work.endTurn();
    return false;
  },
};

function untilOf(work: Work, thread: ThreadRecord, frame: FrameRecord): number {
  const { SecondsPath, TimestampPath, Seconds, Timestamp } = frame.state.fields;
  if (SecondsPath !== undefined) return work.now + secondsAt(work, thread, frame, String(SecondsPath)) * 1000;
  if (TimestampPath !== undefined) return checked(work, frame, momentAt(work, thread, frame, String(TimestampPath)));
  const isJsonata = frame.queryLanguage === 'JSONata';
  if (Seconds !== undefined) {
    const seconds = isJsonata
      ? evaluateInteger(work, thread, frame, 'Seconds', Seconds, 'non-negative integer')
      : (numberOf(Seconds) ?? 0);
    if (seconds > MAX_DELAY_SECONDS) throw runtimeFailure(frame, DELAY_TOO_LONG);
    return work.now + seconds * 1000;
  }
  const value =
    isJsonata && Timestamp !== undefined ? evaluateField(work, thread, frame, 'Timestamp', Timestamp) : Timestamp;
  if (isJsonata && Timestamp !== undefined && value !== undefined && typeof value !== 'string')
    throw unexpectedResult(sourceOf(Timestamp), 'Timestamp', 'string', value);
  const moment = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (moment !== undefined) return checked(work, frame, moment);
  const sentence = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${shown(value ?? null)}`;
  throw isJsonata ? queryFailure(frame, sentence, 'Timestamp') : runtimeFailure(frame, sentence);
}

function secondsAt(work: Work, thread: ThreadRecord, frame: FrameRecord, path: string): number {
  const value = findAt(work, thread, frame, 'SecondsPath', path, effectiveInputOf(frame.stages));
  if (value === undefined || value === null)
    throw runtimeFailure(frame, `The SecondsPath parameter does not reference an input value: ${path}`);
  const text = shown(value);
  if (!LONG.test(text))
    throw runtimeFailure(frame, `The SecondsPath parameter cannot be parsed as a long value: ${path} == ${text}`);
  const seconds = Number(text);
  if (seconds < 0)
    throw runtimeFailure(frame, `The SecondsPath parameter references a negative value: ${path} == ${text}`);
  if (seconds > MAX_DELAY_SECONDS) throw runtimeFailure(frame, DELAY_TOO_LONG);
  return seconds;
}

/** The value's text is what is parsed, as in the other paths that lead to integers: "2" is one and 2.0 is none. */
const LONG = /^[+-]?\d{1,19}$/;

function momentAt(work: Work, thread: ThreadRecord, frame: FrameRecord, path: string): number {
  const value = findAt(work, thread, frame, 'TimestampPath', path, effectiveInputOf(frame.stages));
  if (value === undefined || value === null)
    throw runtimeFailure(frame, `The TimestampPath parameter does not reference an input value: ${path}`);
  const moment = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (moment !== undefined) return moment;
  throw runtimeFailure(
    frame,
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path} == ${shown(value)}`,
  );
}

function checked(work: Work, frame: FrameRecord, moment: number): number {
  if (moment - work.now > MAX_DELAY_SECONDS * 1000) throw runtimeFailure(frame, DELAY_TOO_LONG);
  return moment;
}

/** A value as AWS prints it in these sentences: a string without quotes. */
const shown = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));
