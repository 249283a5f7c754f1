/** What the child executions of a distributed Map cannot do while they are EXPRESS. */

import { valueOf as memberOf, type Scope, stringOf } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { fieldSpecsWhere } from '../walk/by-spec.ts';
import type { WalkedField } from '../walk/walked.ts';
import { expressResource, NO_DISTRIBUTED_MAP } from './express-machine.ts';

const RESOURCES_AND_MODES = fieldSpecsWhere(({ kind, name }) => kind === 'resource' || name === 'Mode');

export const expressChild: MachineRule = {
  code: 'express-child',
  severity: 'error',
  perState: true,
  doc: `The child executions of a distributed Map with \`"ExecutionType": "EXPRESS"\` are EXPRESS executions: they have no \`.sync\`, no \`.waitForTaskToken\`, no activities and no distributed Map inside.

Wrong: \`arn:aws:states:::ecs:runTask.sync\` in such a processor. Right: \`"ExecutionType": "STANDARD"\`, or a call that does not wait.`,
  check({ walk, machineType }) {
    const found: Finding[] = [];
    // In an EXPRESS machine 'express-machine' says so of every state.
    if (machineType === 'EXPRESS') return found;
    for (const field of walk.fieldsOf(RESOURCES_AND_MODES)) {
      const { owner } = field;
      // The processor belongs to no state but to the scope that it opens.
      const scope = owner.state?.scope ?? owner.scope.owner?.scope;
      const map = scope && expressMapAround(scope);
      const finding = map === undefined ? undefined : judge(field, map);
      if (finding) found.push(finding);
    }
    return found;
  },
};

/** The name of the Map whose EXPRESS children run the states of the scope. */
function expressMapAround(scope: Scope): string | undefined {
  for (let at = scope; at.owner; at = at.owner.scope) {
    const config = memberOf(at.node, 'ProcessorConfig');
    const isExpress = stringOf(config, 'Mode') === 'DISTRIBUTED' && stringOf(config, 'ExecutionType') === 'EXPRESS';
    if (at.kind === 'processor' && isExpress) return at.owner.name;
  }
  return undefined;
}

function judge({ spec, value, owner }: WalkedField, map: string): Finding | undefined {
  if (value?.kind !== 'string') return undefined;
  const why = `The children of the Map '${map}' are EXPRESS executions.`;
  if (spec.name === 'Mode') {
    if (value.value !== 'DISTRIBUTED') return undefined;
    const message = `${why} They cannot run a distributed Map.`;
    return { range: rangeOf(value), message, aws: schemaFailure(NO_DISTRIBUTED_MAP, value) };
  }
  if (owner.spec.name !== 'Task') return undefined;
  // AWS's words for an EXPRESS machine: those for its children are not known to be others.
  const finding = expressResource(value, value.value);
  const message = `${why} They can neither wait for a job ('.sync') nor for a task token, and use no activities.`;
  return finding && { ...finding, message };
}
