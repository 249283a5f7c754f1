import { checkDiagnostics } from '../fixture.ts';

describe('possibly-undefined-variable', () => {
  it('finds variables that only some ways assign', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Choice", "Choices": [{ "Variable": "$.a", "IsPresent": true, "Next": "B" }], "Default": "C" },
          "B": { "Type": "Pass", "Assign": { "x": 1, "y": 2 }, "Next": "D" },
          "C": { "Type": "Pass", "Assign": { "y": 3 }, "Next": "D" },
          "D": { "Type": "Pass", "Parameters": { "x.$": "$x", "y.$": "$y" }, "End": true }
                                                         ^^ warning[possibly-undefined-variable]: The variable '$x' has no value on some ways to the state 'D'. Assign it on all of them, or before they part.
        }
      }
    `,
    );
  });

  it('follows catchers, choice rules and loops, and looks into inner scopes', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "Try",
        "States": {
          "Try": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Assign": { "result.$": "$" },
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Assign": { "error.$": "$" }, "Next": "Report" }],
            "Next": "Decide"
          },
          "Decide": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.again", "BooleanEquals": true, "Assign": { "again": true }, "Next": "Try" }],
            "Default": "Report"
          },
          "Report": {
            "Type": "Parallel",
            "Branches": [
              { "StartAt": "P", "States": { "P": { "Type": "Pass", "Parameters": { "e.$": "$error", "r.$": "$result", "a.$": "$again" }, "End": true } } }
                                                                                           ^^^^^^ warning[possibly-undefined-variable]: The variable '$error' has no value on some ways to the state 'P'. Assign it on all of them, or before they part.
                                                                                                            ^^^^^^^ warning[possibly-undefined-variable]: The variable '$result' has no value on some ways to the state 'P'. Assign it on all of them, or before they part.
                                                                                                                              ^^^^^^ warning[possibly-undefined-variable]: The variable '$again' has no value on some ways to the state 'P'. Assign it on all of them, or before they part.
            ],
            "End": true
          }
        }
      }
    `,
    );
  });

  it('leaves expressions alone that ask for the variable', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.a %}", "Next": "B" }], "Default": "C" },
          "B": { "Type": "Pass", "Assign": { "x": 1 }, "Next": "C" },
          "C": { "Type": "Pass", "Output": "{% $exists($x) ? $x : 0 %}", "End": true }
        }
      }
    `,
    );
  });
});
