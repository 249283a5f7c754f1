/** What makes snapshots worth keeping: they never change, and the same steps always lead to the same ones. */
import assert from 'node:assert/strict';
import type { Json } from '#asl/json';
import {
  advance,
  compileProgram,
  type Effect,
  type ExecutionEvent,
  historyOf,
  nextDeadline,
  outcomeEvents,
  type Snapshot,
  start,
  step,
  stepAll,
  type TaskRequest,
} from '#interpreter';
import { EXAMPLES, type Example } from './machines.ts';
import { contentOf } from './snapshot-content.ts';

function begin({ definition, input }: Example): Snapshot {
  const { program } = compileProgram(definition as Json);
  assert.ok(program);
  return start(program, { input, now: 1_000_000, seed: 42 });
}

/** What a host has to answer. */
const isRequest = (effect: Effect) => effect.type === 'schedule-task' || effect.type === 'need-items';

/** Drives with single steps; `seen` gets every snapshot and the event that leads on from it. */
function drive(
  first: Snapshot,
  task: Example['task'],
  onSnapshot: (snapshot: Snapshot, event: ExecutionEvent | undefined) => void,
): Snapshot {
  let snapshot = first;
  let scheduled: TaskRequest[] = [];
  const take = (event: ExecutionEvent): void => {
    onSnapshot(snapshot, event);
    const next = step(snapshot, event);
    for (const effect of next.effects) if (isRequest(effect)) scheduled.push(effect.task);
    snapshot = next.snapshot;
  };
  while (snapshot.status === 'RUNNING') {
    const { tick } = snapshot;
    take({ type: 'advance' });
    if (snapshot.tick > tick || snapshot.status !== 'RUNNING') continue;
    const open = scheduled;
    scheduled = [];
    for (const request of open) take({ type: 'task-started', task: request.id });
    for (const request of open) for (const event of outcomeEvents(request, task(request))) take(event);
    if (open.length > 0) continue;
    const now = nextDeadline(snapshot);
    if (now === undefined) break;
    take({ type: 'time', now });
  }
  onSnapshot(snapshot, undefined);
  return snapshot;
}

/** Drives with as few calls as possible. */
function driveInBatches(first: Snapshot, task: Example['task']): Snapshot {
  let snapshot = first;
  let scheduled: TaskRequest[] = [];
  const onEffect = (effect: Effect) => isRequest(effect) && scheduled.push(effect.task);
  while (snapshot.status === 'RUNNING') {
    snapshot = advance(snapshot, { onEffect });
    const open = scheduled;
    scheduled = [];
    const events: ExecutionEvent[] = [
      ...open.map(({ id }): ExecutionEvent => ({ type: 'task-started', task: id })),
      ...open.flatMap((request) => outcomeEvents(request, task(request))),
    ];
    for (const event of events) snapshot = stepAll(snapshot, [event], onEffect);
    if (open.length > 0 || snapshot.status !== 'RUNNING') continue;
    const now = nextDeadline(snapshot);
    if (now === undefined) break;
    snapshot = step(snapshot, { type: 'time', now }).snapshot;
  }
  return snapshot;
}

describe('snapshots', () => {
  for (const example of EXAMPLES) {
    describe(`of ${example.name}`, () => {
      it('are the same whether the engine advances step by step or all at once', () => {
        const steps = drive(begin(example), example.task, () => {});
        const atOnce = driveInBatches(begin(example), example.task);
        assert.notEqual(steps.status, 'RUNNING');
        assert.deepEqual(contentOf(atOnce), contentOf(steps));
      });

      it('are the same when the run is repeated', () => {
        const first = drive(begin(example), example.task, () => {});
        assert.deepEqual(contentOf(drive(begin(example), example.task, () => {})), contentOf(first));
      });

      it('never change, and lead to the same end from anywhere', () => {
        const kept: { snapshot: Snapshot; event: ExecutionEvent | undefined; content: unknown }[] = [];
        drive(begin(example), example.task, (snapshot, event) =>
          kept.push({ snapshot, event, content: contentOf(snapshot) }),
        );
        // Backwards, so that every fork happens below a history that has gone on.
        for (let index = kept.length - 2; index >= 0; index--) {
          const { snapshot, event } = kept[index] ?? {};
          assert.ok(snapshot && event);
          assert.deepEqual(
            contentOf(step(snapshot, event).snapshot),
            kept[index + 1]?.content,
            `step ${index} (${event.type})`,
          );
        }
        for (const { snapshot, content } of kept) assert.deepEqual(contentOf(snapshot), content);
      });

      it('take another way without disturbing the way taken before', () => {
        const kept: Snapshot[] = [];
        const last = drive(begin(example), example.task, (snapshot) => kept.push(snapshot));
        const before = contentOf(last);
        const middle = kept[kept.length >> 1] as Snapshot;
        const stopped = step(middle, { type: 'stop', error: 'Enough' }).snapshot;
        assert.equal(stopped.status, 'ABORTED');
        assert.equal(historyOf(stopped).at(-1)?.type, 'ExecutionAborted');
        assert.deepEqual(contentOf(last), before);
      });
    });
  }
});
