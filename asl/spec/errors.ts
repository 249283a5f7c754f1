/**
 * The error names that Step Functions itself and its common integrations use: completion, hover, the rules on
 * `ErrorEquals` and the interpreter's matching read this table. Names of a state machine's own are free as long as
 * they do not begin with `States.`.
 */
import type { StateType } from '../model.ts';

export interface ErrorSpec {
  readonly name: string;
  readonly doc: string;
  /** The state types that can fail with it; empty for a name that only matches others. */
  readonly raisedBy: readonly StateType[];
  readonly catchable: boolean;
  readonly retriable: boolean;
  /** The errors that the name matches besides itself, in words. */
  readonly matches?: string;
  /** The service that raises it, when it is not Step Functions. */
  readonly service?: string;
  readonly link: string;
}

const LINK = 'concepts-error-handling.html';
const ANY: readonly StateType[] = ['Task', 'Parallel', 'Map', 'Pass', 'Wait', 'Choice', 'Succeed', 'Fail'];
const handled = { catchable: true, retriable: true, link: LINK } as const;

const own: readonly ErrorSpec[] = [
  {
    name: 'States.ALL',
    doc: 'Stands for every error that can be handled: all but `States.Runtime`. It must be alone in its list, and the list must be the last one.',
    raisedBy: [],
    matches: 'every error but States.Runtime',
    ...handled,
  },
  {
    name: 'States.BranchFailed',
    doc: 'A branch of a Parallel state failed without an error name of its own. A branch that fails with a name hands that name on.',
    raisedBy: ['Parallel'],
    ...handled,
  },
  {
    name: 'States.DataLimitExceeded',
    doc: 'A result, input or output is larger than 262,144 bytes. `States.ALL` catches it when a Task raises it.',
    raisedBy: ['Task', 'Parallel', 'Map', 'Pass'],
    ...handled,
  },
  {
    name: 'States.ExceedToleratedFailureThreshold',
    doc: 'More items of a Map failed than `ToleratedFailureCount` or `ToleratedFailurePercentage` allow.',
    raisedBy: ['Map'],
    ...handled,
  },
  {
    name: 'States.HeartbeatTimeout',
    doc: 'A Task sent no heartbeat for `HeartbeatSeconds`. The history calls it `States.Timeout`; a handler for either name matches it.',
    raisedBy: ['Task'],
    ...handled,
  },
  {
    name: 'States.Http.Socket',
    doc: 'An HTTP Task got no answer within 60 seconds.',
    raisedBy: ['Task'],
    ...handled,
    link: 'call-https-apis.html',
  },
  {
    name: 'States.IntrinsicFailure',
    doc: 'An intrinsic function was called with arguments it cannot work with. AWS reports it as `States.Runtime`, which nothing catches.',
    raisedBy: ['Task', 'Parallel', 'Map', 'Pass'],
    ...handled,
  },
  {
    name: 'States.ItemReaderFailed',
    doc: 'The ItemReader of a distributed Map could not read its items, for example because the file does not exist or has another format.',
    raisedBy: ['Map'],
    ...handled,
  },
  {
    name: 'States.NoChoiceMatched',
    doc: 'No rule of a Choice state matched and there is no `Default`. AWS reports it as `States.Runtime`; a Choice state has no Catch, so only a Map or Parallel around it could see it.',
    raisedBy: ['Choice'],
    ...handled,
  },
  {
    name: 'States.ParameterPathFailure',
    doc: 'A path in `Parameters` or another payload template finds nothing. AWS reports it as `States.Runtime`, which nothing catches.',
    raisedBy: ['Task', 'Parallel', 'Map', 'Pass'],
    ...handled,
  },
  {
    name: 'States.Permissions',
    doc: 'The role of the machine may not make the call that the Task makes.',
    raisedBy: ['Task'],
    ...handled,
  },
  {
    name: 'States.QueryEvaluationError',
    doc: 'A JSONata expression failed: a type error, an unknown function, a result that is undefined or of the wrong type.',
    raisedBy: ANY,
    ...handled,
    link: 'transforming-data.html',
  },
  {
    name: 'States.ReferencePathConflict',
    doc: '`ResultPath` or `ItemsPath` cannot be applied to the input, for example because the input is not an object or lacks the member. AWS reports it under this name; its guide calls it `States.ResultPathMatchFailure`.',
    raisedBy: ['Task', 'Parallel', 'Map', 'Pass'],
    ...handled,
  },
  {
    name: 'States.ResultPathMatchFailure',
    doc: '`ResultPath` cannot be applied to the input, for example because the input is not an object. AWS reports it as `States.ReferencePathConflict`.',
    raisedBy: ['Task', 'Parallel', 'Map', 'Pass'],
    ...handled,
  },
  {
    name: 'States.ResultWriterFailed',
    doc: 'The ResultWriter of a distributed Map could not store the results, for example because it may not write to the bucket.',
    raisedBy: ['Map'],
    ...handled,
  },
  {
    name: 'States.Runtime',
    doc: 'The execution cannot go on, for example because a path finds nothing in the input. It ends the execution: neither Retry nor Catch see it, not even by its own name.',
    raisedBy: ANY,
    catchable: false,
    retriable: false,
    link: LINK,
  },
  {
    name: 'States.TaskFailed',
    doc: 'A Task failed. As a name in `ErrorEquals` it matches every error of a Task but `States.Timeout`.',
    raisedBy: ['Task'],
    matches: 'every error of a Task but States.Timeout',
    ...handled,
  },
  {
    name: 'States.Timeout',
    doc: 'A Task took longer than `TimeoutSeconds` or sent no heartbeat in time. It has no cause. An execution that takes longer than the `TimeoutSeconds` of the machine ends with the same error, which cannot be handled.',
    raisedBy: ['Task'],
    matches: 'States.HeartbeatTimeout',
    ...handled,
  },
];

const lambda = (name: string, doc: string): ErrorSpec => ({
  name: `Lambda.${name}`,
  doc,
  raisedBy: ['Task'],
  service: 'AWS Lambda',
  ...handled,
  link: 'sfn-best-practices.html',
});

const service: readonly ErrorSpec[] = [
  lambda('AWSLambdaException', 'Lambda answered with an error of the service. Worth a retry.'),
  lambda(
    'ClientExecutionTimeoutException',
    'The call of Lambda took too long on the side of Step Functions. Worth a retry.',
  ),
  lambda('SdkClientException', 'The call did not reach Lambda, for example because of the network. Worth a retry.'),
  lambda('ServiceException', 'Lambda had an internal failure. Worth a retry.'),
  lambda(
    'TooManyRequestsException',
    'Lambda throttled the call: too many executions at once. Worth a retry with a growing delay.',
  ),
  lambda(
    'Unknown',
    'The function ended in a way that tells nothing more, such as out of memory or a timeout of the function itself.',
  ),
];

/** Every known error name, sorted. */
export const errorSpecs: readonly ErrorSpec[] = [...own, ...service].sort((a, b) => (a.name < b.name ? -1 : 1));
