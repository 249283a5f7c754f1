/**
 * The limit: what somebody would write by hand in place of each machine, with the same data work, one `await` and one
 * history object for each state. A general interpreter cannot be faster than this for long.
 */
import type { Json } from '#asl/json';
import { addOne, RESOURCE, resultOf, slotOf } from './machines.ts';

interface Entry {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
  readonly timestamp: number;
  readonly details: { readonly [name: string]: Json } | undefined;
}

export interface ByHand {
  readonly output: Json;
  readonly history: readonly Entry[];
}

type Note = (type: string, name: string, output: Json) => void;

function recorder(): { readonly history: Entry[]; readonly note: Note } {
  const history: Entry[] = [];
  const note: Note = (type, name, output) => {
    const previousEventId = history.length;
    history.push({ id: previousEventId + 1, previousEventId, type, timestamp: Date.now(), details: { name, output } });
  };
  return { history, note };
}

type Slots = { readonly results: { readonly [slot: string]: Json } };

/** The names, slots and results of a chain: what a definition fixes is made once, as in a compiled program. */
const steps = Array.from({ length: 1000 }, (_, n) => ({ name: `S${n}`, slot: slotOf(n), result: resultOf(n) }));

async function chainOf(input: Slots, count: number, note: Note): Promise<Slots> {
  let data = input;
  for (let n = 0; n < count; n++) {
    const step = steps[n];
    if (!step) break;
    data = { ...data, results: { ...data.results, [step.slot]: step.result } };
    note('PassStateExited', step.name, data);
    await null;
  }
  return data;
}

export async function passChainByHand(input: Json, count: number): Promise<ByHand> {
  const { history, note } = recorder();
  return { output: await chainOf(input as Slots, count, note), history };
}

export async function countingLoopByHand(input: Json, count: number): Promise<ByHand> {
  const { history, note } = recorder();
  let data = input as { readonly i: number };
  for (;;) {
    const goesOn = data.i < count;
    note('ChoiceStateExited', 'Check', data);
    await null;
    if (!goesOn) break;
    data = { i: data.i + 1 };
    note('PassStateExited', 'Add', data);
    await null;
  }
  note('SucceedStateExited', 'Done', data);
  await null;
  return { output: data, history };
}

export async function inlineMapByHand(input: Json): Promise<ByHand> {
  const { history, note } = recorder();
  const { items } = input as { readonly items: readonly { readonly id: number; readonly value: number }[] };
  const output = await Promise.all(
    items.map(async (item) => {
      const picked = { id: item.id, value: item.value };
      note('PassStateExited', 'Pick', picked);
      await null;
      const size = picked.value > 50 ? 'large' : 'small';
      note('ChoiceStateExited', 'Look', picked);
      await null;
      const sized = { ...picked, size };
      note('PassStateExited', size === 'large' ? 'Large' : 'Small', sized);
      await null;
      return sized;
    }),
  );
  note('MapStateExited', 'Each', output);
  await null;
  return { output, history };
}

export async function parallelChainsByHand(input: Json, branches: number, count: number): Promise<ByHand> {
  const { history, note } = recorder();
  const output = await Promise.all(Array.from({ length: branches }, () => chainOf(input as Slots, count, note)));
  note('ParallelStateExited', 'Fan', output);
  await null;
  return { output, history };
}

export async function taskChainByHand(input: Json, count: number): Promise<ByHand> {
  const { history, note } = recorder();
  let data = input;
  for (let n = 0; n < count; n++) {
    data = await addOne(data);
    note('TaskStateExited', steps[n]?.name ?? '', data);
  }
  return { output: data, history };
}

/**
 * The same Tasks with the history that AWS writes: five events for each. A transition of this machine is more than the
 * one history object of the limit above, and here stands how much of the distance that is.
 */
export async function taskChainWithEventsByHand(input: Json, count: number): Promise<ByHand> {
  const history: Entry[] = [];
  const timestamp = Date.now();
  const note = (type: string, details: Entry['details']): void => {
    const id = history.length + 1;
    // The first state follows no event.
    history.push({ id, previousEventId: id === 2 ? 0 : id - 1, type, timestamp, details });
  };
  note('ExecutionStarted', { input, roleArn: 'arn:aws:iam::123456789012:role/StepFunctionsRole' });
  let data = input;
  for (let n = 0; n < count; n++) {
    const name = steps[n]?.name ?? '';
    note('TaskStateEntered', { name, input: data });
    note('LambdaFunctionScheduled', { input: data, resource: RESOURCE });
    data = await addOne(data);
    note('LambdaFunctionStarted', undefined);
    note('LambdaFunctionSucceeded', { output: data });
    note('TaskStateExited', { name, output: data });
  }
  note('ExecutionSucceeded', { output: data });
  return { output: data, history };
}
