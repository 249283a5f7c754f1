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
    const meant = errorsMeant();
    for (const { state, entries } of errorListsOf(ctx)) {
      const call = callOf.get(state);
      if (!call) continue;
      for (const { names } of entries) {
        for (const node of names) {
          const near = meant(call, node.value);
          if (near !== undefined) found.push(findingOf(doc, node, call, near));
        }
      }
    }
    return found;
  },
};

/** Machines handle the same few errors again and again: each is compared with those of a call once. */
function errorsMeant(): (call: Call, name: string) => string | undefined {
  const known = new Map<Call, Map<string, string | undefined>>();
  return (call, name) => {
    if (name.startsWith('States.') || !name.includes('.')) return undefined;
    const ofCall = known.get(call) ?? new Map<string, string | undefined>();
    known.set(call, ofCall);
    if (!ofCall.has(name)) ofCall.set(name, misspelt(call, name));
    return ofCall.get(name);
  };
}

const misspelt = ({ errors }: Call, name: string): string | undefined =>
  errors.includes(name) ? undefined : errors.find((known) => isMisspelling(name, known));

function findingOf(doc: AslDocument, node: StringNode, call: Call, near: string): Finding {
  return {
    range: rangeOf(node),
    message: `'${call.title}' raises no '${node.value}' that we know of. Did you mean '${near}'?`,
    fixes: () => [changeTo(doc, node, near)],
  };
}
