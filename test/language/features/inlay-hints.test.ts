/** Hints shown at their places in the text: `"MaxAttempts": 3‹after 1 s, 2 s, 4 s›`. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatOf, parseAsl } from '#asl';
import { INLAY_HINT_KINDS, type InlayHintKind, inlayHints } from '#language';

/** The text with its hints, without the lines that have none. */
function hinted(text: string, ...kinds: InlayHintKind[]): string[] {
  const doc = parseAsl(text, formatOf(text));
  const hints = inlayHints(doc, undefined, kinds.length > 0 ? kinds : INLAY_HINT_KINDS);
  const shown = [...hints]
    .reverse()
    .reduce((result, { offset, label }) => `${result.slice(0, offset)}‹${label}›${result.slice(offset)}`, text);
  return shown
    .split('\n')
    .filter((line) => line.includes('‹'))
    .map((line) => line.trim());
}
const states = (...lines: string[]): string => `{ "StartAt": "A", "States": {\n${lines.join(',\n')}\n} }`;
const retrier = (members: string): string =>
  states(
    `"A": { "Type": "Pass", "End": true }`,
    `"B": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Retry": [\n{ "ErrorEquals": ["E"]${members} }\n], "End": true }`,
  );

describe('inlay hints', () => {
  describe('of durations', () => {
    const cases: readonly (readonly [members: string, expected: string | undefined])[] = [
      ['', 'after 1 s, 2 s, 4 s'],
      [', "IntervalSeconds": 10, "MaxAttempts": 2, "BackoffRate": 1.5', 'after 10 s, 15 s'],
      [', "MaxAttempts": 0', 'no retries'],
      [', "MaxAttempts": 1', 'after 1 s'],
      [', "JitterStrategy": "FULL"', 'after up to 1 s, 2 s, 4 s'],
      [', "MaxDelaySeconds": 3', 'after 1 s, 2 s, 3 s'],
      [', "MaxAttempts": 20, "IntervalSeconds": 30', 'after 30 s, 1 min, 2 min, 4 min, 8 min, … 20 times'],
      [', "BackoffRate": 1.1', 'after 1 s, 1.1 s, 1.21 s'],
      [', "MaxAttempts": "${Attempts}"', undefined],
      [', "MaxAttempts": -1', undefined],
    ];
    for (const [members, expected] of cases) {
      it(`a retrier with ${members.slice(2) || 'nothing but names'}`, () => {
        const found = hinted(retrier(members), 'durations');
        assert.deepEqual(found, expected === undefined ? [] : [`{ "ErrorEquals": ["E"]‹${expected}›${members} }`]);
      });
    }

    it('says long ones in words', () => {
      const wait = (seconds: string) =>
        hinted(states(`"A": { "Type": "Wait", "Seconds": ${seconds}, "End": true }`), 'durations');
      assert.deepEqual(wait('86400'), ['"A": { "Type": "Wait", "Seconds": 86400‹1 d›, "End": true }']);
      assert.deepEqual(wait('5400'), ['"A": { "Type": "Wait", "Seconds": 5400‹1 h 30 min›, "End": true }']);
      assert.deepEqual(wait('60'), []);
      assert.deepEqual(wait('"{% 5000 %}"'), []);
    });
  });

  describe('of defaults', () => {
    it('says how many iterations run at a time where nobody says it', () => {
      const map = (members: string, config = '') =>
        hinted(
          states(
            `"A": { "Type": "Map", ${members}"ItemProcessor": {${config} "StartAt": "B", "States": { "B": { "Type": "Succeed" } } }, "End": true }`,
          ),
          'defaults',
        ).map((line) => /‹(.*)›/.exec(line)?.[1]);
      assert.deepEqual(map(''), ['up to 40 at a time']);
      assert.deepEqual(map('', '"ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },'), [
        'up to 10,000 at a time',
      ]);
      assert.deepEqual(map('"MaxConcurrency": 3, '), []);
      assert.deepEqual(map('"MaxConcurrencyPath": "$.n", '), []);
    });

    it('says that a Task waits for others without a timeout', () => {
      const task = (resource: string, more = '') =>
        hinted(states(`"A": { "Type": "Task", "Resource": "${resource}"${more}, "End": true }`), 'defaults');
      const token = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
      assert.deepEqual(task(token), [`"A": { "Type": "Task", "Resource": "${token}"‹no timeout›, "End": true }`]);
      assert.equal(task('arn:aws:states:eu-west-1:123456789012:activity:work').length, 1);
      assert.deepEqual(task('arn:aws:states:::sqs:sendMessage'), []);
      assert.deepEqual(task(token, ', "HeartbeatSeconds": 30'), []);
    });
  });

  it('of parameters: names stand in front of bare values', () => {
    const path = (code: string) =>
      hinted(states(`"A": { "Type": "Pass", "Parameters": {\n"x.$": "${code}"\n}, "End": true }`), 'parameterNames');
    assert.deepEqual(path("States.Hash('text', 'SHA-1')"), [
      `"x.$": "States.Hash(‹data:›'text', ‹algorithm:›'SHA-1')"`,
    ]);
    assert.deepEqual(path('States.MathAdd($.a, 1)'), ['"x.$": "States.MathAdd($.a, ‹second:›1)"']);
    assert.deepEqual(path("States.Format('{}', 1)"), [`"x.$": "States.Format(‹template:›'{}', 1)"`]);
    assert.deepEqual(path("States.StringToJson('1')"), []);
  });

  it('of parameters: in JSONata, piped values counted, at their places in a block', () => {
    const text = [
      'QueryLanguage: JSONata',
      'StartAt: A',
      'States:',
      '  A:',
      '    Type: Pass',
      '    Output: >-',
      '      {% $states.input.a ~>',
      "      $substring(1, 2) & $pad('x', $n, '-') %}",
      '    End: true',
      '',
    ].join('\n');
    assert.deepEqual(hinted(text, 'parameterNames'), [
      "$substring(‹start:›1, ‹length:›2) & $pad(‹text:›'x', $n, ‹char:›'-') %}",
    ]);
  });

  it('of paths: says which give lists', () => {
    const text = states(
      '"A": { "Type": "Pass", "InputPath": "$.a[*].b",\n"Parameters": { "one.$": "$.a[0]", "all.$": "$..b" }, "End": true }',
    );
    assert.deepEqual(hinted(text, 'pathResults'), [
      '"A": { "Type": "Pass", "InputPath": "$.a[*].b"‹list›,',
      '"Parameters": { "one.$": "$.a[0]", "all.$": "$..b"‹list› }, "End": true }',
    ]);
  });

  it('of query languages: says where a state does not have the language around it', () => {
    const text = states(
      '"A": { "Type": "Parallel", "QueryLanguage": "JSONata", "End": true, "Branches": [ { "StartAt": "B", "States": {\n"B": { "Type": "Pass", "End": true } } } ] }',
    );
    assert.deepEqual(hinted(text), ['"B": { "Type": "Pass"‹JSONPath›, "End": true } } } ] }']);
  });

  it('can be asked for a part of the text and for some kinds', () => {
    const text = states(
      '"A": { "Type": "Wait", "Seconds": 3600, "Next": "B" }',
      '"B": { "Type": "Wait", "Seconds": 7200, "End": true }',
    );
    const doc = parseAsl(text, 'json');
    const from = text.indexOf('"B": {');
    const found = inlayHints(doc, { start: from, end: text.length });
    assert.deepEqual(
      found.map(({ label }) => label),
      ['2 h'],
    );
    assert.deepEqual(inlayHints(doc, undefined, ['defaults']), []);
  });

  it('do not repeat the hints of an anchor at its aliases', () => {
    const text = 'StartAt: A\nStates:\n  A: &wait\n    Type: Wait\n    Seconds: 3600\n    End: true\n  B: *wait\n';
    assert.deepEqual(hinted(text), ['Seconds: 3600‹1 h›']);
  });
});
