/** An integration pattern that the action does not have: `.sync` or `.waitForTaskToken` behind its name. */
import type { AslDocument, StringNode } from '#asl';
import { SDK_PATTERNS } from '#asl/services/call';
import { optimizedServices } from '#asl/services/optimized/index';
import type { Resource } from '#asl/services/resource';
import { rangeOf } from '../anchor.ts';
import { notRecognized } from '../aws-answers.ts';
import { changeTo } from '../edits/fixes.ts';
import type { Finding, MachineRule } from '../rule.ts';
import { callsOf } from '../walk/calls.ts';
import { quotedList } from '../words.ts';

export const unsupportedPattern: MachineRule = {
  code: 'unsupported-pattern',
  severity: 'error',
  local: true,
  perState: true,
  doc: `Behind the action of a service integration may stand how the Task waits: \`.sync\` for the end of a job, \`.waitForTaskToken\` for an answer. Not every action has each of them; AWS refuses the others.

Wrong: \`arn:aws:states:::lambda:invoke.sync\`, \`arn:aws:states:::aws-sdk:s3:getObject.sync\`. Right: \`arn:aws:states:::ecs:runTask.sync\`.`,
  check(ctx) {
    const found: Finding[] = [];
    const { doc } = ctx;
    for (const { node, resource } of callsOf(ctx)) {
      const finding = judge(doc, node, resource);
      if (finding) found.push(finding);
    }
    return found;
  },
};

function judge(doc: AslDocument, node: StringNode, resource: Resource): Finding | undefined {
  if ((resource.kind !== 'optimized' && resource.kind !== 'sdk') || resource.pattern === '') return undefined;
  const { service, action, pattern } = resource;
  const isSdk = resource.kind === 'sdk';
  const known = isSdk ? { patterns: SDK_PATTERNS } : optimizedServices[service]?.actions[action];
  if (!known || known.patterns.includes(pattern)) return undefined;
  const range = rangeOf(node);
  if ('disputed' in known && known.disputed?.includes(pattern)) {
    const message = `AWS's own pages disagree whether '${service}:${action}' has '${pattern}'.`;
    return { range, message, severity: 'information' };
  }
  const message = isSdk
    ? `An SDK integration has no '${pattern}'. Only '.waitForTaskToken' may follow its action.`
    : `'${service}:${action}' has no '${pattern}'. ${whatMayFollow(known.patterns)}`;
  const without = node.value.slice(0, node.value.length - pattern.length);
  const meant = known.patterns.find((one) => pattern.startsWith(one) || one.toLowerCase() === pattern.toLowerCase());
  const fix = { ...changeTo(doc, node, without + (meant ?? '')), preferred: meant !== undefined };
  return { range, message, aws: notRecognized(node), fixes: () => [fix] };
}

const whatMayFollow = (patterns: readonly string[]): string =>
  patterns.length > 0 ? `It may end in ${quotedList(patterns, 'or')}.` : 'Nothing may follow the action.';
