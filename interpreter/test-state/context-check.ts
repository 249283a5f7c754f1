/** Checks a context object that a test gives: which members there are, and of which type. */
import { isJsonObject, type Json, jsonTypeOf } from '#asl/json';
import type { ProgramState } from '../program/program.ts';
import { resourceOf } from '../states/task.ts';

type Kind = 'string' | 'number' | 'any';

const MEMBERS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/** What is wrong with the context object, in AWS's words; undefined where it may be used. */
export function contextProblem(context: Json, state: ProgramState): string | undefined {
  if (!isJsonObject(context)) return 'Context must be a JSON object';
  for (const [name, value] of Object.entries(context)) {
    if (name === 'Map') return "'Map' field is not supported when mocking a Context object";
    const members = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
    if (!members) return `Field '${name}' is not allowed`;
    const problem = memberProblem(name, value, members);
    if (problem !== undefined) return problem;
  }
  if (context.Task !== undefined && !takesToken(state)) {
    return "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";
  }
  return undefined;
}

function memberProblem(name: string, value: Json, members: Readonly<Record<string, Kind>>): string | undefined {
  if (!isJsonObject(value)) return `${name} must be an object`;
  for (const [member, given] of Object.entries(value)) {
    const kind = Object.hasOwn(members, member) ? members[member] : undefined;
    if (!kind) return `Field '${member}' is not allowed`;
    if (kind !== 'any' && jsonTypeOf(given) !== kind) return `${name}.${member} must be a ${kind}`;
  }
  return undefined;
}

function takesToken(state: ProgramState): boolean {
  if (state.type !== 'Task') return false;
  const { pattern } = resourceOf(state);
  return pattern === 'sync' || pattern === 'token';
}
