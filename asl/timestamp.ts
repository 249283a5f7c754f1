/**
 * Timestamps as Amazon States Language means them: RFC 3339 with a zone, to the nanosecond at most. Running a
 * machine wants the moment, a message wants the part that is wrong; both are judged by the same shape.
 */

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):(\d{2}))$/i;
const EXAMPLE = "'2026-01-31T12:00:00Z'";

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly sign: number;
  readonly offsetHour: number;
  readonly offsetMinute: number;
}

/** Milliseconds since 1970, or undefined where the text is no timestamp. The language's page wants T and Z in capitals. */
export function parseTimestamp(text: string): number | undefined {
  const parts = validPartsOf(text);
  return parts && secondsOf(parts) * 1000 + Math.floor(parts.nanosecond / 1e6);
}

/** Below 0 where the first moment is the earlier one, to the nanosecond; undefined where a text is no timestamp. */
export function compareTimestamps(first: string, second: string): number | undefined {
  const [a, b] = [validPartsOf(first), validPartsOf(second)];
  return a && b && (secondsOf(a) - secondsOf(b) || a.nanosecond - b.nanosecond);
}

function validPartsOf(text: string): Parts | undefined {
  const parts = partsOf(text);
  return !parts || text !== text.toUpperCase() || partMistake(parts) ? undefined : parts;
}

function secondsOf({ year, month, day, hour, minute, second, sign, offsetHour, offsetMinute }: Parts): number {
  const minutes = hour * 60 + minute - sign * (offsetHour * 60 + offsetMinute);
  return midnightOf(year, month, day) / 1000 + minutes * 60 + second;
}

/** `Date.UTC` takes the first hundred years for those of the last century. */
const midnightOf = (year: number, month: number, day: number): number =>
  new Date(0).setUTCFullYear(year, month - 1, day);

/** What is wrong with the text as a timestamp, as a sentence; undefined where nothing is. */
export function timestampMistake(text: string): string | undefined {
  const parts = partsOf(text);
  return parts ? partMistake(parts) : shapeMistake(text);
}

function partsOf(text: string): Parts | undefined {
  const match = SHAPE.exec(text);
  if (!match) return undefined;
  const part = (index: number): number => Number(match[index] ?? 0);
  return {
    year: part(1),
    month: part(2),
    day: part(3),
    hour: part(4),
    minute: part(5),
    second: part(6),
    nanosecond: Number((match[7] ?? '').padEnd(9, '0')),
    sign: match[8] === '-' ? -1 : 1,
    offsetHour: part(9),
    offsetMinute: part(10),
  };
}

function partMistake({ year, month, day, hour, minute, second, offsetHour, offsetMinute }: Parts): string | undefined {
  if (month < 1 || month > 12) return `There is no month ${month}: a timestamp is written like ${EXAMPLE}.`;
  if (day < 1 || day > daysIn(year, month)) return `There is no day ${day} in month ${month} of ${year}.`;
  if (hour > 23) return `There is no hour ${hour}: the hours of a timestamp go from 00 to 23.`;
  if (minute > 59 || second > 59) return 'The minutes and seconds of a timestamp go from 00 to 59.';
  if (offsetMinute > 59 || offsetHour * 60 + offsetMinute > MAX_OFFSET)
    return 'The offset of a timestamp goes from -18:00 to +18:00.';
  return undefined;
}

const MAX_OFFSET = 18 * 60;

function shapeMistake(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}[ _]\d{2}:/.test(text))
    return `A 'T' stands between date and time: a timestamp is written like ${EXAMPLE}.`;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/i.test(text))
    return `The time zone is missing: end with 'Z' or an offset such as '+01:00'.`;
  return `This is not a timestamp: it is written like ${EXAMPLE}.`;
}

const daysIn = (year: number, month: number): number => new Date(midnightOf(year, month + 1, 0)).getUTCDate();
