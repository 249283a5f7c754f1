/** A state deleted: what led to it leads to the state behind it. */
import { describe, it } from 'mocha';
import { checkRefactored, checkRefused } from './checks.ts';

describe('refactoring: delete a state', () => {
  it('leads transitions on to the next state', () => {
    checkRefactored(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "B" }],
            "Default": "B"
          },
          // gone
          "$0B": { "Type": "Pass", "Next": "C" },
          "C": { "Type": "Succeed" }
        }
      }
      `,
      "Delete state 'B'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.x", "IsNull": true, "Next": "C" }],
            "Default": "C"
          },
          // gone
          "C": { "Type": "Succeed" }
        }
      }
      `,
    );
  });

  it('moves the start on', () => {
    checkRefactored(
      `
      StartAt: A
      States:
        $0A:
          Type: Wait
          Seconds: 1
          Next: Yes
        Yes:
          Type: Succeed
      `.replaceAll('Yes', '"Yes"'),
      "Delete state 'A'",
      `
      StartAt: "Yes"
      States:
        "Yes":
          Type: Succeed
      `,
    );
  });

  it('ends what led to a state that ends, and takes rules and catchers away', () => {
    checkRefactored(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:eu-west-1:123456789012:activity:a",
            "Catch": [
              { "ErrorEquals": ["E"], "Next": "B" },
              { "ErrorEquals": ["States.ALL"], "Next": "$0Z" }
            ],
            "Next": "B"
          },
          "B": {
            "Type": "Choice",
            "Choices": [
              { "Variable": "$.x", "IsNull": true, "Next": "Z" },
              { "Variable": "$.x", "IsNull": false, "Next": "C" }
            ],
            "Default": "Z"
          },
          "C": { "Type": "Pass", "Next": "Z" },
          "$0Z": { "Type": "Succeed" }
        }
      }
      `.replace('$0Z', 'Z'),
      "Delete state 'Z'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:eu-west-1:123456789012:activity:a",
            "Catch": [
              { "ErrorEquals": ["E"], "Next": "B" }
            ],
            "Next": "B"
          },
          "B": {
            "Type": "Choice",
            "Choices": [
              { "Variable": "$.x", "IsNull": false, "Next": "C" }
            ]
          },
          "C": { "Type": "Pass", "End": true }
        }
      }
      `,
    );
  });

  it('takes items out of lists in YAML', () => {
    checkRefactored(
      `
      StartAt: A
      States:
        A:
          Type: Choice
          Choices:
            # to the end
            - Variable: $.x
              IsNull: true
              Next: Z
            # goes on
            - Variable: $.y
              IsNull: true
              Next: B
          Default: B
        B:
          Type: Pass
          Next: Z
        $0Z:
          Type: Succeed
      `,
      "Delete state 'Z'",
      `
      StartAt: A
      States:
        A:
          Type: Choice
          Choices:
            # goes on
            - Variable: $.y
              IsNull: true
              Next: B
          Default: B
        B:
          Type: Pass
          End: true
      `,
    );
  });

  it('is refused where nothing says what comes instead', () => {
    checkRefused(
      `{ "StartAt": "A", "States": { "$0A": { "Type": "Choice", "Choices": [
        { "Variable": "$.x", "IsNull": true, "Next": "B" }, { "Variable": "$.y", "IsNull": true, "Next": "C" } ] },
        "B": { "Type": "Succeed" }, "C": { "Type": "Succeed" } } }`,
      "Delete state 'A'",
      /leads to 'B' and 'C'/,
    );
    checkRefused(
      '{ "StartAt": "A", "States": { "$0A": { "Type": "Succeed" } } }',
      "Delete state 'A'",
      /the only state/,
    );
    checkRefused(
      '{ "StartAt": "A", "States": { "$0A": { "Type": "Succeed" }, "B": { "Type": "Succeed" } } }',
      "Delete state 'A'",
      /starts at 'A' and ends there/,
    );
    checkRefused(
      `{ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [ { "Variable": "$.x", "IsNull": true, "Next": "B" } ] },
        "$0B": { "Type": "Succeed" } } }`,
      "Delete state 'B'",
      /Every rule of 'A' leads to 'B'/,
    );
    checkRefused(
      `{ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [ { "Variable": "$.x", "IsNull": true, "Next": "A" } ], "Default": "B" },
        "$0B": { "Type": "Succeed" } } }`,
      "Delete state 'B'",
      /'B' is where the machine ends/,
    );
    checkRefused(
      `{ "StartAt": "A", "States": { "$0A": { "Type": "Choice", "Choices": [ { "Variable": "$.x", "IsNull": true, "Next": "B" } ], "Default": "C" },
        "B": { "Type": "Succeed" }, "C": { "Type": "Succeed" } } }`,
      "Delete state 'A'",
      /Only 'A' leads to 'B'/,
    );
  });
});
