/** Executions inside executions as one: every moment can be visited again, and each execution stays what it is alone. */
import assert from 'node:assert/strict';
import {
  type ChildMachine,
  compileProgram,
  historyOf,
  nestedStart,
  type Program,
  runToEnd,
  type Snapshot,
  start,
  type TaskRequest,
} from '#interpreter';
import { executionOfId, machineOfPointer, ownPointer, wholeId, wholePointer } from '../../debugger/nested/numbering.ts';
import { nestedOf, nextMoment, openTasksOf, rootOf, type WorldEffect } from '../../debugger/nested/world.ts';
import { turnOf } from '../../debugger/run/changes.ts';
import { Ledger } from '../../debugger/run/ledger.ts';
import { overlayOf } from '../../debugger/run/overlay.ts';
import { Timeline } from '../../debugger/run/timeline.ts';

const startOf = (machine: string, more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::states:startExecution.sync:2',
  Parameters: { StateMachineArn: `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`, 'Input.$': '$' },
  OutputPath: '$.Output',
  ...more,
});

/** Three machines deep, side by side in branches, with a Wait, a failure that is retried and one that is caught. */
const MACHINES: Readonly<Record<string, object>> = {
  outer: {
    StartAt: 'Both',
    States: {
      Both: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'Left', States: { Left: startOf('middle', { End: true }) } },
          {
            StartAt: 'Right',
            States: {
              Right: startOf('failing', { Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }], End: true }),
              Caught: { Type: 'Pass', Result: 'caught', End: true },
            },
          },
          {
            StartAt: 'Short',
            States: {
              Short: startOf('slow', {
                TimeoutSeconds: 5,
                Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
                End: true,
              }),
              Late: { Type: 'Pass', Result: 'late', End: true },
            },
          },
        ],
        End: true,
      },
    },
  },
  middle: {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: { StartAt: 'Inner', States: { Inner: startOf('inner', { End: true }) } },
        End: true,
      },
    },
  },
  inner: {
    StartAt: 'Wait',
    States: { Wait: { Type: 'Wait', Seconds: 2, Next: 'Add' }, Add: { Type: 'Pass', Assign: { seen: 1 }, End: true } },
  },
  failing: { StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'Broken', Cause: 'It is broken.' } } },
  slow: { StartAt: 'Long', States: { Long: { Type: 'Wait', Seconds: 60, End: true } } },
};

function programOf(name: string): Program {
  const { program } = compileProgram(MACHINES[name] as never);
  assert.ok(program);
  return program;
}

const machines: ReadonlyMap<string, ChildMachine> = new Map(
  Object.keys(MACHINES).map((name) => [name, { program: programOf(name) }]),
);
const INPUT = { items: [1, 2, 3] };
const OPTIONS = { input: INPUT, now: 0 };

function timeline(): Timeline {
  const first = start(programOf('outer'), OPTIONS);
  const ledger = new Ledger((task) => task.stateName);
  ledger.begin(first);
  return new Timeline(first, ledger);
}

/** What happens next: an execution begins that a task asks for, a phase, or time passes. */
function playOne(line: Timeline, asked: TaskRequest[]): readonly WorldEffect[] {
  const { snapshot } = line;
  const turn = turnOf(snapshot);
  if (turn !== undefined) return line.apply({ type: 'advance' }).effects;
  const task = asked.shift();
  if (!task) return line.apply({ type: 'time', now: nextMoment(snapshot) ?? assert.fail('Nothing is due.') }).effects;
  const begun = nestedStart({ machines, now: () => snapshot.now, seed: task.id }, task);
  assert.ok(begun && !('refused' in begun));
  const [machine = ''] = [...machines].find(([, one]) => one === begun.machine) ?? [];
  return line.apply({ type: 'start-nested', task: task.id, machine, start: begun }).effects;
}

function pictureOf({ snapshot, ledger }: Timeline): string {
  const { status, now, turn, threads, historyLength } = snapshot;
  const visible = threads.map(({ owner: _owner, scope: _scope, frame, ...rest }) => ({
    ...rest,
    pointer: frame?.pointer,
    phase: frame?.phase,
    stages: frame?.stages,
  }));
  const overlays = ['', 'middle', 'inner'].map((machine) => overlayOf(ledger, snapshot, undefined, machine));
  return JSON.stringify({ status, now, turn, historyLength, visible, overlays });
}

