/** Short texts for the graph: durations, paths and expressions as a reader would say them. */

const UNITS: readonly [seconds: number, name: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** Seconds in words, the two largest units: `30 s`, `2 min 5 s`, `1 d`. */
export function durationText(seconds: number): string {
  if (!(seconds > 0)) return `${seconds} s`;
  const parts: string[] = [];
  let rest = seconds;
  for (const [size, name] of UNITS) {
    const count = name === 's' ? Math.round(rest * 1000) / 1000 : Math.floor(rest / size);
    if (count === 0) {
      if (parts.length > 0) break;
      continue;
    }
    parts.push(`${count} ${name}`);
    rest -= count * size;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** A measured time in words: `80 ms`, `1.2 s`, `2 min 5 s`. */
export function elapsedText(milliseconds: number): string {
  if (milliseconds < 1) return '0 ms';
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1_000).toFixed(1))} s`;
  return durationText(Math.round(milliseconds / 1_000));
}

/** A count with thin spaces between thousands. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, '\u2009');
}

/** A reference path without the root that every path has: `$.order.id` → `order.id`, `$` → `input`. */
export function pathText(path: string): string {
  if (path === '$') return 'input';
  if (path.startsWith('$.')) return path.slice(2);
  return path.startsWith('$[') ? path.slice(1) : path;
}

/** A JSONata expression without its delimiters and the longest of its prefixes, on one line. */
export function expressionText(text: string): string {
  const bare = /^\s*\{%([\s\S]*)%\}\s*$/.exec(text)?.[1] ?? text;
  return oneLine(bare).replaceAll('$states.input.', '');
}

/** The text with every run of blanks and line breaks as one blank. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** At most `length` characters; the end gives way to an ellipsis, and no character is cut in two. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  return `${characters
    .slice(0, length - 1)
    .join('')
    .trimEnd()}…`;
}

/** `1 branch`, `3 branches`. */
export function plural(count: number, one: string, many: string): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}

/** `2 retries`; empty where there was none. */
export const retriesText = (count: number): string => (count > 0 ? plural(count, 'retry', 'retries') : '');

const PATH = /[\w$-]+(?:\[[^\]"']*\])?(?:\.[\w$-]+(?:\[[^\]"']*\])?)+/g;
const QUOTED = /("[^"]*"|'[^']*')/;

/**
 * A condition for a label: where it is too long, paths keep only their last steps, since these tell the rules of
 * one choice apart.
 */
export function shortenCondition(text: string, length: number): string {
  if ([...text].length <= length) return text;
  const withSteps = (count: number): string =>
    text
      .split(QUOTED)
      .map((piece, index) => (index % 2 === 1 ? piece : piece.replace(PATH, (path) => lastSteps(path, count))))
      .join('');
  const two = withSteps(2);
  return [...two].length <= length ? two : shorten(keepEnd(withSteps(1), length), length);
}

/** What a long name is compared with says more than the name: the middle of the name gives way. */
function keepEnd(text: string, length: number): string {
  const [, name = '', rest = ''] = /^((?:not )?[\w$.[\]-]+)( .+)$/.exec(text) ?? [];
  const room = length - rest.length - 1;
  if (text.length <= length || room < 6) return text;
  const head = Math.ceil(room / 2);
  return `${name.slice(0, head)}…${name.slice(name.length - (room - head))}${rest}`;
}

/** A step of one letter, as in DynamoDB's `status.S`, says nothing alone. */
function lastSteps(path: string, count: number): string {
  const steps = path.split('.');
  const kept = count === 1 && (steps.at(-1)?.length ?? 0) < 2 ? 2 : count;
  return steps.slice(-kept).join('.');
}

/** Error names for a label: where they are too long, without the service before the dot. */
export function shortenNames(names: readonly string[], length: number): string {
  const whole = names.join(', ');
  if ([...whole].length <= length) return whole;
  const short = names.map((name) => name.slice(name.lastIndexOf('.') + 1));
  const joined = short.join(', ');
  if ([...joined].length <= length || short.length === 1) return shorten(joined, length);
  const more = ` +${short.length - 1}`;
  return shorten(short[0] ?? '', length - more.length) + more;
}
