/** A Task that waits for a callback but tells nobody whom to call back. */

import { type State, type SyntaxNode, stringOf } from '#asl';
import { parseResource } from '#asl/services/resource';
import { findField } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { objectSpecsWhere } from '../walk/by-spec.ts';
import { isFilledInLater } from '../walk/stand-ins.ts';
import type { WalkedObject } from '../walk/walked.ts';

const WITH_RESOURCE = objectSpecsWhere((spec) => findField(spec, 'Resource') !== undefined);

export const taskToken: MachineRule = {
  code: 'task-token',
  severity: 'warning',
  perState: true,
  ofAbsence: 'object',
  doc: `A Task with \`.waitForTaskToken\` goes on when somebody hands its token back. If the token is in none of its parameters, nobody can, and the Task waits until it times out.

Wrong: \`"MessageBody": "please approve"\`. Right: \`"MessageBody": {"token.$": "$$.Task.Token"}\`, in JSONata \`{% $states.context.Task.Token %}\`.`,
  check({ walk }) {
    const found: Finding[] = [];
    for (const object of walk.objectsOf(WITH_RESOURCE)) {
      const { state, fields, queryLanguage } = object;
      const resource = fields.get('Resource')?.value;
      if (!state || !resource || !waitsForToken(state) || mayPassToken(object)) continue;
      const token = queryLanguage === 'JSONata' ? '{% $states.context.Task.Token %}' : '$$.Task.Token';
      found.push({
        range: rangeOf(resource),
        message: `The state '${state.name}' waits for its task token, but passes it to nobody. Pass '${token}' in its parameters.`,
      });
    }
    return found;
  },
};

const PATTERN = '.waitForTaskToken';

function waitsForToken({ node, type }: State): boolean {
  const arn = type === 'Task' ? stringOf(node, 'Resource') : undefined;
  if (!arn?.includes(PATTERN)) return false;
  const resource = parseResource(arn);
  return (resource.kind === 'optimized' || resource.kind === 'sdk') && resource.pattern === PATTERN;
}

/** The token itself, the whole context object, or what is filled in later. */
function mayPassToken({ fields }: WalkedObject): boolean {
  const passed = fields.get('Parameters')?.value ?? fields.get('Arguments')?.value;
  const inputPath = fields.get('InputPath')?.value;
  const isContext = inputPath?.kind === 'string' && inputPath.value.startsWith('$$');
  // Without parameters the input is passed on as it is: most integrations refuse that, which is another mistake.
  return !passed || isContext || holdsToken(passed);
}

/** The token by its name, or something around it: the context object, its `Task`, or all of `$states`. */
const HOLDS_TOKEN = /Token\b|\$\$(?:\.Task\b)?(?!\.)|\$states(?:\.context(?:\.Task\b)?)?(?!\.)/;

function holdsToken(node: SyntaxNode): boolean {
  switch (node.kind) {
    case 'object':
      return node.properties.some(({ value }) => value !== undefined && holdsToken(value));
    case 'array':
      return node.items.some(holdsToken);
    case 'string':
      return HOLDS_TOKEN.test(node.value) || isFilledInLater(node.value);
    case 'placeholder':
      return true;
    default:
      return false;
  }
}
