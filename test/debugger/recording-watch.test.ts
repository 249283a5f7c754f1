/** Where a run that goes on live departs from its recording, event by event. */
import assert from 'node:assert/strict';
import type { HistoryEvent, RecordedEvent } from '#interpreter';
import { RecordingWatch } from '../../debugger/past/recording-watch.ts';

type Past = ConstructorParameters<typeof RecordingWatch>[0];

const TOKENS = ['a', 'b'].map((letter) => letter.repeat(40));
const TYPES = ['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'];

const event = (id: number, type: string, details: object): HistoryEvent & RecordedEvent =>
  ({ id, type, previousEventId: id - 1, timestamp: 0, details }) as unknown as HistoryEvent & RecordedEvent;
const watchOf = (events: readonly RecordedEvent[]): RecordingWatch =>
  new RecordingWatch({ history: { events }, reconstruction: { reached: new Map() } } as unknown as Past, 0);

describe('a run beside its recording', () => {
  it('is as recorded in another order, and where tokens and absent texts are all that differs', () => {
    const scheduled = (id: number, token: string | undefined, more: object = {}) =>
      event(id, 'TaskScheduled', { resource: 'invoke', parameters: { n: 1, token }, ...more });
    const watch = watchOf([
      scheduled(1, TOKENS[0], { region: 'us-east-1' }),
      event(2, 'TaskFailed', { error: 'E', cause: 'No (entered at the event id #7)' }),
      event(3, 'PassStateEntered', { name: 'B', input: '{}' }),
      event(4, 'PassStateEntered', { name: 'A', input: '{}', output: '' }),
    ]);
    const own = [
      event(1, 'PassStateEntered', { name: 'A', input: '{}' }),
      scheduled(2, TOKENS[1]),
      event(3, 'TaskFailed', { error: 'E', cause: 'No (entered at the event id #9)' }),
      event(4, 'PassStateEntered', { name: 'B', input: '{}' }),
    ];
    for (const [position, one] of own.entries()) assert.equal(watch.take(one, position), undefined, one.type);
    assert.equal(watch.missing(), undefined);
  });

  it('tells other data, and takes back what was compared', () => {
    const watch = watchOf([1, 2].map((id) => event(id, 'PassStateEntered', { name: 'A', input: `{"n": ${id}}` })));
    const other = event(1, 'PassStateEntered', { name: 'A', input: '{"n": 3}' });
    assert.match(watch.take(other, 5) ?? '', /^The run departs from the recording: .* holds other data than /);
    assert.match(watch.missing() ?? '', /was recorded and has not happened\.$/);
    watch.rewind(4);
    assert.match(watch.missing() ?? '', /was recorded and has not happened, and 1 more\.$/);
  });

  it('is compared in time that grows with its events, not with their square', function () {
    this.timeout(5000);
    const made = (id: number, who: string) =>
      event(id, TYPES[id % TYPES.length] ?? '', { name: 'A', parameters: { who, id }, input: `${who}${id}` });
    const ids = Array.from({ length: 25_000 }, (_, id) => id);
    const watch = watchOf(ids.map((id) => made(id, 'recorded')));
    const told = ids.filter((id) => watch.take(made(id, 'own'), id) !== undefined);
    assert.equal(told.length, 101);
    assert.equal(watch.missing(), undefined);
  });
});
