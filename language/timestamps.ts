/** Judges the text of a timestamp, so that the message can name the part that is wrong. */

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](\d{2}):(\d{2}))$/i;
const EXAMPLE = "'2026-01-31T12:00:00Z'";

/** What is wrong with the text as an RFC 3339 timestamp; undefined where nothing is. */
export function timestampMistake(text: string): string | undefined {
  const parts = SHAPE.exec(text);
  if (!parts) return shapeMistake(text);
  const [year, month, day, hour, minute, second, offsetHour, offsetMinute] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (!inside(month, 1, 12)) return `There is no month ${month}: a timestamp is written like ${EXAMPLE}.`;
  if (!inside(day, 1, daysIn(year ?? 0, month ?? 1))) return `There is no day ${day} in month ${month} of ${year}.`;
  if (!inside(hour, 0, 23)) return `There is no hour ${hour}: the hours of a timestamp go from 00 to 23.`;
  if (!inside(minute, 0, 59) || !inside(second, 0, 59))
    return 'The minutes and seconds of a timestamp go from 00 to 59.';
  if (!inside(offsetHour, 0, 18) || !inside(offsetMinute, 0, 59))
    return 'The offset of a timestamp goes from -18:00 to +18:00.';
  return undefined;
}

function shapeMistake(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}[ _]\d{2}:/.test(text))
    return `A 'T' stands between date and time: a timestamp is written like ${EXAMPLE}.`;
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/i.test(text))
    return `The time zone is missing: end with 'Z' or an offset such as '+01:00'.`;
  return `This is not a timestamp: it is written like ${EXAMPLE}.`;
}

const inside = (value: number | undefined, from: number, to: number): boolean =>
  value !== undefined && value >= from && value <= to;

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
