/** What AWS answers to a definition, and which variables it lists. The corpora hold hundreds of answers; these are the rules. */
import assert from 'node:assert/strict';
import { awsRefusalOf, validateAsAws, variableReferencesOf } from '#language';

const machine = (states: object, more: object = {}): string =>
  JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...more });

describe('the answer of AWS to a definition', () => {
  it('is OK without diagnostics where nothing is wrong', () => {
    const answer = validateAsAws(machine({ A: { Type: 'Succeed' } }));
    assert.deepEqual(answer, { result: 'OK', diagnostics: [], truncated: false });
  });

  it('names code, message and place', () => {
    assert.deepEqual(validateAsAws('{}').diagnostics, [
      {
        severity: 'ERROR',
        code: 'SCHEMA_VALIDATION_FAILED',
        message: 'These fields are required: [States, StartAt]',
        location: '/',
      },
    ]);
  });

  it('quotes the parser for a text that is no JSON, and names no place for one that is empty', () => {
    const [broken] = validateAsAws('{').diagnostics;
    assert.equal(broken?.code, 'INVALID_JSON_DESCRIPTION');
    assert.match(broken?.location ?? '', /^\[Source: \(String\)"\{"; line: 1, column: 2\]$/);
    const [empty] = validateAsAws(' ').diagnostics;
    assert.deepEqual(empty, {
      severity: 'ERROR',
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'Definition must be a valid JSON object',
    });
  });

  it('joins its errors into the sentence of CreateStateMachine', () => {
    assert.equal(
      awsRefusalOf(machine({ A: { Type: 'Pass', Next: 'B' } })),
      "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /States/A/Next, MISSING_END_STATE: Workflow has no terminal state at null'",
    );
    assert.equal(awsRefusalOf(machine({ A: { Type: 'Succeed' } })), undefined);
  });

  it('has at most a hundred diagnostics and says that there are more', () => {
    const states = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`S${i}`, { Type: 'Nope', End: true }]));
    const { diagnostics, truncated } = validateAsAws(machine(states));
    assert.deepEqual([diagnostics.length, truncated], [100, true]);
  });
});

describe('variable references', () => {
  it('are the variables that a state reads by JSONPath, once each', () => {
    const text = machine({
      A: { Type: 'Pass', Assign: { x: 1 }, Parameters: { 'a.$': '$v.b', 'c.$': 'States.Array($v, $w)' }, Next: 'B' },
      B: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $v %}', End: true },
    });
    assert.deepEqual(variableReferencesOf(text), { A: ['v', 'w'] });
  });
});
