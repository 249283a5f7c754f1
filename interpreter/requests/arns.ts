/**
 * ARNs in requests to Step Functions: which kind of resource each member takes, and what the service says where the
 * text is no ARN, names another kind, or names something that is not there.
 */
import type { Json, JsonObject } from '#asl/json';
import type { ApiException } from './constraints.ts';

/** What exists, as far as an ARN may ask for it. */
export interface KnownResources {
  readonly typeOfMachine: (arn: string) => 'STANDARD' | 'EXPRESS' | undefined;
  readonly hasExecution: (arn: string) => boolean;
  readonly hasActivity: (arn: string) => boolean;
  /** Whether an alias or a Map Run exists, or what tags are asked for. */
  readonly hasOther?: (arn: string) => boolean;
}

/** Members that hold an ARN of Step Functions, with the kinds of resources that each takes. */
const KINDS_OF_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  stateMachineArn: ['stateMachine'],
  stateMachineVersionArn: ['stateMachine'],
  stateMachineAliasArn: ['stateMachine'],
  executionArn: ['execution'],
  activityArn: ['activity'],
  mapRunArn: ['mapRun'],
  resourceArn: ['stateMachine', 'activity'],
};

const invalidArn = (reason: string): ApiException => ({ code: 'InvalidArn', message: `Invalid Arn: '${reason}'` });

/** What AWS says where an operation is not for Express executions (recorded of Describe, Stop and GetHistory). */
export const EXPRESS_ARN_REFUSED = invalidArn('Resource type not valid in this context: express');

/** Why a text of the request cannot be the ARN that its member asks for. */
export function arnRefusal(request: JsonObject): ApiException | undefined {
  const { roleArn } = request;
  for (const [member, kinds] of Object.entries(KINDS_OF_MEMBERS)) {
    const arn = request[member];
    if (typeof arn !== 'string') continue;
    if (!arn.startsWith('arn:')) return invalidArn(`Invalid ARN prefix: ${arn}`);
    const [, , service = '', , , kind = '', name] = arn.split(':');
    if (kind !== '' && !kinds.includes(kind)) return invalidArn(`Resource type not valid in this context: ${kind}`);
    // That such a text is no ARN is sure, the words for it are not known.
    if (service !== 'states' || name === undefined || name === '') return invalidArn(arn);
  }
  // Seen by users: aws/amazon-sagemaker-examples#2432.
  if (typeof roleArn === 'string' && !/^arn:[^:]+:iam::\d*:role\/./.test(roleArn))
    return { code: 'InvalidArn', message: `Invalid Role Arn: '${roleArn}'` };
  return undefined;
}

/**
 * The answer where what the request names is not there. Which exceptions an operation can give stands in the API's
 * model: deleting what is gone succeeds, and ListStateMachineVersions knows no missing machine.
 */
export function absenceRefusal(
  request: JsonObject,
  known: KnownResources,
  mayAnswer: (code: string) => boolean,
): ApiException | undefined {
  for (const [member, isThere, code, title] of ABSENCES) {
    const arn: Json | undefined = request[member];
    if (typeof arn === 'string' && mayAnswer(code) && !isThere(known, arn))
      return { code, message: `${title}: '${arn}'` };
  }
  return undefined;
}

type Absence = readonly [
  member: string,
  isThere: (known: KnownResources, arn: string) => boolean,
  code: string,
  title: string,
];

const hasOther: Absence[1] = (known, arn) => known.hasOther?.(arn) ?? false;

/** Recorded but for ResourceNotFound, whose words follow the others. */
const ABSENCES: readonly Absence[] = [
  ['executionArn', (known, arn) => known.hasExecution(arn), 'ExecutionDoesNotExist', 'Execution Does Not Exist'],
  [
    'stateMachineArn',
    (known, arn) => known.typeOfMachine(arn) !== undefined,
    'StateMachineDoesNotExist',
    'State Machine Does Not Exist',
  ],
  ['activityArn', (known, arn) => known.hasActivity(arn), 'ActivityDoesNotExist', 'Activity Does Not Exist'],
  ['mapRunArn', hasOther, 'ResourceNotFound', 'Resource not found'],
  ['stateMachineAliasArn', hasOther, 'ResourceNotFound', 'Resource not found'],
  [
    'resourceArn',
    (known, arn) => known.typeOfMachine(arn) !== undefined || known.hasActivity(arn) || hasOther(known, arn),
    'ResourceNotFound',
    'Resource not found',
  ],
];
