/**
 * Plausible results of tasks: what the debugger offers to edit when nobody has prepared an answer, and the first
 * answer of a service whose job or callback a task waits for. A sample says that it is one; nothing takes it for
 * a real result.
 */
import { isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import { callOf } from '#asl/services/call';
import { NO_SERVICES, type ServiceCatalog } from '#asl/services/catalog';
import { parseResource } from '#asl/services/resource';
import type { Structure } from '#asl/services/shape';
import { partsOf } from '../program/task-resource.ts';
import type { TaskRequest } from '../snapshot.ts';
import { sampleOf } from './shape-samples.ts';

type Asked = Pick<TaskRequest, 'resource' | 'input' | 'id' | 'itemReader'>;

export interface Sample {
  readonly value: Json;
  /** What it is modelled on, for people: `Sample result of sqs:sendMessage`. */
  readonly label: string;
}

type MakeSample = (input: JsonObject, asked: Asked) => Json;

/** A result of the service's own shape, or a generic one where we do not know it. */
export function sampleResult(asked: Asked, services: ServiceCatalog = NO_SERVICES): Sample {
  if (asked.itemReader) return { value: [{ id: 1 }], label: 'Sample items' };
  const { kind, resourceType, resource } = partsOf(asked.resource);
  const input = isJsonObject(asked.input) ? asked.input : {};
  if (kind !== 'service')
    return {
      value: { result: 'sample' },
      label: `Sample result of ${kind === 'lambda' ? 'a function' : 'an activity'}`,
    };
  const action = `${resourceType}:${resource}`;
  if (resource.endsWith('.waitForTaskToken'))
    return { value: { result: 'sample' }, label: `Sample answer to the task token of ${action}` };
  const make =
    RESULTS[action] ?? RESULTS[action.replace(/\.sync(:\d+)?$/, '')] ?? RESULTS[action.replace(/^aws-sdk:/, '')];
  if (make) return { value: make(input, asked), label: `Sample result of ${action}` };
  const shape = outputOf(asked.resource, services);
  if (shape) return { value: sampleOf(shape), label: `Sample result of ${action}` };
  return { value: {}, label: `Sample result; the shape of ${action} is not known` };
}

/** What the action answers; a task that waits for a job gets something else. */
function outputOf(text: string, services: ServiceCatalog): Structure | undefined {
  const resource = parseResource(text);
  const isPlain = (resource.kind === 'optimized' || resource.kind === 'sdk') && resource.pattern === '';
  return isPlain ? callOf(resource, services)?.output : undefined;
}

/** What the service answers when a task that waits is submitted; undefined for tasks that do not wait. */
export function sampleSubmission(asked: Asked & Pick<TaskRequest, 'pattern'>): Json | undefined {
  if (asked.pattern !== 'sync' && asked.pattern !== 'token') return undefined;
  const resource = asked.resource.replace(/\.(?:sync(?::\d+)?|waitForTaskToken)$/, '');
  return sampleResult({ ...asked, resource }).value;
}

/** An identifier that is the same for the same task: samples must not change when a run is repeated. */
const idOf = ({ id }: Asked): string => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;

const textOf = (value: Json | undefined, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const http = (status = 200): JsonObject => ({ SdkHttpMetadata: { HttpStatusCode: status } });

const DATE = '2026-01-01T00:00:00.000Z';

/** The results by service and action; an action with `.sync` that has no row of its own takes that of the plain one. */
const RESULTS: Readonly<Record<string, MakeSample>> = {
  'lambda:invoke': () => ({ ExecutedVersion: '$LATEST', Payload: { result: 'sample' }, StatusCode: 200 }),
  'dynamodb:getItem': (input) => ({
    Item: isJsonObject(input.Key) ? { ...input.Key, value: { S: 'sample' } } : { id: { S: 'sample' } },
  }),
  'dynamodb:putItem': () => http(),
  'dynamodb:updateItem': () => http(),
  'dynamodb:deleteItem': () => http(),
  'dynamodb:query': () => ({ Count: 1, Items: [{ id: { S: 'sample' } }], ScannedCount: 1 }),
  'dynamodb:scan': () => ({ Count: 1, Items: [{ id: { S: 'sample' } }], ScannedCount: 1 }),
  'sqs:sendMessage': (_input, asked) => ({
    MD5OfMessageBody: '5d41402abc4b2a76b9719d911017c592',
    MessageId: idOf(asked),
  }),
  'sns:publish': (_input, asked) => ({ MessageId: idOf(asked) }),
  'events:putEvents': (input, asked) => {
    const count = Array.isArray(input.Entries) ? input.Entries.length : 1;
    return { Entries: Array.from({ length: count }, () => ({ EventId: idOf(asked) })), FailedEntryCount: 0 };
  },
  'states:startExecution': (input, asked) => ({ ExecutionArn: executionArn(input, asked), StartDate: DATE }),
  'states:startExecution.sync': (input, asked) => ({
    ...executionOf(input, asked),
    Input: stringifyJson(input.Input ?? {}),
    Output: '{"result":"sample"}',
  }),
  'states:startExecution.sync:2': (input, asked) => ({
    ...executionOf(input, asked),
    Input: input.Input ?? {},
    Output: { result: 'sample' },
  }),
  'http:invoke': () => ({
    Headers: { 'content-type': ['application/json'] },
    ResponseBody: { result: 'sample' },
    StatusCode: 200,
    StatusText: 'OK',
  }),
  'apigateway:invoke': () => ({
    Headers: { 'Content-Type': ['application/json'] },
    ResponseBody: { result: 'sample' },
    StatusCode: 200,
    StatusText: 'OK',
  }),
  'batch:submitJob': (input, asked) => ({
    JobArn: `arn:aws:batch:us-east-1:123456789012:job/${idOf(asked)}`,
    JobId: idOf(asked),
    JobName: textOf(input.JobName, 'job'),
  }),
  'batch:submitJob.sync': (input, asked) => ({
    JobId: idOf(asked),
    JobName: textOf(input.JobName, 'job'),
    Status: 'SUCCEEDED',
  }),
  'glue:startJobRun': (input, asked) => ({ JobName: textOf(input.JobName, 'job'), JobRunId: `jr_${idOf(asked)}` }),
  'glue:startJobRun.sync': (input, asked) => ({
    Id: `jr_${idOf(asked)}`,
    JobName: textOf(input.JobName, 'job'),
    JobRunState: 'SUCCEEDED',
  }),
  'ecs:runTask': (input) => ({
    Failures: [],
    Tasks: [{ LastStatus: 'PROVISIONING', TaskDefinitionArn: textOf(input.TaskDefinition, 'task') }],
  }),
  'ecs:runTask.sync': (input) => ({
    LastStatus: 'STOPPED',
    TaskDefinitionArn: textOf(input.TaskDefinition, 'task'),
    Containers: [{ ExitCode: 0 }],
  }),
  'codebuild:startBuild': (input) => ({
    Build: { BuildStatus: 'IN_PROGRESS', ProjectName: textOf(input.ProjectName, 'project') },
  }),
  'codebuild:startBuild.sync': (input) => ({
    Build: { BuildStatus: 'SUCCEEDED', ProjectName: textOf(input.ProjectName, 'project') },
  }),
  'athena:startQueryExecution': (_input, asked) => ({ QueryExecutionId: idOf(asked) }),
  'athena:startQueryExecution.sync': (input, asked) => ({
    QueryExecution: {
      Query: textOf(input.QueryString, 'SELECT 1'),
      QueryExecutionId: idOf(asked),
      Status: { State: 'SUCCEEDED' },
    },
  }),
  'athena:getQueryResults': () => ({ ResultSet: { Rows: [{ Data: [{ VarCharValue: 'sample' }] }] } }),
  'bedrock:invokeModel': () => ({ Body: { completion: 'sample' }, ContentType: 'application/json' }),
  'elasticmapreduce:createCluster': () => ({ ClusterId: 'j-0000000000000' }),
  'elasticmapreduce:addStep': () => ({ StepId: 's-0000000000000' }),
  'sagemaker:createTrainingJob': (input) => ({
    TrainingJobArn: `arn:aws:sagemaker:us-east-1:123456789012:training-job/${textOf(input.TrainingJobName, 'job')}`,
  }),
  'databrew:startJobRun': (_input, asked) => ({ RunId: `db_${idOf(asked)}` }),
  'mediaconvert:createJob': (_input, asked) => ({ Job: { Id: idOf(asked), Status: 'SUBMITTED' } }),
  's3:getObject': () => ({ Body: 'sample', ContentType: 'text/plain' }),
  's3:putObject': () => ({ ETag: '"5d41402abc4b2a76b9719d911017c592"' }),
  's3:listObjectsV2': (input) => ({
    Contents: [{ Key: 'sample.txt', Size: 6 }],
    KeyCount: 1,
    Name: textOf(input.Bucket, 'bucket'),
  }),
  'secretsmanager:getSecretValue': (input) => ({ Name: textOf(input.SecretId, 'secret'), SecretString: 'sample' }),
  'ssm:getParameter': (input) => ({
    Parameter: { Name: textOf(input.Name, 'parameter'), Type: 'String', Value: 'sample' },
  }),
  'sfn:startExecution': (input, asked) => ({ ExecutionArn: executionArn(input, asked), StartDate: DATE }),
};

function executionArn(input: JsonObject, asked: Asked): string {
  const machine = textOf(input.StateMachineArn, 'arn:aws:states:us-east-1:123456789012:stateMachine:Child');
  return `${machine.replace(':stateMachine:', ':execution:')}:${textOf(input.Name, idOf(asked))}`;
}

function executionOf(input: JsonObject, asked: Asked): JsonObject {
  return {
    ExecutionArn: executionArn(input, asked),
    InputDetails: { Included: true },
    Name: textOf(input.Name, idOf(asked)),
    OutputDetails: { Included: true },
    RedriveCount: 0,
    RedriveStatus: 'NOT_REDRIVABLE',
    RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    StartDate: 1767225600000,
    StateMachineArn: textOf(input.StateMachineArn, 'arn:aws:states:us-east-1:123456789012:stateMachine:Child'),
    Status: 'SUCCEEDED',
    StopDate: 1767225600000,
  };
}
