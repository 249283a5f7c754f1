/** A document after a change is what a parse of its whole text gives, however it was read. */
import assert from 'node:assert/strict';
import {
  type AslDocument,
  type Format,
  type Machine,
  parseAsl,
  pointerOf,
  type Scope,
  type State,
  type SyntaxNode,
  updateAsl,
} from '#asl';
import { definitionOf, PRINT } from '../../bench/language/documents.ts';
import { randomNumbers } from '../random.ts';
import { corpusFiles, hasCorpus } from './corpus.ts';
import { versionsOf } from './edits.ts';
import { printTree } from './print.ts';
import { checkShape } from './tree-shape.ts';

const MACHINE = `{
  "StartAt": "A",
  "States": {
    "A": { "Type": "Pass", /* c */ "Result": { "x": [1, "two", null] }, "Next": "M" },
    "M": {
      "Type": "Map",
      "ItemProcessor": { "StartAt": "I", "States": { "I": { "Type": "Pass", "End": true } } },
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "A" }],
      "End": true
    }
  }
}`;

const YAML_MACHINE = `# A machine
StartAt: A
States:
  A:
    Type: Pass # c
    # Why
    Result:
      x: [1, "two", null]
      text: |
        several
        lines
    Next: M
  # Between
  M:
    Type: Map
    ItemProcessor:
      StartAt: I
      States:
        I:
          Type: Pass
          Comment: a plain text
            over two lines
          End: true
    Catch:
      - ErrorEquals: [States.ALL]
        Next: A
    End: true
`;

/** Random changes; more than the suite has time for when asked. */
const EDITS = Number(process.env.STEPWRIGHT_EDITS ?? 1500);
/** The library that reads broken YAML takes its time. */
const YAML_EDITS = Number(process.env.STEPWRIGHT_EDITS ?? 400);
const SEED = Number(process.env.STEPWRIGHT_SEED ?? 20_261_120);

/** Everything of a document as plain data, for comparing. */
function described(doc: AslDocument) {
  const node = (one: SyntaxNode | undefined): unknown => {
    if (!one) return undefined;
    const range = `${one.start}-${one.end}`;
    if (one.kind === 'object')
      return [range, ...one.properties.map((p) => [p.start, p.end, node(p.key), node(p.value)])];
    if (one.kind === 'array') return [range, ...one.items.map(node)];
    return [range, printTree(one)];
  };
  const { problems, comments, machines, root } = doc;
  return { problems, comments, root: node(root), machines: machines.map(describedMachine) };
}

function describedMachine({ scope, states, byNode, queryLanguage, node }: Machine) {
  const place = (one: SyntaxNode) => `${one.start} ${pointerOf(one)}`;
  const state = (one: State): unknown => ({
    name: one.name,
    at: place(one.node),
    key: place(one.key),
    type: one.type,
    language: one.queryLanguage,
    terminal: one.isTerminal,
    known: byNode.get(one.node) === one,
    scope: place(one.scope.node),
    scopes: one.scopes.map(scopeOf),
    transitions: one.transitions.map(({ kind, target, node: at, from, holder, index, scope: of }) => [
      kind,
      target,
      place(at),
      from === one,
      holder && place(holder),
      index,
      place(of.node),
    ]),
  });
  const scopeOf = (one: Scope): unknown => ({
    kind: one.kind,
    index: one.index,
    owner: one.owner?.name,
    start: one.start?.target,
    names: [...one.byName].map(([name, { node: at }]) => `${name} ${place(at)}`),
    states: one.states.map(state),
  });
  return {
    at: place(node),
    queryLanguage,
    size: byNode.size,
    states: states.map((one) => place(one.node)),
    scope: scopeOf(scope),
  };
}

function checkVersions(text: string, format: Format, seed: number, count: number): number {
  let doc = parseAsl(text, format);
  let reused = 0;
  for (const version of versionsOf(text, seed, count)) {
    const { machines } = doc;
    doc = updateAsl(doc, version);
    if (doc.machines === machines) reused++;
    checkShape(doc);
    assert.deepEqual(described(doc), described(parseAsl(version, format)), `seed ${seed}:\n${version}`);
  }
  return reused;
}

