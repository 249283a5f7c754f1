/** What is said of a task that nobody answers: there is nobody to ask on the command line, so the command ends. */
import { isJsonObject } from '#asl/json';
import type { TaskRequest } from '#interpreter';
import { calledFunction } from '../debugger/tasks/local-handlers.ts';
import { UsageError } from './usage-error.ts';

/** Says how a task that nobody answers could be answered. */
export function refuseUnanswered({
  stateName,
  resource,
  input,
  itemReader,
}: Pick<TaskRequest, 'stateName' | 'resource' | 'input' | 'itemReader'>): never {
  const example = `{"mocks": {${JSON.stringify(stateName)}: {"return": ${itemReader ? '[]' : '{}'}}}}`;
  const arn = isJsonObject(input) ? input.StateMachineArn : undefined;
  const machine =
    typeof arn === 'string' && resource.includes(':startExecution')
      ? ` To run the machine that it starts, name its definition: --machine ${arn.split(':')[6] ?? arn}=FILE.`
      : '';
  const called = calledFunction({ resource, input });
  const handler = called === undefined ? '' : ` To run code in its place: --handler ${called}=FILE.`;
  const samples = itemReader ? '' : ' To go on with a sample of what the service returns: --samples.';
  throw new UsageError(
    `State '${stateName}' waits for ${resource}, and no mock answers it. Give an answer in a file and name it with --mocks: ${example}.${machine}${handler}${samples}`,
  );
}
