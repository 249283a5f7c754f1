/** Who runs a workload: our engine, the hand-written program, and the peer. Each gives the output and its history's length. */
import type { Json } from '#asl/json';
import { compileProgram, runToEnd } from '#interpreter';
import { addOne, addOneTo, type Language } from './machines.ts';
import type { Workload } from './workloads.ts';

export interface Ran {
  readonly output: Json;
  readonly events: number;
}

export type Run = () => Promise<Ran>;

/** Limits of the service that the large workloads would meet. */
const NO_LIMITS = { events: Number.POSITIVE_INFINITY, payloadBytes: Number.POSITIVE_INFINITY };

/** What is done with the history: it is kept as the engine keeps it, or all its events are read, too. */
export type History = 'kept' | 'read';

/** Our engine with its history kept. */
export function ours({ definition, input }: Workload, language: Language, events: History = 'kept'): Run {
  const { program, problems } = compileProgram(definition(language));
  if (!program) throw new Error(problems.map(({ message }) => message).join('\n'));
  return async () => {
    const result = await runToEnd(
      program,
      { input, now: Date.now(), limits: NO_LIMITS },
      { task: async ({ input: given }) => ({ output: addOneTo(given) }) },
    );
    const { status, output, error, cause, snapshot } = result;
    if (status !== 'SUCCEEDED') throw new Error(`${status} ${error}: ${cause}`);
    return { output: output ?? null, events: events === 'read' ? result.history.length : snapshot.historyLength };
  };
}

export function byHand({ input }: Workload, run: Workload['byHand']): Run {
  return async () => {
    const { output, history } = await run(input);
    return { output, events: history.length };
  };
}

interface PeerModule {
  readonly StateMachine: new (
    definition: unknown,
    options: unknown,
  ) => {
    run(input: Json, options: unknown): { readonly result: Promise<Json>; readonly eventLogs: AsyncIterable<unknown> };
  };
}

/**
 * The peer with its history, a log of events, collected. The time that this takes is quadratic, so that it can be left
 * out. Undefined where this Node is too old for it. It knows JSONPath only.
 */
export async function loadPeer(): Promise<((workload: Workload, withHistory: boolean) => Run) | undefined> {
  if (Number(process.versions.node.split('.')[0]) < 22) return undefined;
  const name: string = 'aws-local-stepfunctions';
  const { StateMachine } = (await import(name)) as PeerModule;
  return ({ definition, input }, withHistory) => {
    const machine = definition('JSONPath') as { readonly States: Readonly<Record<string, { readonly Type: string }>> };
    const stateMachine = new StateMachine(machine, { validationOptions: { noValidate: true } });
    const tasks = Object.keys(machine.States).filter((state) => machine.States[state]?.Type === 'Task');
    const taskResourceLocalHandlers = Object.fromEntries(tasks.map((state) => [state, addOne]));
    return async () => {
      const { result, eventLogs } = stateMachine.run(input, { overrides: { taskResourceLocalHandlers } });
      const history: unknown[] = [];
      const collecting =
        withHistory &&
        (async () => {
          for await (const event of eventLogs) history.push(event);
        })();
      const output = await result;
      await collecting;
      return { output, events: history.length };
    };
  };
}
