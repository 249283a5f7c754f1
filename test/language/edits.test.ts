/** Edits follow the layout of the text: commas, quotes, indentation and comments come out as a person writes them. */
import assert from 'node:assert/strict';
import { type AslDocument, type Format, formatOf, type PropertyNode, parseAsl, propertyOf, valueOf } from '#asl';
import {
  applyEdits,
  insertProperty,
  insertState,
  removeProperty,
  replaceString,
  replaceValue,
  setValue,
  type TextEdit,
} from '#language';
import { corpusFiles, hasCorpus } from '../asl/corpus.ts';
import { printTree } from '../asl/print.ts';

type Change = (doc: AslDocument) => readonly TextEdit[];

function check(before: string, change: Change, after: string, format: Format = formatOf(before)): void {
  const doc = parseAsl(before, format);
  const text = applyEdits(before, change(doc));
  assert.equal(text, after);
  assert.deepEqual(parseAsl(text, format).problems, []);
}

const root = (doc: AslDocument) => {
  assert.ok(doc.root?.kind === 'object');
  return doc.root;
};
const member = (doc: AslDocument, ...names: string[]): PropertyNode => {
  let node = doc.root;
  for (const name of names.slice(0, -1)) node = valueOf(node, name);
  const found = propertyOf(node, names[names.length - 1] ?? '');
  assert.ok(found);
  return found;
};

describe('inserting a property', () => {
  const add: Change = (doc) => insertProperty(doc, root(doc), 'End', 'true');
  it('puts it on a line of its own', () => check('{\n    "a": 1\n}', add, '{\n    "a": 1,\n    "End": true\n}'));
  it('stays on the line of an object that has one line', () => check('{"a": 1}', add, '{"a": 1, "End": true}'));
  it('opens an empty object', () => check('{}', add, '{\n  "End": true\n}'));
  it('leaves a comment behind the last value where it is', () =>
    check('{\n  "a": 1 // one\n}', add, '{\n  "a": 1, // one\n  "End": true\n}'));
  it('goes behind a given property', () =>
    check(
      '{\n  "a": 1,\n  "b": 2\n}',
      (doc) => insertProperty(doc, root(doc), 'c', '{"x": [1, {"y": "z"}]}', member(doc, 'a')),
      '{\n  "a": 1,\n  "c": {\n    "x": [\n      1,\n      {\n        "y": "z"\n      }\n    ]\n  },\n  "b": 2\n}',
    ));
  it('keeps the line breaks of the text', () => {
    check('{\r\n  "a": 1\r\n}', add, '{\r\n  "a": 1,\r\n  "End": true\r\n}');
    check('a: 1\r\n', add, 'a: 1\r\nEnd: true\r\n');
  });
  it('follows the block of YAML', () => check('a: 1 # one\n', add, 'a: 1 # one\nEnd: true\n'));
  it('follows a YAML value of several lines', () =>
    check('a: |\n  x\n\nb: >\n  y\n  z\n', add, 'a: |\n  x\n\nb: >\n  y\n  z\nEnd: true\n'));
  it('follows the member behind a dash', () =>
    check(
      'a:\n  - b: 1\n    c: 2\n  - d: 1\n',
      (doc) => {
        const list = valueOf(doc.root, 'a');
        const item = list?.kind === 'array' ? list.items[0] : undefined;
        assert.ok(item?.kind === 'object');
        return insertProperty(doc, item, 'e', '{"f": "g", "h": [{"i": 1, "j": 2}]}');
      },
      'a:\n  - b: 1\n    c: 2\n    e:\n      f: g\n      h:\n        - i: 1\n          j: 2\n  - d: 1\n',
    ));
  it('stays inside the brackets of YAML', () => {
    check(
      'a: {b: 1}\n',
      (doc) => {
        const object = valueOf(doc.root, 'a');
        assert.ok(object?.kind === 'object');
        return insertProperty(doc, object, 'c', '{"d": ["e,f"]}');
      },
      'a: {b: 1, c: { d: ["e,f"] }}\n',
    );
  });
});

describe('inserting a state', () => {
  const add: Change = (doc) => {
    const scope = doc.machines[0]?.scope;
    assert.ok(scope);
    return insertState(doc, scope, 'Ship it', '{"Type": "Pass", "End": true}');
  };
  it('follows the last state', () =>
    check(
      '{\n  "States": {\n    "A": {\n      "Type": "Pass"\n    }\n  }\n}',
      add,
      '{\n  "States": {\n    "A": {\n      "Type": "Pass"\n    },\n    "Ship it": {\n      "Type": "Pass",\n      "End": true\n    }\n  }\n}',
    ));
  it('makes States where it is missing', () =>
    check(
      '{\n  "StartAt": "A"\n}',
      add,
      '{\n  "StartAt": "A",\n  "States": {\n    "Ship it": {\n      "Type": "Pass",\n      "End": true\n    }\n  }\n}',
    ));
  it('fills States in YAML', () =>
    check('StartAt: A\nStates:\n', add, 'StartAt: A\nStates:\n  Ship it:\n    Type: Pass\n    End: true\n'));
});

