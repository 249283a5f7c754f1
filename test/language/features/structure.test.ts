/** Outline, folding, expanding selections, lenses: what an editor shows of the structure of a text. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { codeLenses, type DocumentSymbol, documentSymbols, foldingRanges, selectionRanges } from '#language';
import { corpusFiles, hasCorpus } from '../../asl/corpus.ts';
import { atCursor } from '../../asl/cursor.ts';

const NESTED = `{
  "StartAt": "P",
  "States": {
    "P": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "B", "States": { "B": { "Type": "Wait" } } },
        { "States": {} }
      ]
    },
    "M": { "Type": "Map", "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass" } } } },
    "X": { "Type": "Unknown" }
  }
}`;

const outline = (symbols: readonly DocumentSymbol[], indent = ''): string[] =>
  symbols.flatMap(({ name, kind, detail, children }) => [
    `${indent}${kind} ${name}${detail && ` (${detail})`}`,
    ...outline(children, `${indent}  `),
  ]);

describe('the outline', () => {
  it('shows states in the scopes that hold them', () =>
    assert.deepEqual(outline(documentSymbols(parseAsl(NESTED, 'json'))), [
      'state P (Parallel)',
      '  branch Branch 1 (starts at B)',
      '    state B (Wait)',
      '  branch Branch 2',
      'state M (Map)',
      '  state I (Pass)',
      'state X',
    ]));
  it('keeps the selection of a state that is merged in inside its range', () => {
    const text = 'Common: &c\n  A:\n    Type: Pass\nStates:\n  <<: *c\n  B:\n    Type: Pass\n';
    const symbols = documentSymbols(parseAsl(text, 'yaml'));
    assert.deepEqual(outline(symbols), ['state A (Pass)', 'state B (Pass)']);
    for (const { range, selection } of symbols) assert.ok(range.start <= selection.start && selection.end <= range.end);
  });
  it('keeps every selection inside its range, over the corpus', function () {
    if (!hasCorpus) this.skip();
    let count = 0;
    const check = (symbols: readonly DocumentSymbol[]): void => {
      for (const { range, selection, children, name } of symbols) {
        assert.ok(name !== '' && range.start <= selection.start && selection.end <= range.end, name);
        count++;
        check(children);
      }
    };
    for (const { text, format } of corpusFiles()) check(documentSymbols(parseAsl(text, format)));
    assert.ok(count > 2000, `${count} symbols`);
  });
});

/** The lines that a fold spans, from 0. */
const folds = (text: string): string[] => {
  const line = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  const doc = parseAsl(text, text.startsWith('{') || text.startsWith('/') ? 'json' : 'yaml');
  return foldingRanges(doc).map(({ start, end, kind }) => `${line(start)}-${line(end)}${kind ? ` ${kind}` : ''}`);
};

describe('folding', () => {
  it('folds objects and lists and leaves their closing bracket in sight', () =>
    assert.deepEqual(folds(NESTED), ['0-12', '2-11', '3-8', '5-7']));
  it('folds the blocks of YAML under their keys', () =>
    assert.deepEqual(
      folds('States:\n  A:\n    Type: Pass\n    Comment: |\n      x\n      y\n\n  B:\n    Type: Pass\n'),
      ['0-8', '1-5', '3-5', '7-8'],
    ));
  it('folds comments', () => {
    assert.deepEqual(folds('# a\n# b\n\n# c\nx: 1\n'), ['0-1 comment']);
    assert.deepEqual(folds('// a\n// b\n{ "a": 1 /* c\n */ }'), ['0-1 comment', '2-3', '2-3 comment']);
  });
});

describe('expanding a selection', () => {
  const steps = (source: string): string[] => {
    const { doc, offset } = atCursor(source);
    return (selectionRanges(doc, [offset])[0] ?? []).map(({ start, end }) => doc.text.slice(start, end));
  };
  it('goes from the word over text, member and state to everything', () =>
    assert.deepEqual(steps('{"States": {"A": {"Next": "Ship $0it"}}}'), [
      'it',
      'Ship it',
      '"Ship it"',
      '"Next": "Ship it"',
      '{"Next": "Ship it"}',
      '"A": {"Next": "Ship it"}',
      '{"A": {"Next": "Ship it"}}',
      '"States": {"A": {"Next": "Ship it"}}',
      '{"States": {"A": {"Next": "Ship it"}}}',
    ]));
  it('takes the expression without its delimiters', () =>
    assert.deepEqual(
      steps('QueryLanguage: JSONata\nStates:\n  A:\n    Type: Pass\n    Output: "{% $a$0 + 1 %}"\n').slice(0, 4),
      ['$a', '$a + 1', '{% $a + 1 %}', '"{% $a + 1 %}"'],
    ));
});

describe('code lenses', () => {
  it('stand on a machine', () =>
    assert.deepEqual(
      codeLenses(parseAsl(`// c\n${NESTED}`, 'json'), false).map(({ range, command, machine }) => [
        range.start,
        command,
        machine,
      ]),
      [
        [5, 'preview', 0],
        [5, 'debug', 0],
      ],
    ));
  it('say at each state how many places lead there, and run from those of the outermost scope', () => {
    const text =
      'StartAt: A\nStates:\n  A:\n    Type: Choice\n    Choices:\n      - Next: B\n      - Next: B\n    Default: A\n  B:\n    Type: Map\n    End: true\n    ItemProcessor:\n      StartAt: C\n      States:\n        C:\n          Type: Succeed\n  D:\n    Type: Fail\n';
    const lenses = codeLenses(parseAsl(text, 'yaml')).filter(
      ({ command }) => command !== 'preview' && command !== 'debug',
    );
    assert.deepEqual(
      lenses.map(({ range, title, references, state }) => [
        text.slice(range.start, range.end),
        title,
        ...(references ?? []).map(({ start, end }) => text.slice(start, end)),
        ...(state === undefined ? [] : [state]),
      ]),
      [
        ['A', '2 references', 'A', 'A'],
        ['B', '2 references', 'B', 'B'],
        ['B', 'Debug from Here', 'B'],
        ['D', '0 references'],
        ['D', 'Debug from Here', 'D'],
        ['C', '1 reference', 'C'],
      ],
    );
  });
  it('stand on nothing else', () => assert.deepEqual(codeLenses(parseAsl('{"name": "x"}', 'json')), []));
});
