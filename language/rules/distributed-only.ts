/** Fields of a distributed Map in a Map that runs inline. */

import { isHole, valueOf as memberOf, stringOf } from '#asl';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import { misspeltAmong } from '../walk/misspelt.ts';
import type { WalkedObject } from '../walk/walked.ts';

/** What makes no sense inline, and what is merely without effect there. */
const NEEDED: Readonly<Record<string, 'error' | 'warning'>> = {
  ItemBatcher: 'error',
  ItemReader: 'error',
  Label: 'error',
  ResultWriter: 'error',
  ToleratedFailureCount: 'warning',
  ToleratedFailureCountPath: 'warning',
  ToleratedFailurePercentage: 'warning',
  ToleratedFailurePercentagePath: 'warning',
};

const MAPS = objectSpecsWhere(({ name }) => name === 'Map');

export const distributedOnly: MachineRule = {
  code: 'distributed-only',
  severity: 'error',
  perState: true,
  doc: `\`ItemReader\`, \`ItemBatcher\`, \`ResultWriter\`, \`Label\` and the \`ToleratedFailure…\` fields belong to a Map in distributed mode.

Wrong: an \`ItemReader\` beside \`"ProcessorConfig": {"Mode": "INLINE"}\`. Right: \`"Mode": "DISTRIBUTED"\` with an \`ExecutionType\`.`,
  check({ walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(MAPS)) {
      const inline = inlineMode(object);
      if (inline === 'no') continue;
      for (const [name, severity] of Object.entries(NEEDED)) {
        const field = object.fields.get(name);
        if (field)
          found.push({
            range: rangeOf(field.property.key),
            severity: inline === 'said' ? severity : 'warning',
            // As AWS says of an 'ExecutionType' in an inline processor (measured).
            aws: schemaFailure(`Field '${name}' is not supported`, object.node),
            message: `'${name}' needs a Map in distributed mode: set 'Mode' of 'ProcessorConfig' to 'DISTRIBUTED'.`,
          });
      }
    }
    return found;
  },
};

/** Whether the Map surely runs inline: because it says so, or because it says nothing. A hole may say anything. */
function inlineMode({ fields, scope }: WalkedObject): 'said' | 'assumed' | 'no' {
  const processor = fields.get('ItemProcessor')?.value ?? fields.get('Iterator')?.value;
  if (processor?.kind !== 'object' || isHole(processor)) return 'no';
  const config = memberOf(processor, 'ProcessorConfig');
  if (!config) return misspeltAmong(scope.machine, processor, ['ProcessorConfig']) ? 'no' : 'assumed';
  if (config.kind !== 'object' || isHole(config)) return 'no';
  if (memberOf(config, 'Mode') === undefined) return misspeltAmong(scope.machine, config, ['Mode']) ? 'no' : 'assumed';
  return stringOf(config, 'Mode') === 'INLINE' ? 'said' : 'no';
}
