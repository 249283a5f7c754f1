/** A part of the context object that exists, but not where it is read. */
import type { State } from '#asl';
import { parseResource } from '#asl/services/resource';
import { rangeInString } from '../located.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { type ContextMember, contextMembersIn } from '../walk/context-members.ts';
import type { WalkedField } from '../walk/walked.ts';

export const contextPlace: MachineRule = {
  code: 'context-place',
  severity: 'warning',
  perState: true,
  doc: `The context object has a \`Map\` only inside a Map state, and a \`Task\` only in a Task that waits for its token or for a job. Elsewhere the state fails when it reads them.

Wrong: \`$$.Map.Item.Value\` in a state that no Map runs. Right: the same in the \`ItemSelector\` of a Map. Wrong: \`$$.Task.Token\` with \`arn:aws:states:::sqs:sendMessage\`. Right: with \`arn:aws:states:::sqs:sendMessage.waitForTaskToken\`.`,
  check({ doc, walk }) {
    const found: Finding[] = [];
    for (const site of walk.contextSites) {
      for (const [member] of contextMembersIn(site)) {
        const message = member && messageAt(member, site.field);
        if (message) found.push({ range: rangeInString(doc, site.node, member), message });
      }
    }
    return found;
  },
};

function messageAt({ name }: ContextMember, { owner: { state } }: WalkedField): string | undefined {
  if (!state) return undefined;
  if (name === 'Map' && !isInMap(state))
    return `The context object has a 'Map' only inside a Map state, and no Map runs the state '${state.name}'.`;
  if (name === 'Task' && hasNoTask(state))
    return `The context object has a 'Task' only in a Task with '.waitForTaskToken' or '.sync', which '${state.name}' is not.`;
  return undefined;
}

function isInMap(state: State): boolean {
  if (state.type === 'Map') return true;
  for (let at = state.scope; at.owner; at = at.owner.scope) if (at.kind === 'processor') return true;
  return false;
}

function hasNoTask({ type, node }: State): boolean {
  if (type !== 'Task') return true;
  const property = node.properties.find(({ key }) => key.value === 'Resource');
  if (property?.value?.kind !== 'string') return false;
  const resource = parseResource(property.value.value);
  if (resource.kind === 'lambda') return true;
  return (resource.kind === 'optimized' || resource.kind === 'sdk') && resource.pattern === '';
}
