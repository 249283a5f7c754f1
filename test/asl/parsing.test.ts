/** Texts become trees, whatever is wrong with them: what can be known is kept, and mistakes have places. */
import assert from 'node:assert/strict';
import { type Format, parseAsl, placeOf, propertyOf, valueOf } from '#asl';
import { type CorpusFile, corpusFiles, hasCorpus } from './corpus.ts';
import { printTree } from './print.ts';
import { checkShape } from './tree-shape.ts';

const check = (format: Format, text: string, tree: string, problems: string[] = []): void => {
  const doc = parseAsl(text, format);
  assert.equal(printTree(doc.root), tree);
  assert.deepEqual(
    doc.problems.map(({ start, end, message }) => `${text.slice(start, end)} → ${message}`),
    problems,
  );
  checkShape(doc);
};

describe('JSON', () => {
  it('is read with its comments', () => {
    check('json', '// c\n{"a": 1, /* x */ "b": [true, null, "s\\n"]}', '{a:1,b:[true,null,"s\\n"]}');
    const doc = parseAsl('// c\n{"a": 1 /* x */}', 'json');
    assert.deepEqual(
      doc.comments.map(({ start, end }) => doc.text.slice(start, end)),
      ['// c', '/* x */'],
    );
  });
  it('keeps the key after a missing value', () =>
    check('json', '{"Next": \n "End": true}', '{Next:∅,End:true}', [": → A value is missing after 'Next'."]));
  it('keeps a half-typed key', () =>
    check('json', '{"a": 1, "Ne\n}', '{a:1,Ne:∅}', ['"Ne → This string is not closed: a double quote is missing.']));
  it('keeps a list that is not closed and the key after it', () =>
    check('json', '{"a": [1, 2\n "b": 3}', '{a:[1,2],b:3}', ["2 → A closing bracket ']' is missing after this."]));
  it('closes what stands between two brackets that belong together', () =>
    check('json', '{"a": {"b": [1}, "c": 2}', '{a:{b:[1]},c:2}', ["1 → A closing bracket ']' is missing here."]));
  it('keeps words without quotes, and says so', () =>
    check('json', '{a: Ship}', '{a:"Ship"}', [
      "a → 'a' needs double quotes, as every property name.",
      "Ship → 'Ship' is not a JSON value: strings need double quotes.",
    ]));
  it('knows no word that only JavaScript knows', () => {
    for (const word of ['constructor', '__proto__', 'toString'])
      check('json', `[${word}]`, `["${word}"]`, [
        `${word} → '${word}' is not a JSON value: strings need double quotes.`,
      ]);
  });
  it('reports a comma too much and a comma too few', () => {
    check('json', '{"a": 1,}', '{a:1}', [', → No comma may stand after the last property.']);
    check('json', '{"a": 1 "b": 2}', '{a:1,b:2}', ['1 → A comma is missing after this.']);
    check('json', '[1,]', '[1]', [', → No comma may stand after the last item.']);
  });
  it('reports text after the end once', () =>
    check('json', '{} x y', '{}', [
      "x → The document ends before this, found 'x': only one value may stand at the top.",
    ]));
  it('is empty for an empty text', () => check('json', ' \n', '∅'));
  it('is read to a certain depth, and no deeper', () => {
    const doc = parseAsl('['.repeat(100_000), 'json');
    assert.equal(doc.problems[0]?.message, 'Values may not be nested deeper than 500 levels.');
    const back = parseAsl(`${'[{"a":'.repeat(600)}1${'}]'.repeat(600)}`, 'json');
    assert.equal(back.problems.length, 1);
  });
  it('is mended as soon where it stands on one line', function () {
    // Looking for the beginning of the line from every bracket takes a minute.
    this.timeout(10_000);
    const doc = parseAsl(`{"a": ${'{{ b }'.repeat(80_000)}}`, 'json');
    assert.ok(doc.problems.length > 0);
  });
  it('takes the last of two equal keys', () => {
    const { root } = parseAsl('{"a": 1, "a": 2}', 'json');
    assert.equal(printTree(valueOf(root, 'a')), '2');
  });
});