function playToEnd(line: Timeline, seen: (snapshot: Snapshot) => void = () => {}): string[] {
  const asked: TaskRequest[] = [];
  const pictures = [pictureOf(line)];
  while (line.snapshot.status === 'RUNNING') {
    for (const effect of playOne(line, asked)) {
      if (effect.type === 'schedule-task') asked.push(effect.task);
      else if (effect.type === 'cancel-task')
        asked.splice(0, asked.length, ...asked.filter(({ id }) => id !== effect.task));
    }
    seen(line.snapshot);
    pictures.push(pictureOf(line));
  }
  return pictures;
}

describe('executions inside an execution', () => {
  it('end with what they give, fail with, or have no time for', () => {
    const line = timeline();
    playToEnd(line);
    assert.equal(line.snapshot.status, 'SUCCEEDED');
    assert.deepEqual(line.snapshot.output, [[1, 2, 3], 'caught', 'late']);
    assert.deepEqual(nestedOf(line.snapshot), []);
    assert.equal(line.ledger.nested, 6);
  });

  it('show the same at every visit', () => {
    const line = timeline();
    const pictures = playToEnd(line);
    const { length } = pictures;
    for (let i = 0, position = length - 1; i < length; i++, position = (position + 7919) % length) {
      line.moveTo(position);
      assert.equal(pictureOf(line), pictures[position], `position ${position}`);
    }
  });

  it('have threads whose numbers are theirs alone, in order, each below one that is there', () => {
    playToEnd(timeline(), ({ threads }) => {
      const ids = threads.map(({ id }) => id);
      assert.deepEqual(
        ids,
        [...new Set(ids)].sort((a, b) => a - b),
      );
      for (const { id, parent, frame } of threads) {
        assert.equal(parent === undefined, id === 1);
        assert.ok(parent === undefined || ids.includes(parent));
        if (frame) assert.equal(machineOfPointer(frame.pointer) === '', executionOfId(id) === 0);
      }
    });
  });

  it('are at three levels at once, and no task that waits for one is asked of somebody else', () => {
    let deepest = 0;
    playToEnd(timeline(), (snapshot) => {
      const nested = nestedOf(snapshot);
      const depthOf = (number: number): number => {
        const one = nested.find((other) => other.number === number);
        return one ? 1 + depthOf(executionOfId(one.task.id)) : 0;
      };
      deepest = Math.max(deepest, ...nested.map(({ number }) => depthOf(number)));
      const waiting = new Set(nested.map(({ task }) => task.id));
      assert.ok(openTasksOf(snapshot).every(({ id }) => !waiting.has(id)));
    });
    assert.equal(deepest, 2);
  });

  it('write the history that each of them writes alone', () => {
    const inner: string[][] = [];
    const line = timeline();
    playToEnd(line, (snapshot) => {
      for (const { number, machine, snapshot: own } of nestedOf(snapshot))
        if (machine === 'inner') inner[number] = historyOf(own).map(({ type }) => type);
    });
    const alone = runToEnd(programOf('inner'), { input: 1, now: 0 }, { task: () => assert.fail('It has no task.') });
    assert.ok(!(alone instanceof Promise));
    const whole = alone.history.map(({ type }) => type);
    const seen = inner.filter(Boolean);
    assert.equal(seen.length, 3);
    // The last event comes with the end, after which the execution is not inside any more.
    for (const types of seen) assert.deepEqual(types, whole.slice(0, types.length));
    assert.equal(rootOf(line.snapshot).historyLength, historyOf(line.snapshot).length);
  });

  it('end with the execution around them when it is stopped', () => {
    const line = timeline();
    const asked: TaskRequest[] = [];
    while (nestedOf(line.snapshot).length < 3)
      for (const effect of playOne(line, asked)) if (effect.type === 'schedule-task') asked.push(effect.task);
    const { effects, snapshot } = line.apply({ type: 'stop' });
    assert.equal(snapshot.status, 'ABORTED');
    assert.deepEqual(nestedOf(snapshot), []);
    assert.ok(effects.some((effect) => effect.type === 'thread-ended' && executionOfId(effect.thread) > 0));
  });
});

describe('numbers and pointers of the whole', () => {
  it('say which execution and which machine they are of', () => {
    assert.equal(executionOfId(wholeId(3, 17)), 3);
    assert.equal(machineOfPointer(wholePointer('parcels', '/States/a#b')), 'parcels');
    assert.equal(ownPointer(wholePointer('parcels', '/States/a#b')), '/States/a#b');
    assert.equal(machineOfPointer('/States/a#/b'), '');
    assert.equal(ownPointer('/States/a#/b'), '/States/a#/b');
  });
});
