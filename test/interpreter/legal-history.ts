/**
 * What every history of the service has in common, whatever the machine: consecutive ids, chains that lead back, states
 * that are left only after they were entered, details under AWS's names, and one last event that ends it.
 */
import assert from 'node:assert/strict';
import type { HistoryEvent, RunResult } from '#interpreter';

/** Member names by event type: those that are always there, then those that may be. */
const DETAILS: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  ExecutionStarted: [
    ['input', 'roleArn'],
    ['stateMachineAliasArn', 'stateMachineVersionArn'],
  ],
  ExecutionSucceeded: [['output'], []],
  ExecutionFailed: [[], ['error', 'cause']],
  ExecutionTimedOut: [[], ['error', 'cause']],
  ExecutionAborted: [[], ['error', 'cause']],
  ExecutionRedriven: [['redriveCount'], []],
  TaskScheduled: [
    ['resourceType', 'resource', 'region', 'parameters'],
    ['timeoutInSeconds', 'heartbeatInSeconds', 'taskCredentials'],
  ],
  TaskStarted: [['resourceType', 'resource'], []],
  TaskSubmitted: [['resourceType', 'resource', 'output'], []],
  TaskSucceeded: [['resourceType', 'resource', 'output'], []],
  TaskFailed: [
    ['resourceType', 'resource'],
    ['error', 'cause'],
  ],
  TaskTimedOut: [
    ['resourceType', 'resource'],
    ['error', 'cause'],
  ],
  LambdaFunctionScheduled: [
    ['resource', 'input'],
    ['timeoutInSeconds', 'taskCredentials'],
  ],
  LambdaFunctionSucceeded: [['output'], []],
  LambdaFunctionFailed: [[], ['error', 'cause']],
  LambdaFunctionTimedOut: [[], ['error', 'cause']],
  ActivityScheduled: [
    ['resource', 'input'],
    ['timeoutInSeconds', 'heartbeatInSeconds'],
  ],
  ActivityStarted: [[], ['workerName']],
  ActivitySucceeded: [['output'], []],
  ActivityFailed: [[], ['error', 'cause']],
  ActivityTimedOut: [[], ['error', 'cause']],
  MapStateStarted: [['length'], []],
  MapIterationStarted: [['name', 'index'], []],
  MapIterationSucceeded: [['name', 'index'], []],
  MapIterationFailed: [['name', 'index'], []],
  MapIterationAborted: [['name', 'index'], []],
  MapRunStarted: [['mapRunArn'], []],
  MapRunRedriven: [['mapRunArn', 'redriveCount'], []],
  MapRunFailed: [[], ['error', 'cause']],
  EvaluationFailed: [['state'], ['error', 'cause', 'location']],
};
const NO_DETAILS =
  /^(?:LambdaFunctionStarted|ParallelState(?:Started|Succeeded|Failed|Aborted)|MapState(?:Succeeded|Failed|Aborted)|MapRun(?:Succeeded|Aborted)|(?:Task|Wait)StateAborted)$/;
const ENTERED = /^(?:Task|Pass|Choice|Wait|Parallel|Map|Succeed|Fail)StateEntered$/;
const EXITED = /^(?:Task|Pass|Choice|Wait|Parallel|Map|Succeed)StateExited$/;
const TERMINAL: Readonly<Record<string, string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};
/** What an event of a task follows, by the end of its type. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  Started: /Scheduled$/,
  Submitted: /Started$/,
  Succeeded: /(?:Started|Submitted)$/,
  Failed: /(?:Started|Submitted)$/,
};
const OF_A_TASK = /^(?:Task|LambdaFunction|Activity)(Started|Submitted|Succeeded|Failed)$/;

/** Fails with the number of the event that no history of AWS has. */
export function assertLegalHistory({ history, status, output }: RunResult): void {
  history.forEach((event, index) => {
    const where = `event ${index + 1} (${event.type} after ${event.previousEventId})`;
    assert.equal(event.id, index + 1, `${where}: ids are consecutive`);
    assertChain(history, event, where);
    assertDetails(event, where);
    if (index > 0) assert.ok(event.timestamp >= (history[index - 1]?.timestamp ?? 0), `${where}: time goes back`);
  });
  assertBalance(history, status);
  const last = history.at(-1);
  assert.notEqual(status, 'RUNNING', 'the execution ends');
  assert.equal(last?.type, TERMINAL[status], 'the last event says how it ended');
  if (status === 'SUCCEEDED') assert.deepEqual(last?.details?.output, output);
  const ends = history.filter(({ type }) => Object.values(TERMINAL).includes(type));
  const redriven = history.filter(({ type }) => type === 'ExecutionRedriven');
  assert.equal(ends.length, 1 + redriven.length, 'there is one end, and one before each redrive');
}