describe('YAML', () => {
  it('is read with its comments', () => {
    const doc = parseAsl('# top\na: 1 # one\nb: |\n  # no comment\nc: [1, # in a list\n  2]\n', 'yaml');
    assert.equal(printTree(doc.root), '{a:1,b:"# no comment\\n",c:[1,2]}');
    assert.deepEqual(
      doc.comments.map(({ start, end }) => doc.text.slice(start, end)),
      ['# top', '# one', '# in a list'],
    );
  });
  it('copies what an alias names', () => {
    check('yaml', 'a: &x\n  b: 1\nc: *x\n', '{a:{b:1},c:{b:1}}');
    const text = 'a: &x\n  b: 1\nc: *x\n';
    const copy = valueOf(parseAsl(text, 'yaml').root, 'c');
    assert.equal(copy && text.slice(copy.start, copy.end), '*x');
  });
  it('resolves merge keys; what stands in the map itself wins', () => {
    check('yaml', 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n', '{a:{b:1,c:2},d:{b:1,c:3}}');
    check('yaml', 'a: &x {b: 1}\ne: &y {b: 2, f: 3}\nd:\n  <<: [*x, *y]\n', '{a:{b:1},e:{b:2,f:3},d:{b:1,f:3}}');
    const text = 'a: &x {b: 1}\nd:\n  <<: *x\n';
    const merged = propertyOf(valueOf(parseAsl(text, 'yaml').root, 'd'), 'b');
    assert.equal(merged && text.slice(merged.start, merged.end), '<<: *x');
    assert.equal(merged?.value && text.slice(merged.value.start, merged.value.end), '1');
  });
  it('reports an alias of nothing and of itself', () => {
    check('yaml', 'a: *no\n', '{a:"*no"}', ["*no → No anchor '&no' stands before this alias."]);
    check('yaml', 'a: &x\n  b: *x\n', '{a:{b:"*x"}}', ["*x → The alias '*x' refers to itself."]);
  });
  it('has no value yet behind a colon', () => check('yaml', 'Next:\nEnd: true\n', '{Next:∅,End:true}'));
  it('keeps a half-typed key', () => {
    const { root } = parseAsl('A:\n  Type: Pass\n  Ne\n', 'yaml');
    assert.equal(printTree(root), '{A:{Type:"Pass",Ne:∅}}');
  });
  it('takes short tags of CloudFormation for values that are not known', () =>
    check('yaml', 'a: !GetAtt F.Arn\n', '{a:«F.Arn»}'));
  it('is read to a certain depth, and no deeper', () => {
    for (const text of ['['.repeat(50_000), '- '.repeat(50_000), 'a: {'.repeat(5_000)]) {
      const { problems } = parseAsl(text, 'yaml');
      assert.equal(problems[0]?.message, 'Values may not be nested deeper than 500 levels.');
    }
  });
  it('is not taken in by aliases that grow without bound', () => {
    const lines = Array.from(
      { length: 40 },
      (_, i) =>
        `a${i}: &a${i} [${
          i === 0
            ? 1
            : Array(9)
                .fill(`*a${i - 1}`)
                .join(', ')
        }]`,
    );
    checkShape(parseAsl(lines.join('\n'), 'yaml'));
  });
});

describe('placeholders', () => {
  it('stand for any value, quoted or not', () => {
    check('json', '{"a": ${X}, "b": "${Y}", "c": "x-${Z}"}', '{a:«X»,b:"${Y}",c:"x-${Z}"}');
    check('yaml', 'a: ${X}\nb: "${Y}"\nc: x-${Z}\n', '{a:«X»,b:"${Y}",c:"x-${Z}"}');
    check('yaml', 'a: {b: ${X}, c: [${Y}, "${Z}"]}\n', '{a:{b:«X»,c:[«Y»,"${Z}"]}}');
  });
  it('stand in keys', () => {
    check('json', '{"${K}": 1}', '{${K}:1}');
    check('yaml', '${K}: 1\n"${L}": 2\nm: {${N}: 3}\n', '{${K}:1,${L}:2,m:{${N}:3}}');
  });
  it('stand for whole members and items', () => {
    check('json', '{"a": 1, ${Extra}, "b": [${X}]}', '{a:1,b:[«X»]}');
    check('json', '{${Extra}}', '{}');
  });
  it('are text inside comments and strings', () => check('json', '// ${X} "\n{"a": "\\"${X}"}', '{a:"\\"${X}"}'));
});

describe('the corpus', () => {
  before(function () {
    if (hasCorpus) return;
    console.log('      The definitions beside the project are not here: nothing to parse.');
    this.skip();
  });

  /** Parses and asks for places all over the text: nothing may throw, every tree must have its shape. */
  const survives = ({ file, format }: CorpusFile, text: string, places: number): void => {
    try {
      const doc = parseAsl(text, format);
      checkShape(doc);
      for (let i = 0; i <= places; i++) placeOf(doc, Math.floor((text.length * i) / Math.max(places, 1)));
    } catch (error) {
      throw new Error(`${file}, first ${text.length} characters: ${String(error)}`, { cause: error });
    }
  };

  it('parses, every file of it', () => {
    const files = corpusFiles();
    for (const file of files) survives(file, file.text, 100);
    console.log(`      ${files.length} files parsed`);
    assert.ok(files.length > 700);
  });

  it('parses cut off anywhere', () => {
    const all = corpusFiles().filter(({ text }) => text.length < 20_000);
    const files = [
      ...all.filter((_, i) => i % 17 === 0).slice(0, 40),
      ...all.filter(({ format }) => format === 'yaml').slice(0, 20),
    ];
    for (const file of files)
      for (let i = 0; i < 40; i++) survives(file, file.text.slice(0, Math.floor((file.text.length * i) / 40)), 8);
    assert.equal(files.length, 60);
  });
});
