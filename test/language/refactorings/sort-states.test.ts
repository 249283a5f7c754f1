/** States sorted by flow: nothing is lost, comments go with their state, both formats. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatOf, jsonOf, parseAsl } from '#asl';
import { applyEdits } from '#language';
import { sortStates } from '../../../language/refactorings/sort-states.ts';
import { unindented } from '../fixture.ts';

function sorted(source: string): string | undefined {
  const text = unindented(source);
  const doc = parseAsl(text, formatOf(text));
  const [machine] = doc.machines;
  assert.ok(machine && doc.root);
  const [found] = sortStates(doc, machine.scope);
  if (!found) return undefined;
  const after = applyEdits(text, found.edits() ?? []);
  const again = parseAsl(after, doc.format);
  assert.deepEqual(again.problems, []);
  assert.ok(again.root);
  assert.deepEqual(jsonOf(again.root, after), jsonOf(doc.root, text));
  assert.equal(again.comments.length, doc.comments.length);
  return after;
}
const check = (source: string, expected: string): void => assert.equal(sorted(source), unindented(expected));

describe('refactoring: sort states by flow', () => {
  it('puts each state behind those that lead to it, errors last', () => {
    check(
      `
      {
        "StartAt": "A",
        "States": {
          "Failed": { "Type": "Fail" },
          "C": { "Type": "Succeed" },
          "B": { "Type": "Pass", "Next": "C" },
          "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Failed" }], "Next": "B" }
        }
      }
      `,
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Failed" }], "Next": "B" },
          "B": { "Type": "Pass", "Next": "C" },
          "C": { "Type": "Succeed" },
          "Failed": { "Type": "Fail" }
        }
      }
      `,
    );
  });

  it('takes comments and blank lines along', () => {
    check(
      `
      {
        "StartAt": "A",
        "States": {
          // the second
          "B": { "Type": "Succeed" }, // ends

          // the first
          // of two
          "A": { "Type": "Pass", "Next": "B" } /* goes on */
          // below
        }
      }
      `,
      `
      {
        "StartAt": "A",
        "States": {
          // the first
          // of two
          "A": { "Type": "Pass", "Next": "B" }, /* goes on */
          // the second
          "B": { "Type": "Succeed" } // ends
          // below
        }
      }
      `,
    );
  });

  it('sorts the states inside of states too', () => {
    check(
      `
      StartAt: P
      States:
        P: # both
          Type: Parallel
          Branches:
            - StartAt: A
              States:
                B: # second
                  Type: Succeed
                A:
                  Type: Pass
                  Comment: |
                    several
                    lines
                  Next: B
          End: true
      `,
      `
      StartAt: P
      States:
        P: # both
          Type: Parallel
          Branches:
            - StartAt: A
              States:
                A:
                  Type: Pass
                  Comment: |
                    several
                    lines
                  Next: B
                B: # second
                  Type: Succeed
          End: true
      `,
    );
  });

  it('works on one line', () => {
    check(
      '{ "StartAt": "A", "States": { "B": { "Type": "Succeed" }, "A": { "Type": "Pass", "Next": "B" } } }\n',
      '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Succeed" } } }\n',
    );
  });

  it('keeps states that nothing leads to at the end, and loops where they begin', () => {
    const text =
      '{ "StartAt": "A", "States": { "X": { "Type": "Fail" }, "B": { "Type": "Pass", "Next": "A" }, "A": { "Type": "Pass", "Next": "B" } } }\n';
    assert.match(sorted(text) ?? '', /"A".*"B".*"X": \{/s);
  });

  it('is not offered where the states are sorted, or the text is broken', () => {
    const text = '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Next": "B" }, "B": { "Type": "Succeed" } } }';
    assert.equal(sorted(text), undefined);
    const broken = parseAsl('{ "StartAt": "A", "States": { "B": {}, "A": { "Next": "B" ', 'json');
    const [machine] = broken.machines;
    assert.ok(machine);
    assert.deepEqual(sortStates(broken, machine.scope), []);
  });

  it('leaves anchors before their aliases', () => {
    const text = unindented(`
      StartAt: A
      States:
        B: &end
          Type: Succeed
        A:
          Type: Choice
          Choices: []
          Default: B
        C: *end
      `);
    const doc = parseAsl(text, 'yaml');
    const [machine] = doc.machines;
    assert.ok(machine);
    const edits = sortStates(doc, machine.scope)[0]?.edits();
    // Either the result still has no mistake, or the refactoring is refused.
    if (edits) assert.deepEqual(parseAsl(applyEdits(text, edits), 'yaml').problems, []);
  });
});
