/**
 * Executions that AWS has recorded come back: the engine writes the recorded events again, and where a definition
 * would give something else the recording counts.
 */
import assert from 'node:assert/strict';
import type { Json } from '#asl/json';
import { compileProgram, historyOf, parseHistory, reconstruct, runToEnd, step, toAwsHistory } from '#interpreter';
import { recordedCases } from './recorded-cases.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

function bringBack(definition: Json, content: Json) {
  const { program, problems } = compileProgram(definition);
  assert.ok(program, problems?.[0]?.message);
  const { history, problem } = parseHistory(content);
  assert.ok(history, problem);
  return { history, ...reconstruct(program, history, { now: NOW }) };
}

const TWO_STATES = {
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ResultSelector: { 'n.$': '$.n' }, Next: 'Tell' },
    Tell: { Type: 'Pass', Result: { said: true }, End: true },
  },
};

function recordingOf(definition: Json, output: Json) {
  const { program } = compileProgram(definition);
  assert.ok(program);
  const result = runToEnd(program, { input: {}, now: NOW }, { task: () => ({ output }) });
  assert.ok(!(result instanceof Promise));
  return toAwsHistory(result.history);
}

describe('bringing back a recorded execution', () => {
  it('writes the recorded events again, at their times', () => {
    const events = recordingOf(TWO_STATES, { n: 1 });
    const { first, log, departures, lost } = bringBack(TWO_STATES, { events });
    let snapshot = first;
    for (const event of log) snapshot = step(snapshot, event).snapshot;
    assert.deepEqual(toAwsHistory(historyOf(snapshot)), events);
    assert.deepEqual([departures, lost], [[], []]);
  });

  it('tells once where the definition gives other data, and shows the recording', () => {
    const events = recordingOf(TWO_STATES, { n: 1 });
    const changed = {
      ...TWO_STATES,
      States: { ...TWO_STATES.States, Tell: { Type: 'Pass', Result: 'other', End: true } },
    };
    const { first, log, departures, lost } = bringBack(changed, { events });
    assert.deepEqual(
      departures.map(({ message }) => message),
      [
        'Event 8 (PassStateExited \'Tell\'): The data is {"said":true} in the recording and "other" by the definition. The recording is shown.',
      ],
    );
    assert.deepEqual(lost, []);
    let snapshot = first;
    for (const event of log) snapshot = step(snapshot, event).snapshot;
    assert.deepEqual(snapshot.output, { said: true });
  });

  it('goes the recorded way where the definition would go another', () => {
    const events = recordingOf(TWO_STATES, { n: 1 });
    const changed = {
      ...TWO_STATES,
      States: {
        Ask: { ...TWO_STATES.States.Ask, Next: 'New' },
        New: { Type: 'Pass', Next: 'Tell' },
        Tell: TWO_STATES.States.Tell,
      },
    };
    const { departures, lost } = bringBack(changed, { events });
    assert.deepEqual(
      departures.map(({ message }) => message),
      ["Event 7 (PassStateEntered 'Tell'): This is not what the definition leads to. The recording is shown."],
    );
    assert.deepEqual(lost, []);
  });

  it('names the events that the definition cannot bring back', () => {
    const events = recordingOf(TWO_STATES, { n: 1 });
    const other = { StartAt: 'Else', States: { Else: { Type: 'Pass', End: true } } };
    const { lost } = bringBack(other, { events });
    assert.equal(lost[0]?.id, 2);
  });

  it('says where pages are missing and data is cut', () => {
    const events = recordingOf(TWO_STATES, { n: 1 }).map((event) =>
      event.id === 8
        ? { ...event, stateExitedEventDetails: { name: 'Tell', output: '{"a', outputDetails: { truncated: true } } }
        : event,
    );
    const { history } = parseHistory([{ events: events.slice(0, 3) }, { events: events.slice(5), nextToken: 'more' }]);
    assert.deepEqual(history?.remarks, [
      'The recording lacks the events 4 to 5; a page may be missing.',
      'The recording is cut after event 9: AWS has more pages of it.',
      'The recording does not hold the whole output of event 8 (PassStateExited).',
    ]);
  });

  it('refuses what is no history, and a history without its first page', () => {
    assert.match(parseHistory({ mocks: {} }).problem ?? '', /no list of 'events'/);
    assert.match(parseHistory({ events: [{ id: 1 }] }).problem ?? '', /entry 1 of 'events' is no event/);
    const events = recordingOf(TWO_STATES, { n: 1 }).slice(2);
    assert.match(parseHistory({ events }).problem ?? '', /first event is 3 \(TaskScheduled\)/);
  });

  const cases = recordedCases();
  if (!cases) it('brings back what was recorded on AWS: ../shared/corpus/histories is not on this machine');
  else
    it(`brings back what was recorded on AWS (${cases.length})`, () => {
      const lossy: string[] = [];
      let same = 0;
      for (const { id, definition, content } of cases) {
        const { lost, departures } = bringBack(definition, content);
        if (lost.length > 0) lossy.push(`${id} from event ${lost[0]?.id}`);
        else if (departures.length === 0) same++;
      }
      // The recorder has taken the order out of some Parallels, and put words in the place of names and times.
      console.log(`      ${same} by the definition alone, ${lossy.length} with events left out: ${lossy.join('; ')}`);
      assert.ok(same >= 380 && lossy.length <= 9, `${same} came back unchanged, ${lossy.length} in part.`);
    });
});
