/** Which expressions a debugger shows the values of, beside the lines of the state where it stands. */

import type { Expression } from '#asl';
import { type AslDocument, offsetsInString, type Range, stateAt } from '#asl';
import { type Path, parseIntrinsic, parseJsonata, parsePath } from '#asl/expressions';
import { isAlias } from '../symbols.ts';
import { expressionsIn } from '../variables/names.ts';

/** An expression that the debugger can evaluate as it is, at its place. */
export interface InlineValue {
  readonly range: Range;
  readonly expression: string;
}

/** The paths and variables of the state at `stop`, in the range, in the order of the text. */
export function inlineValues(doc: AslDocument, range: Range, stop: number): readonly InlineValue[] {
  const found: InlineValue[] = [];
  for (const machine of doc.machines) {
    const state = stateAt(machine, stop);
    if (!state) continue;
    // Elsewhere the same path means another value.
    for (const { expression, field } of expressionsIn(machine, '$', range)) {
      const { node, from } = expression;
      if (field.owner.state !== state || isAlias(doc, node)) continue;
      const offsetOf = offsetsInString(doc.text, node);
      for (const part of partsOf(expression)) {
        const start = offsetOf(part.start + from);
        const end = Math.max(offsetOf(part.end + from - 1), start) + 1;
        found.push({ range: { start, end }, expression: part.text });
      }
    }
  }
  return found.sort((a, b) => a.range.start - b.range.start);
}

type Part = Range & { readonly text: string };

function partsOf({ language, code }: Expression): Part[] {
  return language === 'JSONata' ? jsonataParts(code) : pathParts(code);
}

/** `$` alone is everything: too much to stand in a line. */
function pathParts(code: string): Part[] {
  const paths = /^\s*States\./.test(code) ? pathsIn(parseIntrinsic(code).value) : [parsePath(code).value];
  return paths.flatMap((path) =>
    path && path.text !== '$' && path.text !== '$$' ? [{ start: path.start, end: path.end, text: path.text }] : [],
  );
}

function pathsIn(argument: ReturnType<typeof parseIntrinsic>['value'] | { readonly kind: string } | undefined): Path[] {
  if (!argument) return [];
  if (argument.kind === 'path' && 'path' in argument) return [argument.path as Path];
  return 'args' in argument ? argument.args.flatMap(pathsIn) : [];
}

/** The variables that the expression does not bind itself, with the members behind them. */
function jsonataParts(code: string): Part[] {
  return parseJsonata(code).variables.flatMap(({ name, members, start, end }) => {
    if (name === 'states' && members.length === 0) return [];
    const last = members.at(-1)?.end ?? end;
    return [{ start, end: last, text: code.slice(start, last) }];
  });
}
