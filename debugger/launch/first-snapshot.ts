/** The execution as it begins, by what a launch configuration says of it. */
import { type Snapshot, type StartOptions, start } from '#interpreter';
import type { LaunchArguments } from '#protocol';
import type { Launch } from './launch.ts';

export function firstSnapshot({ args, definition, input }: Launch, now: number): Snapshot {
  const { seed, startAt, variables } = args;
  return start(definition.program, {
    input,
    now,
    name: definition.name.replace(/\.(?:asl\.)?(?:json|ya?ml)$/i, '').replace(/[^A-Za-z0-9_-]+/g, '-') || 'execution',
    ...(seed === undefined ? {} : { seed }),
    ...(startAt === undefined ? {} : { startAt }),
    ...(variables === undefined ? {} : { variables }),
    ...namesOf({ ...args, machineType: args.machineType ?? definition.machineType }),
  });
}

interface Names extends Pick<LaunchArguments, 'context'> {
  readonly machineType: LaunchArguments['machineType'] | undefined;
}

/** The type of the machine and the names in its context object, as far as the launch configuration gives them. */
function namesOf({ machineType, context }: Names): Partial<StartOptions> {
  const { Id, Name, RoleArn } = context?.Execution ?? {};
  const machine = context?.StateMachine?.Id;
  return {
    ...(machineType && { type: machineType }),
    ...(Id && { executionArn: Id }),
    ...((Name ?? Id) && { name: Name ?? Id?.split(':').at(-1) ?? '' }),
    ...(RoleArn && { roleArn: RoleArn }),
    ...(machine && { stateMachineArn: machine }),
  };
}
