/** What the child executions of a distributed Map cannot do while they are EXPRESS. */
import { valueOf as memberOf, type Scope, stringOf } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import type { WalkedField } from '../walk/walked.ts';
import { expressResource, NO_DISTRIBUTED_MAP } from './express-machine.ts';

export const expressChild: MachineRule = {
  code: 'express-child',
  severity: 'error',
  perState: true,
  doc: `The child executions of a distributed Map with \`"ExecutionType": "EXPRESS"\` are EXPRESS executions: they have no \`.sync\`, no \`.waitForTaskToken\`, no activities and no distributed Map inside.

Wrong: \`arn:aws:states:::ecs:runTask.sync\` in such a processor. Right: \`"ExecutionType": "STANDARD"\`, or a call that does not wait.`,
  *check({ walk, machineType }) {
    // In an EXPRESS machine 'express-machine' says so of every state.
    if (machineType === 'EXPRESS') return;
    for (const field of walk.fieldsWhere(({ kind, name }) => kind === 'resource' || name === 'Mode')) {
      const { owner } = field;
      // The processor belongs to no state but to the scope that it opens.
      const scope = owner.state?.scope ?? owner.scope.owner?.scope;
      const map = scope && expressMapAround(scope);
      if (map !== undefined) yield* judge(field, map);
    }
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

function* judge({ spec, value, owner }: WalkedField, map: string): Iterable<Finding> {
  if (value?.kind !== 'string') return;
  const why = `The children of the Map '${map}' are EXPRESS executions.`;
  if (spec.name === 'Mode') {
    if (value.value === 'DISTRIBUTED')
      yield {
        range: rangeOf(value),
        message: `${why} They cannot run a distributed Map.`,
        aws: schemaFailure(NO_DISTRIBUTED_MAP, value),
      };
    return;
  }
  if (owner.spec.name !== 'Task') return;
  // AWS's words for an EXPRESS machine: those for its children are not known to be others.
  for (const finding of expressResource(value, value.value))
    yield {
      ...finding,
      message: `${why} They can neither wait for a job ('.sync') nor for a task token, and use no activities.`,
    };
}
