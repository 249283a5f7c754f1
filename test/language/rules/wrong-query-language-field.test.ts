import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('wrong-query-language-field', () => {
  it('finds fields of the other language', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Output": "{% 1 %}", "Next": "B" },
                                 ^^^^^^^^ error[wrong-query-language-field]: 'Output' is a field of JSONata, but the query language here is JSONPath. In JSONPath, 'OutputPath' does this.
          "B": {
            "Type": "Task",
            "QueryLanguage": "JSONata",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Parameters": { "x.$": "$.x" },
            ^^^^^^^^^^^^ error[wrong-query-language-field]: 'Parameters' is a field of JSONPath, but the query language here is JSONata. In JSONata, 'Arguments' does this.
            "ResultPath": "$.y",
            ^^^^^^^^^^^^ error[wrong-query-language-field]: 'ResultPath' is a field of JSONPath, but the query language here is JSONata. In JSONata, 'Output' does this.
            "Next": "C"
          },
          "C": { "Type": "Choice", "Choices": [{ "Condition": "{% true %}", "Next": "D" }], "Default": "D" },
                                                 ^^^^^^^^^^^ error[wrong-query-language-field]: 'Condition' is a field of JSONata, but the query language here is JSONPath. In JSONPath, 'Variable' does this.
          "D": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('explains that a Map does not hand its language on', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "M",
        "States": {
          "M": {
            "Type": "Map",
            "QueryLanguage": "JSONata",
            "Items": "{% [1, 2] %}",
            "ItemProcessor": { "StartAt": "A", "States": { "A": { "Type": "Pass", "Output": "{% 1 %}", "End": true } } },
                                                                                  ^^^^^^^^ error[wrong-query-language-field]: 'Output' is a field of JSONata, but the query language here is JSONPath. In JSONPath, 'OutputPath' does this. The language of 'M' does not count for the states inside it.
            "End": true
          }
        }
      }
    `,
    );
  });

  it('lets the state say that it is JSONata', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Output": "{% 1 %}",
            "End": true
          }
        }
      }
    `,
      "Use JSONata in 'A'",
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "QueryLanguage": "JSONata",
            "Output": "{% 1 %}",
            "End": true
          }
        }
      }
    `,
    );
  });

  it('is one finding for a state that is written in JSONata and does not say so', () => {
    checkDiagnostics(`
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Arguments": { "x": "{% $states.input.x %}" },
            ^^^^^^^^^^^ error[wrong-query-language-field]: 'Arguments' is a field of JSONata, but the query language here is JSONPath. In JSONPath, 'Parameters' does this.
            "Assign": { "y": "{% $states.result %}" },
            "Output": "{% $states.result %}",
            "Next": "B"
          },
          "B": { "Type": "Pass", "ResultPath": "$.b", "End": true }
        }
      }
    `);
  });

  it('is one finding for a machine that is written in JSONata and does not say so', () => {
    const source = `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Output": "{% 1 %}", "Next": "B" },
                                 ^^^^^^^^ error[wrong-query-language-field]: All states are written in JSONata, but the query language of this state machine is JSONPath. Set its 'QueryLanguage' to 'JSONata'.
          "B": { "Type": "Choice", "Choices": [{ "Condition": "{% true %}", "Output": 1, "Next": "C" }], "Default": "C" },
          "C": { "Type": "Succeed", "Output": "{% 2 %}" }
        }
      }
    `;
    checkDiagnostics(source);
    checkFixed(
      source,
      'Use JSONata in the whole state machine',
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Output": "{% 1 %}", "Next": "B" },
          "B": { "Type": "Choice", "Choices": [{ "Condition": "{% true %}", "Output": 1, "Next": "C" }], "Default": "C" },
          "C": { "Type": "Succeed", "Output": "{% 2 %}" }
        },
        "QueryLanguage": "JSONata"
      }
    `,
    );
  });

  it('waits for the language while it is typed', () => {
    checkDiagnostics(`
      QueryLanguage:
      ^^^^^^^^^^^^^ error[wrong-type]: 'QueryLanguage' has no value.
      StartAt: A
      States:
        A:
          Type: Pass
          Output: "{% 1 %}"
          End: true
    `);
    checkDiagnostics(`
      StartAt: A
      States:
        A:
          Type: Pass
          Next: B
        B:
          Type: Task
          QueryLang
          ^^^^^^^^^ error[syntax]: A colon and a value are missing after 'QueryLang'.
          Resource: arn:aws:lambda:us-east-1:123456789012:function:f
          Output: "{% $states.result %}"
          End: true
    `);
  });
});
