import { checkDiagnostics } from '../fixture.ts';

describe('query-language-downgrade', () => {
  it('finds a state that goes back to JSONPath, and does not judge its fields', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "QueryLanguage": "JSONPath", "Output": { "a": "{% 1 %}" }, "End": true }
                                                  ^^^^^^^^^^ error[query-language-downgrade]: The state machine uses JSONata, so a state of it cannot choose JSONPath. Remove 'QueryLanguage' here and write the state in JSONata.
        }
      }
    `,
    );
  });
});
