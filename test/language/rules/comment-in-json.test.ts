import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('comment-in-json', () => {
  it('tells that AWS takes no comments', () => {
    checkDiagnostics(
      `
      {
        // The first step.
        ^^^^^^^^^^^^^^^^^^ information[comment-in-json]: AWS takes no comments in JSON: remove them before you deploy, or use a 'Comment' field.
        "StartAt": "A", /* again */
        "States": { "A": { "Type": "Succeed" } }
      }
    `,
    );
  });

  it('leaves comments in YAML alone', () => {
    checkDiagnostics(
      `
      # The first step.
      StartAt: A
      States:
        A:
          Type: Succeed
    `,
    );
  });

  it('takes all comments out', () => {
    checkFixed(
      `
      {
        // The first step.
        "StartAt": "A", /* again */
        "States": { "A": { "Type": "Succeed" } }
      }
    `,
      'Remove all comments',
      `
      {
        
        "StartAt": "A", 
        "States": { "A": { "Type": "Succeed" } }
      }
    `,
    );
  });
});
