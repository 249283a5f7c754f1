/** The names of parameters in front of arguments that do not say what they are: numbers, strings, true and false. */
import { type Expression, offsetsInString } from '#asl';
import { type Call, callsIn, parameterOf } from '../expression-calls.ts';
import { tokensOf } from '../expression-tokens/index.ts';
import { isAlias } from '../symbols.ts';
import { expressionsIn } from '../variables/names.ts';
import type { HintContext, InlayHint } from './hint.ts';

export function* parameterNameHints({ doc, range }: HintContext): Iterable<InlayHint> {
  for (const machine of doc.machines) {
    for (const { expression } of expressionsIn(machine, '(', range)) {
      if (isAlias(doc, expression.node)) continue;
      const offsetOf = offsetsInString(doc.text, expression.node);
      for (const { index, name } of namesIn(expression))
        yield { offset: offsetOf(index + expression.from), label: `${name}:`, kind: 'parameter' };
    }
  }
}

interface NamedArgument {
  readonly index: number;
  readonly name: string;
}

function namesIn(expression: Expression): NamedArgument[] {
  const literals = new Map<number, number>();
  for (const { kind, start, end } of tokensOf(expression))
    if (kind === 'number' || kind === 'string' || kind === 'literal') literals.set(start, end);
  return callsIn(expression).flatMap((call) => namesOf(call, literals));
}

/** The one argument of a function, and what goes into a list of any length, need no name. */
function namesOf({ called, args, isPiped }: Call, literals: ReadonlyMap<number, number>): NamedArgument[] {
  if (!called || called.params.length < 2) return [];
  return args.flatMap(({ start, end }, i) => {
    const parameter = called.params[parameterOf(called, i + (isPiped ? 1 : 0)) ?? -1];
    if (!parameter || parameter.rest || literals.get(start) !== end) return [];
    return [{ index: start, name: parameter.name.replace(/^\$/, '') }];
  });
}
