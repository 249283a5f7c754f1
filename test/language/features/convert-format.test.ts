/** JSON as YAML and back: the same values, the comments at the same members. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { formatOf, parseAsl } from '#asl';
import { convertFormat } from '#language';
import { unindented } from '../fixture.ts';

const converted = (source: string): string | undefined => {
  const text = unindented(source);
  return convertFormat(parseAsl(text, formatOf(text)))?.text;
};
const check = (source: string, expected: string): void => assert.equal(converted(source), unindented(expected));
const both = (json: string, yaml: string): void => {
  check(json, yaml);
  check(yaml, json);
};

describe('conversion of formats', () => {
  it('writes blocks for brackets, and back', () => {
    both(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {
              "FunctionName": "f",
              "Payload.$": "$.order",
              "Empty": {},
              "None": []
            },
            "Retry": [
              {
                "ErrorEquals": ["States.TaskFailed", "E"],
                "MaxAttempts": 3,
                "BackoffRate": 2.0
              },
              {
                "ErrorEquals": ["States.ALL"]
              }
            ],
            "End": true
          }
        }
      }
      `,
      `
      StartAt: A
      States:
        A:
          Type: Task
          Resource: arn:aws:states:::lambda:invoke
          Parameters:
            FunctionName: f
            Payload.$: $.order
            Empty: {}
            None: []
          Retry:
            - ErrorEquals: [States.TaskFailed, E]
              MaxAttempts: 3
              BackoffRate: 2.0
            - ErrorEquals: [States.ALL]
          End: true
      `,
    );
  });

  it('keeps comments where they are, and back', () => {
    both(
      `
      // the machine
      {
        "StartAt": "A", // begins here
        // all states
        "States": { // one
          // does nothing
          "A": {
            "Type": "Pass",
            "Result": [
              // first
              {
                "a": 1 // a number
              },
              2 // second
            ],
            "End": true
          }
        }
      }
      // the end
      `,
      `
      # the machine
      StartAt: A # begins here
      # all states
      States: # one
        # does nothing
        A:
          Type: Pass
          Result:
            # first
            - a: 1 # a number
            - 2 # second
          End: true
      # the end
      `,
    );
  });

  it('gives text of several lines a block, and back', () => {
    both(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Output": "{%\\n  $states.input\\n%}",
            "Comment": "one\\ntwo\\n",
            "End": true
          }
        }
      }
      `,
      `
      QueryLanguage: JSONata
      StartAt: A
      States:
        A:
          Type: Pass
          Output: |-
            {%
              $states.input
            %}
          Comment: |
            one
            two
          End: true
      `,
    );
  });

  it('quotes what YAML would read as something else', () => {
    check(
      '{ "StartAt": "yes", "States": { "yes": { "Type": "Pass", "Comment": "a: b # c", "Result": ["no", "1", "", "x, y", " "], "End": true } } }\n',
      `
      StartAt: "yes"
      States:
        "yes":
          Type: Pass
          Comment: 'a: b # c'
          Result: ["no", "1", "", "x, y", " "]
          End: true
      `.replace(`'a: b # c'`, '"a: b # c"'),
    );
  });

  it('writes block comments of JSON as lines', () => {
    check(
      '/*\n * about\n * this\n */\n{ "StartAt": /* the first */ "A", "States": { "A": { "Type": "Succeed" /* ends */ } } }\n',
      `
      # about
      # this
      # the first
      StartAt: A
      States:
        A:
          Type: Succeed # ends
      `,
    );
  });

  it('writes out what aliases and merge keys stand for', () => {
    check(
      `
      StartAt: A
      States:
        A: &base
          Type: Pass # a pass
          Comment: x
          Next: B
        B:
          <<: *base
          Next: C
        C: *base
      `.replace('C: *base', 'C: { Type: Succeed }'),
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass", // a pass
            "Comment": "x",
            "Next": "B"
          },
          "B": {
            "Type": "Pass",
            "Comment": "x",
            "Next": "C"
          },
          "C": {
            "Type": "Succeed"
          }
        }
      }
      `,
    );
  });

  it('keeps placeholders', () => {
    both(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Wait",
            "Seconds": \${Delay},
            "End": true
          }
        }
      }
      `,
      `
      StartAt: A
      States:
        A:
          Type: Wait
          Seconds: \${Delay}
          End: true
      `,
    );
  });

  it('is not possible for a broken text', () => {
    assert.equal(converted('{ "StartAt": "A", '), undefined);
    assert.equal(converted(''), undefined);
  });
});