describe('removing a property', () => {
  const drop =
    (...names: string[]): Change =>
    (doc) =>
      removeProperty(doc, member(doc, ...names));
  it('takes its line break with carriage return too', () => {
    check('{\r\n  "a": 1,\r\n  "b": 2\r\n}', drop('a'), '{\r\n  "b": 2\r\n}');
    check('a: 1\r\nb: 2\r\n', drop('a'), 'b: 2\r\n');
  });
  it('takes its line and its comma', () => check('{\n  "a": 1,\n  "b": 2\n}', drop('a'), '{\n  "b": 2\n}'));
  it('takes the comma before the last one', () => check('{\n  "a": 1,\n  "b": 2\n}', drop('b'), '{\n  "a": 1\n}'));
  it('works on one line', () => {
    check('{"a": 1, "b": 2, "c": 3}', drop('b'), '{"a": 1, "c": 3}');
    check('{"a": 1}', drop('a'), '{}');
  });
  it('keeps the comments of its neighbours', () =>
    check('{\n  "a": 1, // one\n  "b": 2\n}', drop('b'), '{\n  "a": 1 // one\n}'));
  it('leaves alone what a merge key brings in', () =>
    check('a: &x\n  b: 1\nc:\n  <<: *x\n', drop('c', 'b'), 'a: &x\n  b: 1\nc:\n  <<: *x\n'));
  it('takes the lines of a YAML block', () => {
    check('a: 1\nb:\n  c: 2\n\nd: 3\n', drop('b'), 'a: 1\n\nd: 3\n');
    check('a: 1\nb: 2', drop('b'), 'a: 1');
    check('a:\n  b: 1\n', drop('a', 'b'), 'a:\n  {}\n');
  });
});

describe('writing another value', () => {
  it('keeps the quotes of a string', () => {
    const to = (doc: AslDocument) => {
      const { value } = member(doc, 'a');
      assert.ok(value?.kind === 'string');
      return [replaceString(doc, value, "it's")];
    };
    check('{"a": "b"}', to, '{"a": "it\'s"}');
    check("a: 'b'\n", to, "a: 'it''s'\n");
    check('a: "b"\n', to, 'a: "it\'s"\n');
    check('a: b\n', to, 'a: "it\'s"\n');
    check('x: &n b\na: *n\n', to, 'x: &n b\na: "it\'s"\n');
  });
  it('quotes in YAML what would be something else', () => {
    for (const value of ['true', '1', 'a: b', 'a #b', '- a', '{% $x %}', '', ' a', '*a', '@a', '2020-01-01'])
      check(
        'a: b\n',
        (doc) => {
          const node = member(doc, 'a').value;
          assert.ok(node?.kind === 'string');
          return [replaceString(doc, node, value)];
        },
        `a: ${JSON.stringify(value)}\n`,
      );
  });
  it('puts an object in the place of a text', () => {
    const to: Change = (doc) => setValue(doc, member(doc, 'a'), '{"b": 1}');
    check('{\n  "a": "x"\n}', to, '{\n  "a": {\n    "b": 1\n  }\n}');
    check('a: x\nc: 1\n', to, 'a:\n  b: 1\nc: 1\n');
    check('a:\nc: 1\n', to, 'a:\n  b: 1\nc: 1\n');
  });
  it('writes items into a list', () =>
    check(
      'a: [1, 2]\n',
      (doc) => {
        const list = valueOf(doc.root, 'a');
        assert.ok(list?.kind === 'array' && list.items[0]);
        return replaceValue(doc, list.items[0], '"x"');
      },
      'a: [x, 2]\n',
    ));
});

describe('edits over the corpus', () => {
  before(function () {
    if (!hasCorpus) this.skip();
  });

  it('insert into and remove from every state, and the text is what it was', () => {
    let count = 0;
    for (const { file, text, format } of corpusFiles()) {
      const doc = parseAsl(text, format);
      if (doc.problems.length > 0) continue;
      for (const state of doc.machines[0]?.states.slice(0, 8) ?? []) {
        if (propertyOf(state.node, 'Zzz') || text.slice(state.node.start, state.node.start + 1) === '*') continue;
        const changed = applyEdits(
          text,
          insertProperty(doc, state.node, 'Zzz', '{"a.$": "$.b", "c": [1, {"d": "{% $x %}"}]}'),
        );
        const where = `${file} ${state.name}\n${changed}`;
        const again = parseAsl(changed, format);
        assert.deepEqual(again.problems, [], where);
        const same = again.machines[0]?.states.find(
          ({ name, scope }) => name === state.name && scope.states.length === state.scope.states.length,
        );
        const added = propertyOf(same?.node, 'Zzz');
        if (!added) continue; // A name that stands in two scopes is found in the other one.
        assert.equal(printTree(added.value), '{a.$:"$.b",c:[1,{d:"{% $x %}"}]}', where);
        const back = applyEdits(changed, removeProperty(again, added));
        assert.equal(printTree(parseAsl(back, format).root), printTree(doc.root), where);
        count++;
      }
    }
    assert.ok(count > 1500, `${count} states`);
  });
});
