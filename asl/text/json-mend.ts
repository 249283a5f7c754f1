/**
 * Reads a broken JSON text as it was meant, where one slip explains what is wrong with it: the tree is that of the
 * mended text, with every offset back in the text as it stands.
 */
import type { ParsedText, Range, SyntaxProblem } from '../syntax.ts';
import { repairsOf, suspects } from './json-repair.ts';
import { JsonTokens, newSlot, type ScanReport, type Token, type TokenSlot } from './json-tokens.ts';
import {
  type Doubt,
  originalOffset,
  problemOf,
  problemsWith,
  type Repair,
  type RepairEdit,
  repaired,
} from './text-repair.ts';

/** What a reader takes its tokens from. */
export interface TokenSource {
  /** Reads the next token into the slot. */
  next(into: TokenSlot): void;
}

type Report = ScanReport;
/** A reader of tokens; the source is made with what it reports problems and comments to. */
export type Read = (source: (problem: Report, comment: (range: Range) => void) => TokenSource) => ParsedText;

/** Tokens that may be read in search of a repair: a text of 1 MB, as it is being typed, gets a few attempts only. */
const BUDGET = 200_000;

/** The text as it was meant, with one problem in place of all that follow from it; undefined where nothing explains it. */
export function mendedJson(text: string, first: ParsedText, read: Read, doubtOf: Doubt): ParsedText | undefined {
  const tokens = tokensOf(text);
  let best:
    | { readonly repair: Repair; readonly parsed: ParsedText; readonly oddity: number; readonly doubt: number }
    | undefined;
  let left = BUDGET;
  for (const repair of repairsOf(text, first.problems, tokens)) {
    left -= tokens.length;
    if (left < 0) break;
    const mended = repaired(text, repair.edits);
    const parsed = read((problem, comment) => new MendedTokens(text, mended, repair.edits, problem, comment));
    if (!parsed.root || !parsed.problems.every(({ keepsStructure }) => keepsStructure)) continue;
    // Problems that are left say that this was not it; where brackets do not fit the indentation, that it may not be.
    const oddity = doubtOf(parsed.root);
    const least = parsed.problems.length * 10 + oddity;
    if (best && least >= best.doubt) continue;
    const doubt = least + suspects(mended, tokensOf(mended)).length * 2;
    if (doubt < (best?.doubt ?? Number.POSITIVE_INFINITY)) best = { repair, parsed, oddity, doubt };
    if (doubt === 0) break;
  }
  if (!best || best.parsed.problems.length >= first.problems.length) return undefined;
  return { ...best.parsed, problems: problemsWith(text, problemOf(best.repair, best.oddity), best.parsed.problems) };
}

/** The place where the indentation first says that a bracket is missing or too much. */
export function suspectIn(text: string): SyntaxProblem | undefined {
  return suspects(text, tokensOf(text))[0]?.problem;
}

function tokensOf(text: string): readonly Token[] {
  const source = new JsonTokens(text, ignore, ignore);
  const tokens: Token[] = [];
  for (;;) {
    const token = newSlot();
    source.next(token);
    if (token.kind === 'end') return tokens;
    tokens.push(token);
  }
}

const ignore = (): void => undefined;

/** The tokens of the mended text at their places in the text as it stands. */
class MendedTokens implements TokenSource {
  private readonly tokens: JsonTokens;
  private readonly text: string;
  private readonly edits: readonly RepairEdit[];

  constructor(
    text: string,
    mended: string,
    edits: readonly RepairEdit[],
    problem: Report,
    comment: (range: Range) => void,
  ) {
    this.text = text;
    this.edits = edits;
    this.tokens = new JsonTokens(
      mended,
      (range, message, isWhole) => problem(this.back(range), message, isWhole),
      (range) => comment(this.back(range)),
    );
  }

  next(into: TokenSlot): void {
    this.tokens.next(into);
    into.start = originalOffset(into.start, this.edits);
    into.end = originalOffset(into.end, this.edits);
    // The quote that is not there must not be counted when places inside the string are looked up.
    into.isBare = into.kind === 'string' && this.text[into.start] !== '"';
  }

  private back({ start, end }: Range): Range {
    return { start: originalOffset(start, this.edits), end: originalOffset(end, this.edits) };
  }
}
