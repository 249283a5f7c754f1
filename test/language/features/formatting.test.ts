/** Formatting changes blanks and line breaks and nothing else. */
import assert from 'node:assert/strict';
import { type Format, parseAsl } from '#asl';
import { applyEdits, type FormattingOptions, formatting } from '#language';
import { corpusFiles, hasCorpus } from '../../asl/corpus.ts';
import { printTree } from '../../asl/print.ts';

const format = (text: string, as: Format, options: FormattingOptions = { tabSize: 2, insertSpaces: true }): string =>
  applyEdits(text, formatting(parseAsl(text, as), options));

describe('formatting JSON', () => {
  it('keeps comments, order and placeholders', () =>
    assert.equal(
      format('{"b":1,// one\n"a":${X} , "c":{"d":[ ]}\n/* end */}', 'json'),
      '{\n  "b": 1, // one\n  "a": ${X},\n  "c": {\n    "d": []\n  }\n  /* end */\n}',
    ));
  it('indents as the editor is set', () =>
    assert.equal(format('{"a":1}', 'json', { tabSize: 4, insertSpaces: false }), '{\n\t"a": 1\n}'));
  it('formats only the lines that are asked for', () => {
    const text = '{\n"a":1,\n"b":2\n}';
    const edits = formatting(parseAsl(text, 'json'), { tabSize: 2, insertSpaces: true }, { start: 12, end: 15 });
    assert.equal(applyEdits(text, edits), '{\n"a":1,\n  "b": 2\n}');
  });
});

describe('formatting YAML', () => {
  it('keeps comments, anchors, placeholders and quotes', () =>
    assert.equal(
      format(
        '# top\nStates:\n      A: &x\n            Type:   "Pass"   # one\n            b: ${X}\n      B: *x\n',
        'yaml',
      ),
      '# top\nStates:\n  A: &x\n    Type: "Pass" # one\n    b: ${X}\n  B: *x\n',
    ));
  it('leaves a text alone that it cannot keep exactly', () => {
    const folded = 'a:\n    b: >-\n        {% $x +\n        $y %}\n';
    assert.equal(format(folded, 'yaml'), folded);
    const onAnchor = 'a: &x   # one\n    b: 1\n';
    assert.equal(format(onAnchor, 'yaml'), onAnchor);
    const broken = 'a:\n    b: [1\n';
    assert.equal(format(broken, 'yaml'), broken);
  });
});

describe('formatting a part of YAML', () => {
  const part = (text: string, line: string): string => {
    const start = text.indexOf(line);
    const edits = formatting(
      parseAsl(text, 'yaml'),
      { tabSize: 2, insertSpaces: true },
      { start, end: start + line.length },
    );
    return applyEdits(text, edits);
  };
  it('changes only the lines that are asked for', () => {
    const text = 'StartAt:   A\nStates:\n  A:\n    Type:   Pass # one\n    End:    true\n  B:\n    Type:    Fail\n';
    assert.equal(
      part(text, 'Type:   Pass'),
      text.replace('Type:   Pass', 'Type: Pass').replace('End:    true', 'End: true'),
    );
    assert.equal(part(text, 'Type:    Fail'), text.replace('Type:    Fail', 'Type: Fail'));
  });
  it('leaves lines alone whose blanks hang together with others', () => {
    const text = 'States:\n    A:\n        Type: Pass\n    B:\n        Type: Fail\n';
    assert.equal(parseAsl(part(text, '    B:'), 'yaml').problems.length, 0);
  });
});

describe('formatting the corpus', () => {
  before(function () {
    if (!hasCorpus) this.skip();
  });
  it('changes no value and no comment, and a second time nothing', () => {
    const counts = { changed: 0, same: 0 };
    for (const { file, text, format: as } of corpusFiles()) {
      if (text.length > 100_000) continue;
      const before = parseAsl(text, as);
      const once = format(text, as);
      const after = parseAsl(once, as);
      assert.equal(printTree(after.root), printTree(before.root), file);
      assert.equal(after.problems.length, before.problems.length, file);
      const comments = (doc: typeof before): string[] =>
        doc.comments.map(({ start, end }) => doc.text.slice(start, end));
      assert.deepEqual(comments(after), comments(before), file);
      assert.equal(format(once, as), once, file);
      counts[once === text ? 'same' : 'changed']++;
    }
    console.log(`      ${counts.changed} files laid out anew, ${counts.same} as they were`);
  });
});
