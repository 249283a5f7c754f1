/** The parts of the adapter that can be held against a table. */
import assert from 'node:assert/strict';
import { parseHitCondition } from '../../debugger/breakpoints/hit-condition.ts';
import { parseLogMessage } from '../../debugger/breakpoints/log-message.ts';
import { parseWatch, watchText } from '../../debugger/breakpoints/watch.ts';
import { clock } from '../../debugger/data/frames.ts';
import { createVariableStore, type Entry, toDapVariable } from '../../debugger/data/variables.ts';
import { FrameReader, frameOf } from '../../debugger/framing.ts';
import { createPositions } from '../../debugger/launch/positions.ts';
import { previewOf } from '../../debugger/preview.ts';
import { durationText } from '../../debugger/report/transcript.ts';

describe('hit conditions', () => {
  const hitsOf = (text: string): number[] | undefined => {
    const test = parseHitCondition(text);
    return test && [1, 2, 3, 4, 5, 6].filter(test);
  };
  const rows: [string, number[] | undefined][] = [
    ['3', [3]],
    ['== 3', [3]],
    ['>3', [4, 5, 6]],
    ['>= 3', [3, 4, 5, 6]],
    ['<3', [1, 2]],
    [' <= 3 ', [1, 2, 3]],
    ['% 2', [2, 4, 6]],
    ['% 0', undefined],
    ['=3', undefined],
    ['three', undefined],
    ['', undefined],
  ];
  for (const [text, hits] of rows)
    it(`'${text}' fires at ${hits?.join(', ') ?? 'nothing'}`, () => assert.deepEqual(hitsOf(text), hits));
});

describe('log messages', () => {
  const rows: [string, readonly object[]][] = [
    ['plain', [{ text: 'plain' }]],
    ['a {$x} b', [{ text: 'a ' }, { expression: '$x' }, { text: ' b' }]],
    ['{$.a}{$.b}', [{ expression: '$.a' }, { expression: '$.b' }]],
    ['{ {"a": $x} }', [{ expression: '{"a": $x}' }]],
    ['{$join(["}"])}!', [{ expression: '$join(["}"])' }, { text: '!' }]],
    ['\\{not\\}', [{ text: '{not}' }]],
    ['open {$x', [{ text: 'open {$x' }]],
    ['{% $x %}', [{ expression: '% $x %' }]],
    ['', []],
  ];
  for (const [message, parts] of rows) it(`'${message}'`, () => assert.deepEqual(parseLogMessage(message), parts));
});