function assertChain(history: readonly HistoryEvent[], event: HistoryEvent, where: string): void {
  const { type, previousEventId, id } = event;
  assert.ok(Number.isInteger(previousEventId) && previousEventId >= 0 && previousEventId < id, `${where}: the chain`);
  const previous = history[previousEventId - 1];
  if (!previous) {
    assert.match(
      type,
      /^(?:ExecutionStarted|ExecutionAborted|ExecutionTimedOut|ExecutionFailed|.*StateEntered)$/,
      `${where}: follows nothing`,
    );
  }
  const part = OF_A_TASK.exec(type)?.[1];
  if (part !== undefined)
    assert.match(previous?.type ?? '', BEFORE[part] ?? /./, `${where}: follows ${previous?.type}`);
  const name = event.details?.name;
  if (EXITED.test(type)) {
    const entered = type.replace(/Exited$/, 'Entered');
    const found = backwards(history, event, (at) => at.type === entered && at.details?.name === name);
    assert.ok(found, `${where}: state ${JSON.stringify(name)} was never entered`);
  }
  if (/^MapIteration(?:Succeeded|Failed)$/.test(type)) {
    const index = event.details?.index;
    const found = backwards(
      history,
      event,
      (at) => at.type === 'MapIterationStarted' && at.details?.index === index && at.details?.name === name,
    );
    assert.ok(found, `${where}: the iteration was never started`);
  }
}

function backwards(
  history: readonly HistoryEvent[],
  from: HistoryEvent,
  isWanted: (event: HistoryEvent) => boolean,
): HistoryEvent | undefined {
  let at = history[from.previousEventId - 1];
  while (at && !isWanted(at)) at = history[at.previousEventId - 1];
  return at;
}

function assertDetails({ type, details = {} }: HistoryEvent, where: string): void {
  if (NO_DETAILS.test(type)) {
    assert.deepEqual(Object.keys(details), [], `${where}: has no details`);
    return;
  }
  const [always, sometimes] = ENTERED.test(type)
    ? [['name', 'input'], []]
    : EXITED.test(type)
      ? [['name', 'output'], ['assignedVariables']]
      : (DETAILS[type] ?? assert.fail(`${where}: AWS has no such type`));
  for (const name of always) assert.ok(name in details, `${where}: lacks ${name}`);
  for (const [name, value] of Object.entries(details)) {
    assert.ok(always.includes(name) || sometimes.includes(name), `${where}: has no ${name}`);
    assert.notEqual(value, undefined, `${where}: ${name} is undefined`);
  }
}

/** States are left at most as often as they are entered, and where nothing failed exactly as often; so iterations. */
function assertBalance(history: readonly HistoryEvent[], status: string): void {
  const open = new Map<string, number>();
  const count = (key: string, by: number, where: string): void => {
    const now = (open.get(key) ?? 0) + by;
    assert.ok(now >= 0, `${where}: ${key} ends before it begins`);
    open.set(key, now);
  };
  let isSmooth = status === 'SUCCEEDED';
  let unsuccessful: string[] = [];
  for (const { id, type, details } of history) {
    const where = `event ${id}`;
    if (ENTERED.test(type)) count(`state ${details?.name}`, 1, where);
    else if (EXITED.test(type)) count(`state ${details?.name}`, -1, where);
    else if (type === 'MapIterationStarted') count(`iteration ${details?.name} ${details?.index}`, 1, where);
    else if (type.startsWith('MapIteration')) {
      const key = `iteration ${details?.name} ${details?.index}`;
      count(key, -1, where);
      if (type !== 'MapIterationSucceeded') unsuccessful.push(key);
    } else if (type === 'ExecutionRedriven') {
      // They go on without being started once more.
      for (const key of unsuccessful) count(key, 1, where);
      unsuccessful = [];
    }
    if (/(?:Failed|TimedOut|Aborted)$/.test(type) || type === 'FailStateEntered') isSmooth = false;
  }
  if (isSmooth) for (const [key, left] of open) assert.equal(left, 0, `${key} never ends`);
}
