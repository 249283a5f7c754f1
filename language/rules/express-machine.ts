/** What an EXPRESS state machine cannot do. */
import { type SyntaxNode, stringOf } from '#asl';
import { parseResource } from '#asl/services/resource';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';

/** AWS's sentence about a distributed Map in Express executions. */
export const NO_DISTRIBUTED_MAP =
  "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines";

export const expressMachine: MachineRule = {
  code: 'express-machine',
  severity: 'error',
  local: true,
  perState: true,
  doc: `An EXPRESS state machine has no \`.sync\`, no \`.waitForTaskToken\`, no activities and no distributed Map. The definition does not say the type of the machine: this is checked where the type is known.

Wrong: \`arn:aws:states:::states:startExecution.sync:2\` in an EXPRESS machine. Right: \`arn:aws:states:::aws-sdk:sfn:startSyncExecution\`.`,
  check({ walk, machineType }) {
    const found: Finding[] = [];
    if (machineType !== 'EXPRESS') return found;
    for (const { spec, value, owner } of walk.fields) {
      if (value?.kind !== 'string') continue;
      const isCall = spec.kind === 'resource' && owner.spec.name === 'Task';
      const finding = isCall ? expressResource(value, value.value) : undefined;
      if (finding) found.push(finding);
      if (spec.name === 'Mode' && stringOf(owner.node, 'Mode') === 'DISTRIBUTED') {
        found.push(refused(value, 'An EXPRESS state machine cannot run a distributed Map.', NO_DISTRIBUTED_MAP));
      }
    }
    return found;
  },
};

/** What no EXPRESS execution can do with a resource. */
export function expressResource(node: SyntaxNode, text: string): Finding | undefined {
  const resource = parseResource(text);
  if (resource.kind === 'activity')
    return refused(
      node,
      'An EXPRESS state machine cannot use an activity.',
      'Express state machine does not support Activity ARN',
    );
  if (resource.kind !== 'optimized' && resource.kind !== 'sdk') return undefined;
  if (resource.pattern.startsWith('.sync'))
    return refused(
      node,
      "An EXPRESS state machine cannot wait for a job: leave '.sync' away.",
      "Express state machine does not support '.sync' service integration",
    );
  if (resource.pattern !== '.waitForTaskToken') return undefined;
  // AWS's sentence ends in a blank.
  return refused(
    node,
    "An EXPRESS state machine cannot wait for a task token: leave '.waitForTaskToken' away.",
    "Express state machine does not support '.waitForTaskToken' service integration ",
  );
}

const refused = (node: SyntaxNode, message: string, aws: string): Finding => ({
  range: rangeOf(node),
  message,
  aws: schemaFailure(aws, node),
});
