/** The calls of TestState that AWS refuses before anything runs, with its exceptions. */
import { isJsonArray, isJsonObject, type Json } from '#asl/json';
import type { ProgramState } from '../program/program.ts';
import { resourceOf } from '../states/task.ts';
import { contextProblem } from './context-check.ts';
import type { TestStateHost, TestStateMock, TestStateRefusal, TestStateRequest } from './request.ts';
import { shapeProblem } from './result-shape.ts';

export const invalid = (message: string): TestStateRefusal => ({ code: 'ValidationException', message });

/** Combinations that are wrong whatever the state is. */
export function requestRefusal(request: TestStateRequest): TestStateRefusal | undefined {
  const { stateName, mock, revealSecrets, stateConfiguration } = request;
  if (stateName === '') {
    return {
      code: 'ParamValidationError',
      message: 'Parameter validation failed:\nInvalid length for parameter stateName, value: 0, valid min length: 1',
    };
  }
  if (mock && (mock.result === undefined) === (mock.errorOutput === undefined))
    return invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  if (mock && revealSecrets === true)
    return invalid('TestState does not support RevealSecrets when a mock is specified.');
  if (!mock && stateConfiguration?.mapIterationFailureCount !== undefined)
    return invalid('TestState does not support MapIterationFailureCount when a mock is not specified.');
  return undefined;
}

/** What the state does not take. */
export function stateRefusal(
  state: ProgramState,
  request: TestStateRequest,
  host: TestStateHost,
): TestStateRefusal | undefined {
  const { mock, context, roleArn, stateConfiguration } = request;
  if (!mock) {
    if (isContainer(state)) {
      const types = '[Task, Wait, Pass, Succeed, Fail, Choice]';
      const message = `TestState API does not support Map or Parallel states. Supported state types include: ${types}`;
      return { code: 'InvalidDefinition', message };
    }
    if (state.type === 'Task' && roleArn === undefined)
      return invalid('RoleArn must be specified when testing a Task state');
  } else {
    if (state.type !== 'Task' && !isContainer(state))
      return invalid(`State type '${state.type}' is not supported when a mock is specified`);
    const problem = mockProblem(state, mock, stateConfiguration?.mapIterationFailureCount, host);
    if (problem !== undefined) return invalid(problem);
  }
  const problem = context === undefined ? undefined : contextProblem(context, state);
  return problem === undefined ? undefined : invalid(`Invalid Context object provided: ${problem}`);
}

const isContainer = ({ type }: ProgramState): boolean => type === 'Map' || type === 'Parallel';

function mockProblem(
  state: ProgramState,
  { result, fieldValidationMode = 'STRICT' }: TestStateMock,
  failures: number | undefined,
  host: TestStateHost,
): string | undefined {
  if (result === undefined) return undefined;
  if (state.type === 'Map') return mapProblem(state, result, failures);
  if (state.type === 'Parallel') {
    if (!isJsonArray(result)) return 'Mocked result must be an array.';
    return result.length === state.scopes.length
      ? undefined
      : 'Mocked result must contain the same number of items as number of Parallel branches.';
  }
  const shape = fieldValidationMode === 'NONE' ? undefined : resultShapeOf(state, host);
  const problem = shape && shapeProblem(result, shape, fieldValidationMode === 'STRICT');
  return problem === undefined ? undefined : `Mock result schema validation error: ${problem}`;
}

function mapProblem(state: ProgramState, result: Json, failures: number | undefined): string | undefined {
  if (isJsonObject(state.fields.ResultWriter))
    return isJsonObject(result) ? undefined : 'Mocked result must be a JSON object.';
  if (!isJsonArray(result)) return 'Mocked result must be an array.';
  return failures !== undefined && failures > result.length
    ? 'Map iteration failure count must be less than or equal to the number of Map iterations'
    : undefined;
}

/** Only the answer to the call itself has the shape of the action; a job's result or a callback's does not. */
function resultShapeOf(state: ProgramState, host: TestStateHost) {
  const { kind, pattern } = resourceOf(state);
  return kind === 'service' && pattern === 'request-response'
    ? host.resultShapeOf?.(String(state.fields.Resource))
    : undefined;
}
