/** A value of a type that its field does not take. */
import type { SyntaxNode } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { WalkedField } from '../machine-walk.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { isUnknownValue } from '../stand-ins.ts';
import { expectedInstead, itemType, VALUE_NAMES } from '../value-types.ts';

export const wrongType: MachineRule = {
  code: 'wrong-type',
  severity: 'error',
  local: true,
  doc: `The value is of a type that the field does not take. AWS refuses the definition.

Wrong: \`"Seconds": "10"\`. Right: \`"Seconds": 10\`.`,
  *check({ walk }) {
    for (const field of walk.fields) {
      const { spec, value, owner } = field;
      if (spec.only && spec.only !== owner.queryLanguage) continue;
      if (!value) {
        yield* noValue(field);
        continue;
      }
      const expected = expectedInstead(spec, value, owner.queryLanguage);
      if (expected) yield mismatch(field, value, expected);
      else yield* itemsOf(field, value);
    }
  },
};

/** In YAML `Next:` is a whole line; in JSON the parser already says that a value is missing. */
function* noValue({ spec, property }: WalkedField): Iterable<Finding> {
  if (property.key.style === 'plain') yield { range: rangeOf(property.key), message: `'${spec.name}' has no value.` };
}

function mismatch({ spec }: WalkedField, value: SyntaxNode, expected: string): Finding {
  const aws = expected === 'a string' ? { aws: schemaFailure('Expected value of type [STRING]', value) } : {};
  return {
    range: rangeOf(value),
    message: `'${spec.name}' must be ${expected}, but this is ${VALUE_NAMES[value.kind]}.`,
    ...aws,
  };
}

function* itemsOf({ spec }: WalkedField, value: SyntaxNode): Iterable<Finding> {
  const wanted = itemType(spec);
  if (!wanted) return;
  const what =
    spec.kind === 'states' ? 'A state' : spec.kind === 'errorNames' ? 'An error name' : `An entry of '${spec.name}'`;
  for (const item of childrenOf(value)) {
    if (isUnknownValue(item) || item.kind === wanted) continue;
    const aws = wanted === 'string' ? { aws: schemaFailure('Expected value of type [STRING]', item) } : {};
    yield {
      range: rangeOf(item),
      message: `${what} must be ${wanted === 'object' ? 'an object' : 'a string'}, but this is ${VALUE_NAMES[item.kind]}.`,
      ...aws,
    };
  }
}

function childrenOf(value: SyntaxNode): readonly SyntaxNode[] {
  if (value.kind === 'array') return value.items;
  return value.kind === 'object' ? value.properties.flatMap((property) => property.value ?? []) : [];
}
