/** What a Task's Resource names: a Lambda function, an activity, or an action of a service with a pattern. */
import type { TaskRequest } from '../snapshot.ts';

export interface ResourceParts {
  readonly kind: 'lambda' | 'activity' | 'service';
  readonly pattern: TaskRequest['pattern'];
  /** Only of services: `sqs` and `sendMessage.waitForTaskToken`, as history events have them. */
  readonly resourceType: string;
  readonly resource: string;
}

/**
 * Takes a resource apart. A text that is no ARN (a placeholder of a template) counts as a function, unless it
 * speaks of an activity.
 *
 * @example partsOf('arn:aws:states:::sqs:sendMessage.waitForTaskToken') // { kind: 'service', pattern: 'token', … }
 */
export function partsOf(resource: string): ResourceParts {
  const service = /^arn:[^:]*:states:[^:]*:[^:]*:((?:aws-sdk:)?[^:]+):(.+)$/.exec(resource);
  if (service && service[1] !== 'activity') {
    const [, resourceType = '', action = ''] = service;
    return { kind: 'service', pattern: patternOf(action), resourceType, resource: action };
  }
  const isActivity = service !== null || (!resource.startsWith('arn:') && /activity/i.test(resource));
  return {
    kind: isActivity ? 'activity' : 'lambda',
    pattern: isActivity ? 'activity' : 'request-response',
    resourceType: '',
    resource,
  };
}

function patternOf(action: string): TaskRequest['pattern'] {
  if (action.endsWith('.waitForTaskToken')) return 'token';
  return /\.sync(?::\d+)?$/.test(action) ? 'sync' : 'request-response';
}
