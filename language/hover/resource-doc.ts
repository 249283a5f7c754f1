/** What the `Resource` of a Task names, as Markdown. */
import { type Call, callOf } from '#asl/services/call';
import type { ServiceCatalog } from '#asl/services/catalog';
import { parseResource, type Resource } from '#asl/services/resource';
import { code, guideLink, paragraphs } from './field-doc.ts';
import type { ParameterDoc } from './parameter-doc.ts';

const PATTERNS: Readonly<Record<string, string>> = {
  '': 'The Task calls the service and goes on with its answer.',
  '.sync': 'The Task waits until the job has ended.',
  '.sync:2': 'The Task waits until the job has ended; its input and output come as JSON.',
  '.waitForTaskToken': 'The Task waits until somebody answers with its task token.',
};

export function resourceDoc(text: string, services: ServiceCatalog): ParameterDoc | undefined {
  const resource = parseResource(text);
  if (resource.kind === 'optimized' || resource.kind === 'sdk') return callDoc(resource, services);
  const markdown = otherDoc(resource, text);
  return markdown === undefined ? undefined : { markdown, needs: undefined };
}

type Integration = Extract<Resource, { kind: 'optimized' | 'sdk' }>;

function callDoc(resource: Integration, services: ServiceCatalog): ParameterDoc {
  const { kind, service, action, pattern } = resource;
  const call = callOf(resource, services);
  const line = call?.doc && services.line(call.doc);
  const title = [
    `**${service}:${action}**`,
    call?.serviceName,
    `${kind === 'sdk' ? 'AWS SDK' : 'optimized'} integration`,
  ];
  const markdown = paragraphs(
    title.filter(Boolean).join(' · '),
    line,
    PATTERNS[pattern],
    call && parameterLine(call),
    call && resultLine(call, pattern),
    guideLink(call?.page ?? (kind === 'sdk' ? 'supported-services-awssdk.html' : 'integrate-optimized.html')),
  );
  return { markdown, needs: call?.doc && line === undefined ? call.doc.service : undefined };
}

function parameterLine({ required, oneOf, input }: Call): string | undefined {
  const all = [...required.map((name) => code(name)), ...(oneOf.length > 0 ? [oneOf.map(code).join(' or ')] : [])];
  if (all.length > 0) return `Needs ${all.join(', ')}.`;
  return input && input.members.size === 0 ? 'Takes no parameters.' : undefined;
}

/** More names say nothing at a glance. */
const MOST = 12;

function resultLine({ output, result }: Call, pattern: string): string | undefined {
  if (result !== undefined) return `Result: ${result}.`;
  const names = pattern === '' ? [...(output?.members.values() ?? [])].map(({ name }) => code(name)) : [];
  if (names.length === 0) return undefined;
  return `Result: ${names.slice(0, MOST).join(', ')}${names.length > MOST ? ', …' : '.'}`;
}

function otherDoc(resource: Resource, text: string): string | undefined {
  switch (resource.kind) {
    case 'lambda':
      return paragraphs(
        `**${resource.name}** · Lambda function`,
        'Called directly: the result is what the function returns, not wrapped in `Payload`.',
        guideLink('connect-lambda.html'),
      );
    case 'activity':
      return paragraphs(
        `**${resource.name}** · activity`,
        'A worker polls for the task and answers it.',
        guideLink('concepts-activities.html'),
      );
    default:
      return resource.kind === 'unknown'
        ? paragraphs(code(text), 'What it calls is filled in before deployment.')
        : undefined;
  }
}
