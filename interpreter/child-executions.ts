/**
 * Child executions of a distributed Map: their names and ARNs, what their context object says, and how they are
 * described once they have ended. A name follows from the seed and the thread, so that a snapshot need not hold it.
 */
import { type Json, type JsonObject, stringifyJson } from '#asl/json';
import { randomAt, uuidFrom } from './random.ts';
import type { ExecutionInfo, ThreadRecord } from './records.ts';
import { isInForce } from './revisions.ts';
import type { ExecutionStatus, Failure } from './snapshot.ts';

/** Far from the numbers that expressions draw. */
const NAMES_FROM = 0x40000000;

/** What AWS calls the machine of a Map's children: that of the parent with the label of the map run. */
const machineOf = (arn: string, mapRunArn: string): string => `${arn}/${mapRunArn.split('/')[1]?.split(':')[0] ?? ''}`;

/** `$$.Execution` and `$$.StateMachine` inside a child execution. */
export function childContext(info: ExecutionInfo, child: ThreadRecord): JsonObject | undefined {
  const { execution } = child;
  if (!execution) return undefined;
  const { name, executionArn, stateMachineArn } = identityOf(info, child);
  return {
    Execution: {
      Id: executionArn,
      Input: execution.input,
      StartTime: new Date(execution.startTime).toISOString(),
      Name: name,
      RoleArn: info.roleArn,
      ...(isInForce('redriveCount', info.asOf) && { RedriveCount: execution.redriveCount }),
      ...(execution.redriveTime !== undefined && { RedriveTime: new Date(execution.redriveTime).toISOString() }),
    },
    StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':')[6] ?? '' },
  };
}

/** The names of a child execution. */
export function identityOf(info: ExecutionInfo, { id, execution }: ThreadRecord) {
  let position = NAMES_FROM + id * 32;
  const name = uuidFrom(() => randomAt(info.seed, position++));
  const stateMachineArn = machineOf(String(info.stateMachine.Id), execution?.mapRunArn ?? '');
  return { name, stateMachineArn, executionArn: `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}` };
}

/** A child execution that has ended, as ResultWriter's files tell of it: DescribeExecution with data as texts. */
export function describedChild(
  info: ExecutionInfo,
  child: ThreadRecord,
  stopTime: number,
  status: ExecutionStatus,
  output: Json | undefined,
  failure: Failure | undefined,
): JsonObject {
  const { name, executionArn, stateMachineArn } = identityOf(info, child);
  const isOver = status === 'SUCCEEDED';
  const { redriveCount = 0, redriveTime = undefined, deadline = undefined } = child.execution ?? {};
  // Only a Standard execution can be redriven by itself; an Express one is started anew by its run.
  const redrivable = deadline === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN';
  // Members one by one: there is one of these for each child, and spreading parts of it costs more than all else.
  const described: Record<string, Json> = {};
  if (failure?.cause !== undefined) described.Cause = failure.cause;
  if (failure?.error !== undefined) described.Error = failure.error;
  described.ExecutionArn = executionArn;
  described.Input = stringifyJson(child.execution?.input ?? null);
  described.InputDetails = INCLUDED;
  described.Name = name;
  if (output !== undefined) {
    described.Output = stringifyJson(output);
    described.OutputDetails = INCLUDED;
  }
  described.RedriveCount = redriveCount;
  if (redriveTime !== undefined) described.RedriveDate = new Date(redriveTime).toISOString();
  described.RedriveStatus = isOver ? 'NOT_REDRIVABLE' : redrivable;
  if (isOver) described.RedriveStatusReason = 'Execution is SUCCEEDED and cannot be redriven';
  described.StartDate = new Date(child.execution?.startTime ?? 0).toISOString();
  described.StateMachineArn = stateMachineArn;
  described.Status = status;
  described.StopDate = new Date(stopTime).toISOString();
  return described;
}

const INCLUDED: JsonObject = { Included: true };
