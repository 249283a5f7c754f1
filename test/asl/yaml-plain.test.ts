/** Plain YAML is read by a faster library; nobody can tell by the tree. */
import assert from 'node:assert/strict';
import type { PropertyNode, SyntaxNode } from '#asl';
import { coverBraces } from '#asl/text/yaml-braces';
import { readPlainYaml } from '#asl/text/yaml-plain';
import { parseAnyYaml } from '#asl/text/yaml-syntax';
import { corpusFiles, hasCorpus } from './corpus.ts';
import { versionsOf } from './edits.ts';

/** Random changes of each definition; more than the suite has time for when asked. */
const EDITS = Number(process.env.STEPWRIGHT_EDITS ?? 20);
const SEED = Number(process.env.STEPWRIGHT_SEED ?? 99);

/** The tree as text, with every range. */
function described(node: SyntaxNode | PropertyNode | undefined): unknown {
  if (!node) return undefined;
  const { parent: _, ...own } = node as SyntaxNode & { properties?: never; items?: never };
  if (node.kind === 'object') return { ...own, properties: node.properties.map(described) };
  if (node.kind === 'array') return { ...own, items: node.items.map(described) };
  if (node.kind === 'property') return { ...own, key: described(node.key), value: described(node.value) };
  return own;
}

/** True where the text was taken as plain. */
function check(text: string): boolean {
  const plain = readPlainYaml(coverBraces(text));
  if (!plain) return false;
  const { root, comments, problems } = parseAnyYaml(text);
  assert.deepEqual(
    { root: described(plain.root), comments: plain.comments, problems: [] },
    { root: described(root), comments, problems },
    text,
  );
  return true;
}

describe('plain YAML', () => {
  for (const text of [
    'a: 1\nb: two words\n',
    'a:\n  b: 1 # c\n  # tail\n\n# out\nd:\n  - x\n  - y: 1\n    z: 2\n\n\n# end\n',
    'a:\n  b: |\n    text\n    more\n\n  c: >-\n    fold\n    ed\n\n\nd: 1\n',
    'a: plain\n  multi\nc: "q w"   \nd: {x: 1, y: [1, 2], z: {}}   # c\ne:\nf: []\n',
    "'q': 'it''s'\n\"d\": \"a\\u00e9\\n\"\n200: 0x1F\nt: True\nn: ~\nx: -1.50\no: 0o17\ne: 1e3\nz: 007\n",
    'a: ${Name}\nb: "${Name}"\nc: x ${A} y\nd: [${A}, 1]\n',
    '- - 1\n  - 2\n- a: 1\n- >\n  x\n',
    'a:\r\n  b: 1\r\n  c: x # y\r\nd: "z"\r\n',
    'a: 1',
    'a: |-\n  x',
    '{"a": 1, "b": [true, null, "x"]}\n',
  ])
    it(`is taken: ${JSON.stringify(text).slice(0, 60)}`, () => assert.equal(check(text), true));

  for (const text of [
    'a: &x 1\nb: *x\n',
    'a: !Ref b\n',
    'a: [\n',
    '---\na: 1\n',
    'a: b: c\n',
    '<<: {a: 1}\n',
    'a:\n\tb: 1\n',
  ])
    it(`is left to the other reader: ${JSON.stringify(text)}`, () => assert.equal(check(text), false));

  it('gives the same tree for every definition of the corpus, and after random changes', function () {
    if (!hasCorpus) return this.skip();
    let taken = 0;
    const yaml = corpusFiles().filter(({ format }) => format === 'yaml');
    for (const { text } of yaml) {
      if (check(text)) taken++;
      check(text.replaceAll('\n', '\r\n'));
      for (const version of versionsOf(text.slice(0, 6000), SEED, EDITS)) check(version);
    }
    const plain = yaml.filter(({ text }) => !/[&*!]\w/.test(text) && parseAnyYaml(text).problems.length === 0);
    assert.ok(taken >= plain.length * 0.95, `${taken} of ${plain.length}`);
  });
});
