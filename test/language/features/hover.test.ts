/** Hovering explains what stands there: every field, state, value, error, function, variable and context path. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { INTRINSICS, JSONATA_FUNCTIONS } from '#asl/expressions';
import { errorSpecs, objectSpecs, stateSpecs } from '#asl/spec';
import { hover } from '#language';
import { corpusFiles, hasCorpus } from '../../asl/corpus.ts';
import { atCursor } from '../../asl/cursor.ts';

const markdown = (source: string): string => {
  const { doc, offset } = atCursor(source);
  return hover(doc, offset)?.markdown ?? '';
};
const check = (source: string, word: string, ...parts: RegExp[]): void => {
  const { doc, offset } = atCursor(source);
  const found = hover(doc, offset);
  assert.ok(found);
  assert.equal(doc.text.slice(found.range.start, found.range.end), word);
  for (const part of parts) assert.match(found.markdown, part);
};

const inState = (members: string, type = 'Task', language = 'JSONPath'): string =>
  `{ "QueryLanguage": "${language}", "StartAt": "A", "States": { "A": { "Type": "${type}", ${members} }, "B": { "Type": "Succeed" } } }`;

describe('hover', () => {
  it('explains every field of every state type', () => {
    for (const spec of Object.values(stateSpecs))
      for (const field of spec.fields) {
        if (field.name === 'Type') continue;
        const text = markdown(inState(`"$0${field.name}": null`, spec.type, field.only ?? 'JSONPath'));
        assert.ok(text.startsWith(`**${field.name}** · `) && text.includes(field.doc), `${spec.name}.${field.name}`);
      }
  });
  it('explains the fields of the objects inside', () => {
    check(
      inState('"Retry": [ { "Max$0Attempts": 1 } ]'),
      '"MaxAttempts"',
      /whole number from 0 to 99999999 · optional/,
      /Default: 3/,
    );
    check(
      inState('"Choices": [ { "Not": { "String$0Equals": "" } } ]', 'Choice'),
      '"StringEquals"',
      /True when the variable is a string/,
    );
    assert.ok(Object.keys(objectSpecs).length > 10);
  });
  it('says which fields exclude each other, and which are deprecated', () => {
    check(inState('"Time$0outSeconds": 1'), '"TimeoutSeconds"', /Not together with `TimeoutSecondsPath`/);
    check(inState('"Iter$0ator": {}', 'Map'), '"Iterator"', /deprecated/, /Use `ItemProcessor`/);
  });
  it('shows where a state comes from and where it goes', () => {
    const source = `{ "StartAt": "A", "States": {
      "A": { "Type": "Choice", "Comment": "Which *way*", "Choices": [ { "Next": "B" }, { "Next": "C" } ], "Default": "B" },
      "B": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Catch": [ { "Next": "C" } ], "Next": "A" },
      "C": { "Type": "Fail" } } }`;
    check(
      source.replace('"Default": "B"', '"Default": "$0B"'),
      'B',
      /\*\*B\*\* · Task state/,
      /Comes from: `A` \(rule 1, Default\)/,
      /Goes to: `C` \(Catch\), `A` \(Next\)/,
      /sqs:sendMessage/,
    );
    check(source.replace('"A": {', '"A$0": {'), 'A', /Which \\\*way\\\*/, /Comes from: the start, `B` \(Next\)/);
    check(source.replace('"C": {', '"$0C": {'), 'C', /Goes to: the end/);
  });
  it('explains types, values of an enum, errors and resources', () => {
    check(inState('"Comment": ""').replace('"Type": "Task"', '"Type": "Ta$0sk"'), '"Task"', /\*\*Task\*\* state/);
    check(inState('"Retry": [ { "JitterStrategy": "FU$0LL" } ]'), '"FULL"', /random number/);
    check(
      inState('"Resource": "arn:aws:states:::sqs:send$0Message.waitForTaskToken"'),
      '"arn:aws:states:::sqs:sendMessage.waitForTaskToken"',
      /sqs:sendMessage/,
      /task token/,
    );
    for (const error of errorSpecs)
      check(inState(`"Catch": [ { "ErrorEquals": ["$0${error.name}"] } ]`), `"${error.name}"`, /\*\*/);
  });
  it('explains every intrinsic function', () => {
    for (const { name } of INTRINSICS)
      check(
        inState(`"Parameters": { "x.$": "${name.slice(0, 9)}$0${name.slice(9)}($.a)" }`),
        name,
        new RegExp(`\\*\\*${name}\\(`),
      );
  });
  it('explains every function of JSONata', () => {
    for (const { name } of JSONATA_FUNCTIONS)
      check(
        inState(`"Output": "{% 1 + $${name}$0(1) %}"`, 'Pass', 'JSONata'),
        `$${name}`,
        new RegExp(`\\*\\*\\$${name}\\(`),
      );
  });
  it('explains the context object in both languages', () => {
    check(
      inState('"Parameters": { "x.$": "$$.Execution.Start$0Time" }'),
      'StartTime',
      /\*\*\$\$\.Execution\.StartTime\*\* · timestamp/,
    );
    check(
      inState('"Output": "{% $states.context.Sta$0te.Name %}"', 'Pass', 'JSONata'),
      'State',
      /\$states\.context\.State/,
    );
    check(inState('"Output": "{% $states.in$0put %}"', 'Pass', 'JSONata'), 'input', /The input of the state/);
    check(inState('"InputPath": "$$0$"'), '$$', /context object/);
  });
  it('explains variables, where they are assigned and where they are used', () => {
    const source = inState('"Assign": { "n": "{% 1 + 1 %}" }, "Output": "{% $n & \\"x\\" %}"', 'Pass', 'JSONata');
    check(source.replace('"n"', '"$0n"'), 'n', /Assigned\n- in `A`: `"{% 1 \+ 1 %}"`/);
    check(source.replace('$n &', '$n$0 &'), '$n', /\*\*\$n\*\* · variable/);
    check(inState('"Output": "{% ($y$0 := 1; $y) %}"', 'Pass', 'JSONata'), '$y', /Bound inside this expression/);
  });
  it('says nothing where there is nothing to say', () => {
    assert.equal(markdown(inState('"Comment": "a $0text"')), '');
    assert.equal(markdown(inState('"Parameters": { "an$0y": 1 }')), '');
    assert.equal(markdown('{ $0 }'), '');
  });
  it('tells of the Resource of an ItemReader what it is there', () =>
    assert.match(
      markdown(inState('"ItemReader": { "Resource": "arn:aws:states:::s3:get$0Object" }', 'Map')),
      /^\*\*Resource\*\*.*The S3 call that yields the items/s,
    ));
  it('works in YAML', () =>
    check('StartAt: A\nStates:\n  A:\n    Type: Wait\n    Sec$0onds: 1\n', 'Seconds', /How many seconds to wait/));
});

describe('hover over the corpus', () => {
  before(function () {
    if (!hasCorpus) this.skip();
  });
  it('answers everywhere with the range under the cursor', () => {
    let count = 0;
    for (const { file, text, format } of corpusFiles()) {
      const doc = parseAsl(text, format);
      for (let i = 0; i < 40; i++) {
        const offset = Math.floor((text.length * i) / 40);
        const found = hover(doc, offset);
        if (!found) continue;
        assert.ok(found.range.start - 1 <= offset && offset <= found.range.end, `${file} ${offset}: ${found.markdown}`);
        assert.ok(found.markdown.length > 10);
        count++;
      }
    }
    assert.ok(count > 5000, `${count} answers`);
  });
});
