import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('not-in-enum', () => {
  it('finds values that the field does not take', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "jsonata",
                         ^^^^^^^^^ error[not-in-enum]: 'jsonata' is not a value of 'QueryLanguage'. Did you mean 'JSONata'?
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [{ "ErrorEquals": ["States.ALL"], "JitterStrategy": "PARTIAL" }],
                                                                         ^^^^^^^^^ error[not-in-enum]: 'PARTIAL' is not a value of 'JitterStrategy'. It must be 'FULL' or 'NONE'.
            "End": true
          }
        }
      }
    `,
    );
  });

  it('writes the value that was meant', () => {
    checkFixed(
      `
      {
        "QueryLanguage": "jsonata",
        "StartAt": "A",
        "States": { "A": { "Type": "Succeed" } }
      }
    `,
      "Change to 'JSONata'",
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": { "A": { "Type": "Succeed" } }
      }
    `,
    );
  });
});