describe('previews', () => {
  it('show a value on one line', () => {
    assert.equal(previewOf({ a: [1, 'x', null], b: { c: true } }), '{"a": [1, "x", null], "b": {"c": true}}');
  });

  it('are never longer than their limit', () => {
    const deep = Array.from({ length: 1000 }, (_, i) => ({ [`key ${i}`]: 'x'.repeat(i) }));
    for (const limit of [10, 100]) assert.equal(previewOf(deep, limit).length, limit);
    assert.match(previewOf('x'.repeat(5000)), /^"x{98}…$/);
  });
});

describe('positions', () => {
  const { lineOf, columnOf, startOfLine, lineCount } = createPositions('ab\ncd\r\n\nx');
  it('count lines and columns from zero', () => {
    assert.deepEqual(
      [0, 2, 3, 5, 7, 8, 9].map((offset) => [lineOf(offset), columnOf(offset)]),
      [
        [0, 0],
        [0, 2],
        [1, 0],
        [1, 2],
        [2, 0],
        [3, 0],
        [3, 1],
      ],
    );
    assert.deepEqual([lineCount, startOfLine(1), startOfLine(3), startOfLine(9)], [4, 3, 8, 9]);
  });
});

describe('durations', () => {
  it('are said in the unit that fits', () => {
    assert.deepEqual([0, 999, 1500, 59_960, 61_000, 3_600_000].map(durationText), [
      '0 ms',
      '999 ms',
      '1.5 s',
      '60 s',
      '1 min 1 s',
      '1 h 0 min',
    ]);
    assert.deepEqual([0, 10_000, 3_599_000, 90_061_000].map(clock), ['00:00', '00:10', '59:59', '25:01:01']);
  });
});

describe('the wire format', () => {
  const messages = [{ seq: 1, text: 'ä€😀' }, { seq: 2 }, { seq: 3, text: '\r\n\r\nContent-Length: 5' }];
  const bytes = Buffer.concat(messages.map(frameOf));

  for (const size of [1, 7, bytes.length]) {
    it(`is read in pieces of ${size} bytes`, () => {
      const read: unknown[] = [];
      const reader = new FrameReader((message) => read.push(message), assert.fail);
      for (let i = 0; i < bytes.length; i += size) reader.push(bytes.subarray(i, i + size));
      assert.deepEqual(read, messages);
    });
  }

  it('goes on after a message that cannot be read', () => {
    const read: unknown[] = [];
    const problems: string[] = [];
    const reader = new FrameReader(
      (message) => read.push(message),
      (problem) => problems.push(problem),
    );
    reader.push(Buffer.from('Content-Length: 3\r\n\r\n{a}X-Other: 1\r\n\r\n'));
    reader.push(frameOf({ seq: 9 }));
    assert.deepEqual(read, [{ seq: 9 }]);
    assert.equal(problems.length, 2);
  });
});

describe('values in the Variables view', () => {
  const show = (entry: Entry) => {
    const store = createVariableStore();
    const { variablesReference, ...shown } = toDapVariable(store, entry);
    return { store, shown, variablesReference };
  };

  it('page a large array, and list only the page', () => {
    const value = Array.from({ length: 100_000 }, (_, i) => ({ i }));
    const { store, shown, variablesReference } = show({
      name: 'rows',
      value,
      expression: { text: '$.rows', language: 'JSONPath' },
    });
    assert.equal(shown.indexedVariables, 100_000);
    const page = store.list(variablesReference, { filter: 'indexed', start: 99_998, count: 10 });
    assert.deepEqual(
      page?.map(({ name, expression }) => [name, expression?.text]),
      [
        ['99998', '$.rows[99998]'],
        ['99999', '$.rows[99999]'],
      ],
    );
    assert.deepEqual(store.list(variablesReference, { filter: 'named' }), []);
  });

  it('name members as the query language does', () => {
    for (const [language, texts] of [
      ['JSONPath', ['$.a', "$['b c']", "$['it\\'s']"]],
      ['JSONata', ['$.a', '$.`b c`', "$.`it's`"]],
    ] as const) {
      const { store, variablesReference } = show({
        name: 'v',
        value: { a: 1, 'b c': 2, "it's": 3 },
        expression: { text: '$', language },
      });
      assert.deepEqual(
        store.list(variablesReference, {})?.map(({ expression }) => expression?.text),
        texts,
      );
    }
  });

  it('unfold the JSON in a string', () => {
    const { store, shown, variablesReference } = show({ name: 'body', value: '{"a": [1]}' });
    assert.equal(shown.value, '"{\\"a\\": [1]}"');
    assert.deepEqual(
      store.list(variablesReference, {})?.map(({ name, value }) => [name, value]),
      [['a', [1]]],
    );
    assert.equal(show({ name: 'text', value: '{not json}' }).variablesReference, 0);
    assert.equal(show({ name: 'text', value: '12' }).variablesReference, 0);
  });

  it('have nothing to unfold when they are empty or simple', () => {
    for (const value of [[], {}, 1, 'x', null, true]) assert.equal(show({ name: 'v', value }).variablesReference, 0);
  });

  it('are gone after the execution has moved on', () => {
    const { store, variablesReference } = show({ name: 'v', value: [1] });
    store.clear();
    assert.equal(store.list(variablesReference, {}), undefined);
  });
});

describe('what a data breakpoint watches', () => {
  it('is kept as a text that means the same in another run', () => {
    for (const text of ['$total', "$total.items[0]['a b']", '/ $', '/States/Each one $.order.id', '/States/Fan#1 $[2]'])
      assert.equal(watchText(parseWatch(text) ?? { path: ['nothing'] }), text);
  });

  it('is nothing where the text names nothing', () => {
    for (const text of ['', 'total', '$total.', '/ $total', '$.order', '$$', '/ '])
      assert.equal(parseWatch(text), undefined, text);
  });
});
