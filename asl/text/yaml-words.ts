/**
 * What the `yaml` library complains about, as a person would say it who writes state machines: the library speaks of
 * implicit keys, flow maps and compact mappings, and reports one slip two or three times.
 */
import type { SyntaxProblem } from '../syntax.ts';

/** A complaint of the library: its sentence and the place. */
export interface YamlIssue {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

export const SAME_COLUMN = 'The fields of one object, and the items of one list, begin in the same column.';

/** Said of a value with a ': ' in it, and of the value before a line that is indented too deep. */
const NESTED = /^Nested mappings are not allowed/;

const WORDS: readonly (readonly [pattern: RegExp, say: (found: RegExpExecArray, text: string) => string])[] = [
  [/^Implicit (?:map )?keys need/, (_, text) => colonMissing(text)],
  [/^(?:All (?:mapping|sequence) items must start|A block sequence may not be used as)/, () => SAME_COLUMN],
  [NESTED, () => "Quotes are missing around this value: it has a ': ' in it."],
  [/^Unexpected block-seq-ind on same line/, () => 'A list begins on the line below its name.'],
  [/^Missing closing ["']quote/, () => 'A closing quote is missing.'],
  [/^Tabs are not allowed/, () => 'YAML takes no tabs for indentation. Use spaces.'],
  [/^Plain value cannot start with .*?(\S)$/, ([, sign]) => `A value that begins with '${sign}' needs quotes.`],
  [/^Block collections are not allowed within flow/, () => 'A comma is missing in this value, or quotes around it.'],
  [/^Missing , /, () => 'A comma is missing between these items.'],
  [
    /^Flow (?:map|sequence) .*end with a (.)/,
    ([, sign]) => `'${sign}' is missing, or this line is indented too little.`,
  ],
  [/^Unexpected , in flow/, () => 'A value is missing before this comma.'],
  [
    /^Invalid escape sequence (.*)/,
    ([, escape]) => `Double quotes know no escape '${escape}'. A backslash is written '\\\\'.`,
  ],
  [/^Block scalar header includes/, () => "The text begins on the line below '|' or '>'."],
  [/^(?:Alias|Anchor) cannot be an empty/, (_, text) => `A value that begins with '${text[0] ?? '*'}' needs quotes.`],
  [/^Unexpected .* at node end/, () => 'Nothing can follow a value. Quotes around the whole make it one text.'],
  [/^Unexpected .* token in YAML stream: "(.*)"/, ([, token]) => `'${token}' has no place here.`],
  [/^Unexpected \S*scalar token/, () => 'A comma is missing before this value.'],
  [/directive/, () => "A line that begins with '%' is no part of a state machine."],
];

/** The problems in words of ours, the first of each line: what the library says after that follows from it. */
export function problemsOf(issues: readonly YamlIssue[], text: string, openQuote: number | undefined): SyntaxProblem[] {
  const lines = new Set<number>();
  const problems: SyntaxProblem[] = [];
  for (const problem of withPlaces(issues, text, openQuote)) {
    const line = text.lastIndexOf('\n', problem.start - 1);
    if (lines.has(line)) continue;
    lines.add(line);
    problems.push(problem);
  }
  return problems;
}

/** In the order of the text, each where the slip was made. */
function withPlaces(issues: readonly YamlIssue[], text: string, openQuote: number | undefined): SyntaxProblem[] {
  const nested = new Map(issues.filter(({ message }) => NESTED.test(message)).map((issue) => [issue.start, issue]));
  const deep = issues.filter(({ start, message }) => nested.has(start) && /^Implicit keys need/.test(message));
  const blamed = new Set(deep.map(({ start }) => nested.get(start)));
  const problems = issues.flatMap((issue) => {
    if (blamed.has(issue)) return [];
    if (deep.includes(issue)) return [tooDeep(issue, text)];
    if (openQuote !== undefined && /^Missing closing ["']quote/.test(issue.message))
      return [{ ...rangeIn(openQuote, text.length, text), message: 'A quote opens here that nothing closes.' }];
    return [worded(issue, text)];
  });
  return problems.sort((a, b) => a.start - b.start);
}

/** A line that is indented too deep continues the value above, and the library blames that value. */
function tooDeep({ start, end }: YamlIssue, text: string): SyntaxProblem {
  const lineStart = Math.max(start, text.lastIndexOf('\n', end - 1) + 1);
  return { ...rangeIn(lineStart, end, text), message: SAME_COLUMN };
}

function worded({ start, end, message }: YamlIssue, text: string): SyntaxProblem {
  const range = rangeIn(start, end, text);
  const source = text.slice(range.start, range.end);
  // What stands first on its line has nothing before it on that line that it could follow.
  const isFirst = /(?:^|\n)[ ]*$/.test(text.slice(Math.max(0, range.start - 200), range.start));
  if (isFirst && /at node end/.test(message)) return { ...range, message: SAME_COLUMN };
  for (const [pattern, say] of WORDS) {
    const found = pattern.exec(message);
    if (found) return { ...range, message: say(found, source) };
  }
  return { ...range, message: /[.!?]$/.test(message) ? message : `${message}.` };
}

/** The first line of a range without the blanks around its text; of mere blanks, the word behind them. */
function rangeIn(start: number, end: number, text: string): { readonly start: number; readonly end: number } {
  const blank = /^\s*/.exec(text.slice(start, end))?.[0].length ?? 0;
  if (start + blank >= end) {
    const [, spaces = '', word = ''] = /^([ ]*)([^\s:]*)/.exec(text.slice(end, end + 200)) ?? [];
    return word ? { start: end + spaces.length, end: end + spaces.length + word.length } : { start, end };
  }
  const [line = ''] = text.slice(start + blank, end).split(/\r?\n/);
  return { start: start + blank, end: start + blank + line.trimEnd().length };
}

function colonMissing(text: string): string {
  const glued = /^([^\s:]+):[^\s:]/.exec(text)?.[1];
  if (glued !== undefined) return `A space is missing after the colon of '${glued}'.`;
  return `A colon and a value are missing after '${text}'.`;
}
