/**
 * Finds paths and variables in a line of a definition, for the debugger's hover. Works on the
 * text alone, because VS Code asks for it at every movement of the mouse.
 */

/** An expression in a line, as columns. */
export interface FoundExpression {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `$`, `$$` or `$name`, then any number of `.field`, `[0]` or `['field']`. */
const PATH = /\$\$?(?:[A-Za-z_][A-Za-z0-9_]*)?(?:\.[A-Za-z_][A-Za-z0-9_]*|\[(?:\d+|'[^']*'|\\?"[^"\\]*\\?")\])*/g;
const SEGMENT = /^(?:\$\$?[A-Za-z0-9_]*|\.[A-Za-z_][A-Za-z0-9_]*|\[[^\]]*\])/;

/** All expressions of the line; calls such as `$sum(…)` and placeholders such as `${Name}` are none. */
export function expressionsIn(line: string): FoundExpression[] {
  const found: FoundExpression[] = [];
  for (const match of line.matchAll(PATH)) {
    const start = match.index;
    const end = start + match[0].length;
    const next = line[end];
    if (next === '(' || (next === '{' && match[0] === '$')) continue;
    if (/["']\s*:/.test(line.slice(end, end + 3)) && line[end - 1] === '$') continue;
    found.push({ start, end, text: match[0] });
  }
  return found;
}

/** The expression under the column, cut after the part that the column is in: `$.a.b` for the `b` of `$.a.b.c`. */
export function expressionAt(line: string, column: number): FoundExpression | undefined {
  const whole = expressionsIn(line).find(({ start, end }) => column >= start && column <= end);
  if (!whole) return undefined;
  let end = whole.start;
  for (let rest = whole.text; rest !== ''; ) {
    const part = SEGMENT.exec(rest)?.[0] ?? rest;
    end += part.length;
    rest = rest.slice(part.length);
    if (end > column) break;
  }
  return { start: whole.start, end, text: line.slice(whole.start, end) };
}
