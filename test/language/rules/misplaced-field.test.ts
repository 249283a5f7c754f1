import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('misplaced-field', () => {
  it('finds a field of the machine among its states, and says no more of the language', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "QueryLanguage": "JSONata",
          ^^^^^^^^^^^^^^^ error[misplaced-field]: 'QueryLanguage' is a field of the state machine, but stands among its states. It belongs beside 'States'.
          "A": { "Type": "Pass", "Output": "{% 1 %}", "End": true }
        }
      }
    `,
    );
  });

  it('moves it', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "QueryLanguage": "JSONata",
          "A": { "Type": "Pass", "Output": "{% 1 %}", "End": true }
        }
      }
    `,
      "Move 'QueryLanguage' beside 'States'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Output": "{% 1 %}", "End": true }
        },
        "QueryLanguage": "JSONata"
      }
    `,
    );
  });
});
