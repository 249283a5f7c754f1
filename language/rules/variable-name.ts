/** The name of a variable that an `Assign` makes. */
import { type AslDocument, pointerOf, type StringNode } from '#asl';
import { limits } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { assignmentsOf } from '../variables/assignments.ts';
import { isUnknownKey } from '../walk/stand-ins.ts';

const MAX = limits.variableNameCharacters.value;

export const variableName: MachineRule = {
  code: 'variable-name',
  severity: 'error',
  doc: `The name of a variable is an identifier of at most ${MAX} characters: a letter, then letters, digits and \`_\`. \`states\` is reserved, and a part of a variable cannot be assigned. AWS refuses the definition.

Wrong: \`"Assign": {"order.total": 1}\`, \`"Assign": {"states": 1}\`. Right: \`"Assign": {"orderTotal": 1}\`.`,
  check({ doc, machine }) {
    const found: Finding[] = [];
    for (const { name, key } of assignmentsOf(machine)) {
      const finding = isUnknownKey(name) ? undefined : judge(doc, name, key);
      if (finding) found.push(finding);
    }
    return found;
  },
};

function judge(doc: AslDocument, name: string, key: StringNode): Finding | undefined {
  const location = key.parent ? pointerOf(key.parent) : '/';
  if (name === 'states') {
    const aws = { code: 'RESERVED_VARIABLE_NAME', message: "Cannot assign to reserved variable '$states'.", location };
    return {
      range: rangeOf(key),
      message: "The name 'states' is reserved: '$states' holds the input and the context of a state.",
      aws,
    };
  }
  const message = mistakeIn(name);
  if (message === undefined) return undefined;
  const finding: Finding = { range: rangeOf(key), message, aws: { code: 'INVALID_VARIABLE_NAME', location } };
  if (HYPHENATED.test(name) && [...name].length <= MAX) return { ...finding, severity: 'warning' };
  const bare = key.value.replace(/^\$+/, '');
  const isMended = bare !== key.value && mistakeIn(name.replace(/^\$+/, '')) === undefined;
  return isMended ? { ...finding, fixes: () => [changeTo(doc, key, bare)] } : finding;
}

/** Other tools take these, but no expression can read them: `$top-level` is a subtraction. */
const HYPHENATED = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

function mistakeIn(name: string): string | undefined {
  if (name === '') return 'The name of a variable cannot be empty.';
  const length = [...name].length;
  if (length > MAX) return `The name of a variable has at most ${MAX} characters, but this has ${length}.`;
  if (/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name)) return undefined;
  if (name.startsWith('$'))
    return `'${name}' cannot be the name of a variable: leave the '$' away here. It is written only where the variable is read.`;
  if (/[.[]/.test(name))
    return `A part of a variable cannot be assigned: '${name}' must be one name, without '.' and '['.`;
  return `'${name}' cannot be the name of a variable: a name is a letter, then letters, digits and '_'.`;
}
