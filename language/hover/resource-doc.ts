/** What the `Resource` of a Task names, as Markdown. */
import { parseResource } from '#asl/services/resource';
import { code, guideLink, paragraphs } from './field-doc.ts';

const PATTERNS: Readonly<Record<string, string>> = {
  '': 'The Task calls the service and goes on with its answer.',
  '.sync': 'The Task waits until the job has ended.',
  '.sync:2': 'The Task waits until the job has ended; its input and output come as JSON.',
  '.waitForTaskToken': 'The Task waits until somebody answers with its task token.',
};

export function resourceDoc(text: string): string | undefined {
  const resource = parseResource(text);
  switch (resource.kind) {
    case 'optimized':
      return paragraphs(
        `**${resource.service}:${resource.action}** · optimized integration`,
        PATTERNS[resource.pattern],
        guideLink('integrate-optimized.html'),
      );
    case 'sdk':
      return paragraphs(
        `**${resource.service}:${resource.action}** · AWS SDK integration`,
        `Calls the action of the AWS API. Its answer has keys with capital letters. ${PATTERNS[resource.pattern] ?? ''}`,
        guideLink('supported-services-awssdk.html'),
      );
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
