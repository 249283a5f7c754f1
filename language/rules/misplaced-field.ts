/** A field of the machine that stands among its states. */
import { type AslDocument, type Machine, valueOf as memberOf, type PropertyNode } from '#asl';
import { findField, machineSpec } from '#asl/spec';
import { schemaFailure } from '../aws-answers.ts';
import { insertProperty, removeProperty } from '../edits/edits.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { scopesOf, typeWithoutName } from '../walk/scope-facts.ts';

/** True for a member of `States` that is no state but a field which belongs beside it. */
export function isMisplacedField({ key, value }: PropertyNode): boolean {
  if (!value || value.kind === 'object' || value.kind === 'placeholder') return false;
  return findField(machineSpec, key.value) !== undefined;
}

/** The misplaced fields of a machine. */
export const misplacedFields = (machine: Machine): readonly PropertyNode[] =>
  machine.notes.onceForCourse(allMisplacedFields, machine);

const allMisplacedFields = (machine: Machine): readonly PropertyNode[] =>
  scopesOf(machine).flatMap(({ statesNode }) =>
    typeWithoutName(statesNode) ? [] : (statesNode?.properties ?? []).filter(isMisplacedField),
  );

const allWithoutName = (machine: Machine): readonly PropertyNode[] =>
  scopesOf(machine).flatMap(({ statesNode }) => typeWithoutName(statesNode) ?? []);

export const misplacedField: MachineRule = {
  code: 'misplaced-field',
  severity: 'error',
  doc: `A field of the state machine, or those of a state without a name, stand inside \`States\`, where everything is a state. AWS refuses the definition.

Wrong: \`{"StartAt": "A", "States": {"QueryLanguage": "JSONata", "A": …}}\`. Right: \`{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": …}}\`.`,
  check({ doc, machine }) {
    const found: Finding[] = [];
    for (const property of misplacedFields(machine)) found.push(findingOf(doc, machine, property));
    for (const property of machine.notes.onceForCourse(allWithoutName, machine)) found.push(nameless(property));
    return found;
  },
};

/** One mistake, not one in each of the fields. */
const nameless = (property: PropertyNode): Finding => ({
  range: property.key,
  message:
    "'States' holds the states by their names, but these are the fields of one: the name around them is missing.",
  aws: schemaFailure('Expected value of type [OBJECT]', property),
});

function findingOf(doc: AslDocument, machine: Machine, property: PropertyNode): Finding {
  const name = property.key.value;
  return {
    range: property.key,
    message: `'${name}' is a field of the state machine, but stands among its states. It belongs beside 'States'.`,
    // For AWS everything in 'States' is a state.
    aws: schemaFailure('Expected value of type [OBJECT]', property),
    fixes: () => {
      const { value } = property;
      if (!value || memberOf(machine.node, name)) return [];
      const json = JSON.stringify('value' in value ? value.value : null);
      const edits = [...insertProperty(doc, machine.node, name, json), ...removeProperty(doc, property)];
      return [{ title: `Move '${name}' beside 'States'`, edits, preferred: true }];
    },
  };
}
