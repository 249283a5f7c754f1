/** An error name of a service that is most likely misspelt. */
import type { AslDocument, StringNode } from '#asl';
import { isMisspelling } from '#asl/nearest-name';
import type { Call } from '#asl/services/call';
import { rangeOf } from '../anchor.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { errorListsOf } from '../walk/error-lists.ts';

export const serviceErrorName: MachineRule = {
  code: 'service-error-name',
  severity: 'hint',
  perState: true,
  doc: `Error names are compared exactly, and services have many. A name that differs from one that the called service raises by a letter or two, or in case alone, most likely never matches.

Wrong: \`DynamoDb.ConditionalCheckFailedException\` for \`dynamodb:putItem\`. Right: \`DynamoDB.ConditionalCheckFailedException\`; the SDK integration calls it \`DynamoDb.…\`.`,
  check(ctx) {
    const found: Finding[] = [];
    const { doc } = ctx;
    const callOf = new Map(callsOf(ctx).map(({ state, call }) => [state, call]));
    for (const { state, entries } of errorListsOf(ctx)) {
      const call = callOf.get(state);
      if (!call) continue;
      for (const { names } of entries) {
        for (const node of names) {
          const finding = judge(doc, node, call);
          if (finding) found.push(finding);
        }
      }
    }
    return found;
  },
};

function judge(doc: AslDocument, node: StringNode, call: Call): Finding | undefined {
  const name = node.value;
  if (name.startsWith('States.') || !name.includes('.') || call.errors.includes(name)) return undefined;
  const near = call.errors.find((known) => isMisspelling(name, known));
  if (near === undefined) return undefined;
  return {
    range: rangeOf(node),
    message: `'${call.title}' raises no '${name}' that we know of. Did you mean '${near}'?`,
    fixes: () => [changeTo(doc, node, near)],
  };
}