describe('a document after a change', () => {
  it('keeps what the change does not touch', () => {
    const before = parseAsl(MACHINE, 'json');
    const [first, map, inner] = before.machines[0]?.states ?? [];
    const node = first?.node;
    const after = updateAsl(before, MACHINE.replace('"End": true }', '"End": true, "Comment": "x" }'));
    const states = after.machines[0]?.states ?? [];
    assert.deepEqual(states, [first, map, inner]);
    assert.equal(states[0]?.node, node);
    assert.equal(after.text.slice(map?.node.start, map?.node.end).endsWith('"End": true\n    }'), true);
  });

  it('is read whole where a bracket goes missing, and comes back', () => {
    const before = parseAsl(MACHINE, 'json');
    const broken = updateAsl(before, MACHINE.replace('null]', 'null'));
    assert.equal(broken.problems.length, 1);
    const mended = updateAsl(broken, MACHINE);
    assert.deepEqual(described(mended), described(parseAsl(MACHINE, 'json')));
  });

  it('still lacks the comma behind the state that has changed', () => {
    const text = MACHINE.replace('"Next": "M" },', '"Next": "M" }');
    const changed = text.replace('"two"', '"three"');
    assert.deepEqual(described(updateAsl(parseAsl(text, 'json'), changed)), described(parseAsl(changed, 'json')));
  });

  it('is read whole where a word goes on in quotes, which is mended', () => {
    const changed = MACHINE.replace('["States.ALL"]', '[~"States.ALL"]');
    assert.deepEqual(described(updateAsl(parseAsl(MACHINE, 'json'), changed)), described(parseAsl(changed, 'json')));
  });

  it('equals the text read from scratch, for random changes', () => {
    const reused = checkVersions(MACHINE, 'json', SEED, EDITS);
    assert.ok(reused > EDITS / 10, `only ${reused} changes were read within a state`);
  });

  it('equals the text read from scratch while a sign is missing and somebody types elsewhere', () => {
    const text = PRINT.json(definitionOf(13));
    const random = randomNumbers(SEED);
    let reused = 0;
    let count = 0;
    for (const { index } of text.matchAll(/[{}[\],:"]/g)) {
      if (random() > 0.1) continue;
      let doc = parseAsl(text.slice(0, index) + text.slice(index + 1), 'json');
      for (let key = 0; key < 4; key++, count++) {
        const places = [...doc.text.matchAll(/(?<=: "[\w$. ]*)[\w. ](?=[^"\n]*")/g)];
        const at = places[Math.floor(random() * places.length)]?.index ?? 0;
        const { machines } = doc;
        doc = updateAsl(doc, `${doc.text.slice(0, at)}${random() < 0.3 ? '' : 'e'}${doc.text.slice(at + (key % 2))}`);
        if (doc.machines === machines) reused++;
        assert.deepEqual(described(doc), described(parseAsl(doc.text, 'json')), `seed ${SEED}:\n${doc.text}`);
      }
    }
    assert.ok(reused > count / 4, `only ${reused} of ${count} changes were read within a string`);
  });

  it('equals the YAML read from scratch, for random changes', () => {
    const reused = checkVersions(YAML_MACHINE, 'yaml', SEED, YAML_EDITS);
    assert.ok(reused > YAML_EDITS / 10, `only ${reused} changes were read within a state`);
  });

  it('takes a comment below a block of YAML for its text where it becomes that', () => {
    const text = 'States:\n  A:\n    Type: Pass\n    Comment: x\n      # deep\n  B:\n    Type: Pass\n';
    const changed = text.replace('Comment: x', 'Comment: |');
    assert.deepEqual(described(updateAsl(parseAsl(text, 'yaml'), changed)), described(parseAsl(changed, 'yaml')));
  });

  it('equals the text read from scratch in every definition of the corpus', function () {
    if (!hasCorpus) return this.skip();
    for (const { text, format } of corpusFiles())
      if (text.length < (format === 'json' ? 20_000 : 4000))
        checkVersions(text, format, SEED, format === 'json' ? 8 : 3);
  });
});
