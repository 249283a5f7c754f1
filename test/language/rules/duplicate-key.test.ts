import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('duplicate-key', () => {
  it('warns of a key that stands twice, which AWS is not known to refuse', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Comment": "one", "Comment": "two", "End": true }
                                                   ^^^^^^^^^ warning[duplicate-key]: The key 'Comment' stands twice in this object. Only the last one counts.
        }
      }
    `,
    );
  });

  it('finds a state that stands twice in its scope, and says no more of it', () => {
    checkDiagnostics(
      `
      StartAt: A
      States:
        A:
          Type: Pass
          End: true
        A:
        ^ error[duplicate-key]: The key 'A' stands twice in this object. Only the last one counts.
          Type: Succeed
    `,
    );
  });

  it('finds a key of YAML that stands twice, which YAML forbids', () => {
    checkDiagnostics(
      `
      StartAt: A
      States:
        A:
          Type: Pass
          Comment: one
          Comment: two
          ^^^^^^^ error[duplicate-key]: The key 'Comment' stands twice in this object. Only the last one counts.
          End: true
    `,
    );
  });

  it('keeps the last one, which counts', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Comment": "one", "Comment": "two", "End": true }
        }
      }
    `,
      "Remove the first 'Comment', which does not count",
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Comment": "two", "End": true }
        }
      }
    `,
    );
  });
});
