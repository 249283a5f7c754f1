/** A state whose `Type` is missing or is no type. */
import { type AslDocument, isHole, valueOf as memberOf, STATE_TYPES, type State } from '#asl';
import { nearestName } from '#asl/nearest-name';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { misspeltAmong } from '../walk/misspelt.ts';
import { typeWithoutName } from '../walk/scope-facts.ts';
import { isFilledInLater, isUnknownKey } from '../walk/stand-ins.ts';

/** The order of AWS's own message. */
const AWS_ORDER = 'Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map';

export const stateType: MachineRule = {
  code: 'state-type',
  severity: 'error',
  ofAbsence: 'object',
  doc: `Every state says in \`Type\` what it does: \`Task\`, \`Wait\`, \`Pass\`, \`Succeed\`, \`Fail\`, \`Choice\`, \`Parallel\` or \`Map\`. Without it nothing else of the state can be checked. AWS refuses the definition.

Wrong: \`{"Type": "task", …}\`. Right: \`{"Type": "Task", …}\`.`,
  check({ doc, machine }) {
    const found: Finding[] = [];
    for (const state of machine.states) {
      const finding = state.type || typeWithoutName(state.scope.statesNode) ? undefined : findingOf(doc, state);
      if (finding) found.push(finding);
    }
    return found;
  },
};

function findingOf(doc: AslDocument, state: State): Finding | undefined {
  const node = memberOf(state.node, 'Type');
  if (isHole(node) || state.node.properties.some(({ key }) => isUnknownKey(key.value))) return undefined;
  const misspelt = node ? undefined : misspeltAmong(state.scope.machine, state.node, ['Type']);
  if (misspelt) {
    const { key } = misspelt;
    return {
      range: rangeOf(key),
      message: `A state has no field '${key.value}'. Did you mean 'Type'?`,
      aws: schemaFailure('These fields are required: [Type]', state.node),
      fixes: () => [changeTo(doc, key, 'Type')],
    };
  }
  if (!node) {
    return {
      range: rangeOf(state.key),
      message: `The state '${state.name}' needs a 'Type'.`,
      aws: schemaFailure('These fields are required: [Type]', state.node),
    };
  }
  if (node.kind !== 'string')
    return {
      range: rangeOf(node),
      message: "'Type' must be a string.",
      aws: schemaFailure('Expected value of type [STRING]', node),
    };
  if (isFilledInLater(node.value)) return undefined;
  const near = nearestName(node.value, STATE_TYPES);
  return {
    range: rangeOf(node),
    message: `'${node.value}' is not a type of state. ${near ? `Did you mean '${near}'?` : `It must be one of ${AWS_ORDER}.`}`,
    aws: schemaFailure(`The field 'Type' should have one of these values: [${AWS_ORDER}]`, node),
    fixes: () => (near === undefined ? [] : [changeTo(doc, node, near)]),
  };
}
