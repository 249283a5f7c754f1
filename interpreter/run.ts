/** Runs an execution to its end, from its start or from where it stands. */
import { Drive } from './drive.ts';
import type { RunHost, RunResult } from './host.ts';
import { type StartOptions, start } from './machine.ts';
import type { Program } from './program/program.ts';
import type { Snapshot } from './records.ts';

/**
 * Runs a program to its end. RUNNING in the result means that a task never answers and nothing ends it.
 *
 * @example const { status, output } = await runToEnd(program, { input: {}, now: Date.now() }, { task: () => ({ output: {} }) });
 */
export function runToEnd(program: Program, options: StartOptions, host: RunHost): RunResult | Promise<RunResult> {
  return resume(start(program, options), host);
}

/** Goes on with an execution that stands somewhere. Tasks under way are asked of the host again. */
export function resume(snapshot: Snapshot, host: RunHost): RunResult | Promise<RunResult> {
  const drive = new Drive(snapshot, host);
  return drive.run() ?? drive.runWithPauses();
}
