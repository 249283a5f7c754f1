/** The calls of TestState that AWS refuses before anything runs, with its exceptions. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, stringifyJson } from '#asl/json';
import type { ProgramState } from '../program/program.ts';
import { arnRefusal } from '../requests/arns.ts';
import { constraintBroken } from '../requests/constraints.ts';
import type { TaskRequest } from '../snapshot.ts';
import { writesFiles } from '../states/result-writer.ts';
import { resourceOf } from '../states/task.ts';
import { contextProblem } from './context-check.ts';
import type { TestStateHost, TestStateMock, TestStateRefusal, TestStateRequest } from './request.ts';
import { shapeProblem } from './result-shape.ts';

export const invalid = (message: string): TestStateRefusal => ({ code: 'ValidationException', message });

/** What the model of the API does not let pass, and a role that is none. */
export function constraintRefusal(
  definition: Json,
  request: TestStateRequest,
  { model }: TestStateHost,
): TestStateRefusal | undefined {
  const { roleArn } = request;
  return (
    (model && constraintBroken(model, 'TestState', apiRequest(definition, request))) ??
    (roleArn === undefined ? undefined : arnRefusal({ roleArn }))
  );
}

/** The request as the API takes it: with texts in place of values. */
function apiRequest(definition: Json, request: TestStateRequest): JsonObject {
  const { input, inputText, context, variables, mock, ...others } = request;
  const text = (value: Json | undefined, known?: string) =>
    known ?? (value === undefined ? undefined : stringifyJson(value));
  const members: Record<string, Json | undefined> = {
    definition: text(definition),
    ...(others as JsonObject),
    input: text(input, inputText),
    variables: text(variables),
    context: text(context),
    mock: mock && apiMock(mock, text(mock.result, mock.resultText)),
  };
  return present(members);
}

const apiMock = ({ errorOutput, fieldValidationMode }: TestStateMock, result: string | undefined): JsonObject =>
  present({ result, errorOutput: errorOutput && present({ ...errorOutput }), fieldValidationMode });

const present = (members: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));

/** Combinations that are wrong whatever the state is. */
export function requestRefusal(request: TestStateRequest): TestStateRefusal | undefined {
  const { mock, revealSecrets, stateConfiguration, context } = request;
  if (mock && (mock.result === undefined) === (mock.errorOutput === undefined))
    return invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  // Documented: "This field is required if mock.errorOutput is specified"; AWS's words are not known.
  if (mock?.errorOutput && mock.errorOutput.error === undefined)
    return invalid("A mocked errorOutput must have the field 'error'.");
  if (mock && revealSecrets === true)
    return invalid('TestState does not support RevealSecrets when a mock is specified.');
  if (!mock && stateConfiguration?.mapIterationFailureCount !== undefined)
    return invalid('TestState does not support MapIterationFailureCount when a mock is not specified.');
  // Documented: "This field may only be specified if a mock is specified in the same request"; the words follow those above.
  if (!mock && context !== undefined)
    return invalid('TestState does not support Context when a mock is not specified.');
  return undefined;
}

/** What the state does not take. */
export function stateRefusal(
  state: ProgramState,
  request: TestStateRequest,
  host: TestStateHost,
): TestStateRefusal | undefined {
  const { mock, context, roleArn } = request;
  if (!mock) {
    const refusal = realRefusal(state, roleArn);
    if (refusal) return refusal;
  } else if (state.type !== 'Task' && !isContainer(state))
    return invalid(`State type '${state.type}' is not supported when a mock is specified`);
  // Which of the two AWS names where both are wrong is not recorded: the context object is a matter of the request alone.
  const inContext = context === undefined ? undefined : contextProblem(context, state);
  if (inContext !== undefined) return invalid(`Invalid Context object provided: ${inContext}`);
  const inMock = mock && mockProblem(state, mock, host);
  return inMock === undefined ? undefined : invalid(inMock);
}

/** What does not run without a mock. */
function realRefusal(state: ProgramState, roleArn: string | undefined): TestStateRefusal | undefined {
  if (isContainer(state)) {
    const types = '[Task, Wait, Pass, Succeed, Fail, Choice]';
    const message = `TestState API does not support Map or Parallel states. Supported state types include: ${types}`;
    return { code: 'InvalidDefinition', message };
  }
  if (state.type !== 'Task') return undefined;
  // Documented as "a validation exception"; its words are not known.
  const waiting = WAITING[resourceOf(state).pattern];
  if (waiting !== undefined) return invalid(`TestState does not support ${waiting} when a mock is not specified.`);
  return roleArn === undefined ? invalid('RoleArn must be specified when testing a Task state') : undefined;
}

const WAITING: Readonly<Record<TaskRequest['pattern'], string | undefined>> = {
  'request-response': undefined,
  sync: "the '.sync' service integration pattern",
  token: "the '.waitForTaskToken' service integration pattern",
  activity: 'Activity tasks',
};

const isContainer = ({ type }: ProgramState): boolean => type === 'Map' || type === 'Parallel';

function mockProblem(
  state: ProgramState,
  { result, fieldValidationMode = 'STRICT' }: TestStateMock,
  host: TestStateHost,
): string | undefined {
  if (result === undefined) return undefined;
  if (state.type === 'Map') return mapProblem(state, result);
  if (state.type === 'Parallel') {
    if (!isJsonArray(result)) return 'Mocked result must be an array.';
    return result.length === state.scopes.length
      ? undefined
      : 'Mocked result must contain the same number of items as number of Parallel branches.';
  }
  const shape = fieldValidationMode === 'NONE' ? undefined : resultShapeOf(state, host);
  // No result of this form is recorded for a Task; the words are those for a Map that has to have an object.
  if (shape && !isJsonObject(result)) return 'Mocked result must be a JSON object.';
  const problem = shape && shapeProblem(result, shape, fieldValidationMode === 'STRICT', host.now);
  return problem === undefined ? undefined : `Mock result schema validation error: ${problem}`;
}

/** A Map tells where its files are, or gives the list of its results. */
function mapProblem(state: ProgramState, result: Json): string | undefined {
  if (writesFiles(state)) return isJsonObject(result) ? undefined : 'Mocked result must be a JSON object.';
  return isJsonArray(result) ? undefined : 'Mocked result must be an array.';
}

/** What somebody sends back with a token has no shape (recorded). */
function resultShapeOf(state: ProgramState, host: TestStateHost) {
  const { kind, pattern } = resourceOf(state);
  return kind === 'service' && pattern !== 'token' ? host.resultShapeOf?.(String(state.fields.Resource)) : undefined;
}
