/** Retry and Catch added where they may stand and are not yet. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { checkRefactored, offered } from './checks.ts';

const LAMBDA = `
      {
        "StartAt": "A",
        "States": {
          "$0A": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": { "FunctionName": "f" },
            "Next": "B"
          },
          "B": { "Type": "Succeed" },
          "C": { "Type": "Fail" }
        }
      }
      `.replace(
  '"Succeed" },\n          "C": { "Type": "Fail" }',
  '"Pass", "Next": "C" },\n          "C": { "Type": "Succeed" }',
);

describe('refactoring: handle errors', () => {
  it('adds a Retry with the errors that AWS advises to retry', () => {
    checkRefactored(
      LAMBDA,
      "Add Retry to 'A'",
      LAMBDA.replace('$0', '').replace(
        '"f" },\n',
        `"f" },
            "Retry": [
              {
                "ErrorEquals": ["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"],
                "IntervalSeconds": 1,
                "MaxAttempts": 3,
                "BackoffRate": 2,
                "JitterStrategy": "FULL"
              }
            ],
`,
      ),
    );
  });

  it('adds a Catch that goes to a state of choice', () => {
    checkRefactored(
      LAMBDA,
      "Add Catch to 'A' that goes to 'C'",
      LAMBDA.replace('$0', '').replace(
        '"f" },\n',
        `"f" },
            "Catch": [
              {
                "ErrorEquals": ["States.ALL"],
                "ResultPath": "$.error",
                "Next": "C"
              }
            ],
`,
      ),
    );
  });

  it('adds a Catch with a new Fail state, in YAML', () => {
    checkRefactored(
      `
      QueryLanguage: JSONata
      StartAt: A
      States:
        $0A:
          Type: Parallel
          Branches:
            - StartAt: B
              States:
                B:
                  Type: Succeed
          End: true # done
      `,
      "Add Catch to 'A' with a new Fail state",
      `
      QueryLanguage: JSONata
      StartAt: A
      States:
        A:
          Type: Parallel
          Branches:
            - StartAt: B
              States:
                B:
                  Type: Succeed
          Catch:
            - ErrorEquals: [States.ALL]
              Next: A failed
          End: true # done
        A failed:
          Type: Fail
          Error: Failed
          Cause: A has failed.
      `,
    );
  });

  it('offers neither where it is there, and none to a state that cannot fail so', () => {
    const titles = (source: string): string[] => offered(source).found.map(({ title }) => title);
    const has = LAMBDA.replace('"Next": "B"', '"Retry": [], "Catch": [], "Next": "B"');
    assert.ok(!titles(has).some((title) => title.startsWith('Add ')));
    assert.ok(
      !titles('{ "StartAt": "A", "States": { "$0A": { "Type": "Succeed" } } }').some((title) =>
        title.startsWith('Add '),
      ),
    );
  });
});
