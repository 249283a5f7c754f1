/**
 * Requests that the service refuses for what earlier requests have left: names that are taken, versions that are in
 * use, tasks that have ended. What has happened is said by whoever keeps the machines.
 */
import type { JsonObject } from '#asl/json';
import type { ApiException } from './constraints.ts';

/** What earlier requests have left. */
export interface EarlierRequests {
  /** Whether another machine has the ARN: with another definition, type or configuration. */
  readonly otherMachineHas?: (arn: string) => boolean;
  /** Whether another execution has the ARN: with another input, or one that has ended. */
  readonly otherExecutionHas?: (arn: string) => boolean;
  /** Whether an alias of the name exists that is set up otherwise. */
  readonly otherAliasHas?: (name: string) => boolean;
  /** The names of the aliases that lead to a version. */
  readonly aliasesOf?: (versionArn: string) => readonly string[];
  /** Whether the task of a token has ended. */
  readonly taskHasEnded?: (token: string) => boolean;
  /** Whether a machine is about to be deleted. */
  readonly isDeleting?: (machineArn: string) => boolean;
}

/** Where the service is asked. */
export interface Account {
  readonly region: string;
  readonly id: string;
}

/** The exception for what is taken, in use or over (recorded but for the last two). */
export function conflictRefusal(
  operation: string,
  request: JsonObject,
  earlier: EarlierRequests,
  account: Account,
): ApiException | undefined {
  const { name, stateMachineArn, stateMachineVersionArn, taskToken } = request;
  const prefix = `arn:aws:states:${account.region}:${account.id}`;
  if (operation === 'CreateStateMachine' && earlier.otherMachineHas?.(`${prefix}:stateMachine:${name}`))
    return exists('StateMachineAlreadyExists', 'State Machine', `${prefix}:stateMachine:${name}`);
  if (operation === 'StartExecution' && typeof stateMachineArn === 'string' && typeof name === 'string') {
    const [machine] = stateMachineArn.split(':').slice(6);
    const arn = `${prefix}:execution:${machine}:${name}`;
    if (earlier.otherExecutionHas?.(arn)) return exists('ExecutionAlreadyExists', 'Execution', arn);
  }
  if (operation === 'CreateStateMachineAlias' && earlier.otherAliasHas?.(String(name)))
    return conflict(
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    );
  if (operation === 'DeleteStateMachineVersion') {
    const aliases = earlier.aliasesOf?.(String(stateMachineVersionArn)) ?? [];
    if (aliases.length > 0)
      return conflict(
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${aliases.join(', ')}]`,
      );
  }
  if (typeof stateMachineArn === 'string' && earlier.isDeleting?.(stateMachineArn))
    return { code: 'StateMachineDeleting', message: `State Machine Deleting: '${stateMachineArn}'` };
  return typeof taskToken === 'string' && earlier.taskHasEnded?.(taskToken)
    ? { code: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" }
    : undefined;
}

const exists = (code: string, what: string, arn: string): ApiException => ({
  code,
  message: `${what} Already Exists: '${arn}'`,
});

const conflict = (message: string): ApiException => ({ code: 'ConflictException', message });
