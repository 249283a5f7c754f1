/** What a Task's Resource names: a Lambda function, an activity, or an action of a service with a pattern. */
import type { EventKind, EventRun } from '../event-kinds.ts';
import type { TaskRequest } from '../snapshot.ts';
import { type ParameterCheck, parameterCheckOf } from './parameter-check.ts';

export interface ResourceParts {
  readonly kind: 'lambda' | 'activity' | 'service';
  readonly pattern: TaskRequest['pattern'];
  /** Only of services: `sqs` and `sendMessage.waitForTaskToken`, as history events have them. */
  readonly resourceType: string;
  readonly resource: string;
}

/** What has happened to a task, as the names of events end. */
const OCCASIONS = [
  'Scheduled',
  'Started',
  'Submitted',
  'Succeeded',
  'Failed',
  'TimedOut',
  'ScheduleFailed',
  'StartFailed',
  'SubmitFailed',
] as const;
export type Occasion = (typeof OCCASIONS)[number];

const family = (name: string) =>
  Object.fromEntries(OCCASIONS.map((what) => [what, name + what])) as Readonly<Record<Occasion, string>>;

const EVENTS = { lambda: family('LambdaFunction'), activity: family('Activity'), service: family('Task') };

/** A Resource as the engine needs it: all that follows from its text alone. States with the same text share it. */
export interface TaskResource extends ResourceParts {
  readonly text: string;
  /** The types of the events of its tasks. */
  readonly events: Readonly<Record<Occasion, string>>;
  /** Those that nearly every task writes, as far as the Resource fixes what they say. */
  readonly scheduled: EventKind | undefined;
  readonly started: EventKind;
  readonly succeeded: EventKind;
  /** Started and Succeeded. */
  readonly done: EventRun;
  /** What the service would not even begin with. */
  readonly check: ParameterCheck | undefined;
}

export function taskResource(text: string): TaskResource {
  const parts = partsOf(text);
  const { kind, resourceType, resource } = parts;
  const isService = kind === 'service';
  const check = isService ? parameterCheckOf(resourceType, resource) : undefined;
  const events = EVENTS[kind];
  const fixed = isService ? { resource, resourceType } : undefined;
  const started: EventKind = { type: events.Started, detailsOf: () => fixed };
  const succeeded: EventKind = {
    type: events.Succeeded,
    detailsOf: isService ? (output) => ({ output, resource, resourceType }) : (output) => ({ output }),
  };
  return {
    ...parts,
    text,
    events,
    // That of a service says the region of the execution, too.
    scheduled: isService ? undefined : { type: events.Scheduled, detailsOf: (input) => ({ input, resource: text }) },
    started,
    succeeded,
    done: { events: [started, succeeded] },
    check,
  };
}

/**
 * Takes a resource apart. A text that is no ARN (a placeholder of a template) counts as a function, unless it
 * speaks of an activity.
 *
 * @example partsOf('arn:aws:states:::sqs:sendMessage.waitForTaskToken') // { kind: 'service', pattern: 'token', … }
 */
export function partsOf(resource: string): ResourceParts {
  // The colons of `${AWS::Partition}`, which templates are full of, part nothing.
  const plain = resource.replace(/\$\{AWS::(\w+)\}/g, '$1');
  const service = /^arn:[^:]*:states:[^:]*:[^:]*:((?:aws-sdk:)?[^:]+):(.+)$/.exec(plain);
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
