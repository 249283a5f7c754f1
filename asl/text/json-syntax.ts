/**
 * JSON and JSON with comments to the syntax tree: the text as it stands, or, where brackets or signs are missing, as it
 * was most likely meant.
 */
import type { ParsedText, SyntaxProblem } from '../syntax.ts';
import { mendedJson, type Read, suspectIn } from './json-mend.ts';
import { NAME_ALONE, readJsonSyntax, readTokens } from './json-reader.ts';
import { isAboutWord } from './json-words.ts';
import type { Doubt } from './text-repair.ts';

/** Parses JSON or JSONC text. Never throws. The doubt decides between several ways to mend a broken text. */
export function parseJsonSyntax(text: string, doubtOf: Doubt = () => 0): ParsedText {
  const read: Read = (source) => readTokens(text, source);
  const parsed = readJsonSyntax(text);
  const isDeep = parsed.problems.some(({ isLimit }) => isLimit);
  if (isDeep || isMeantAsItStands(text, parsed)) return parsed;
  return mendedJson(text, parsed, read, doubtOf) ?? { ...parsed, problems: firstOf(text, parsed.problems) };
}

/** True where the text needs no mending: what is wrong, if anything, is one thing, and plain. */
export function isMeantAsItStands(text: string, parsed: ParsedText): boolean {
  const { problems } = parsed;
  if (!problems.every(({ keepsStructure }) => keepsStructure)) return false;
  return (problems.length < 2 && !isPartOfText(text, parsed)) || isBeingTyped(parsed);
}

/** True where a name in quotes has nothing behind it yet: that is how every member begins. */
const isBeingTyped = ({ problems }: ParsedText): boolean =>
  problems.some(({ message }) => message.startsWith(NAME_ALONE)) &&
  problems.every(({ message }) => /^A |^No comma/.test(message));

/** True where the one problem is a word that goes on: 'prefix-${Name}'. */
const isPartOfText = (text: string, { problems: [first] }: ParsedText): boolean =>
  first !== undefined && isAboutWord(first.message) && !/[\s,}\]]/.test(text[first.end] ?? ' ');

/** What stands behind the first mistake after which nobody knows what belongs where is its echo. */
function firstOf(text: string, problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const index = problems.findIndex(({ keepsStructure }) => !keepsStructure);
  if (index < 0) return [...problems];
  const suspect = suspectIn(text);
  const first = problems[index];
  if (!suspect || !first || suspect.start >= first.start) return problems.slice(0, index + 1);
  const { start, end, message } = suspect;
  return [...problems.slice(0, index).filter((problem) => problem.end <= start), { start, end, message }];
}
