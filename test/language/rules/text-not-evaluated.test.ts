import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('text-not-evaluated', () => {
  it('finds paths and functions that stay text in a payload template', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Parameters": { "a": "$.order.id", "b": "States.UUID()", "c": ["$$.Execution.Id"], "d": "{% 1 %}", "price": "$5", "e.$": "$.e" },
                            ^^^ warning[text-not-evaluated]: This path is passed on as text. Name the member 'a.$' to have it evaluated.
                                               ^^^ warning[text-not-evaluated]: This intrinsic function is passed on as text. Name the member 'b.$' to have it evaluated.
                                                                           ^^^^^^^^^^^^^^^^^ warning[text-not-evaluated]: This path is passed on as text. An item of a list cannot be one: use an object, or build the list with States.Array.
                                                                                                    ^^^^^^^^^ warning[text-not-evaluated]: The query language here is JSONPath, so this JSONata expression is passed on as text. Set 'QueryLanguage' to 'JSONata' to have it evaluated.
            "Next": "B"
          },
          "B": { "Type": "Pass", "Result": { "a.$": "$.x", "b": "$.y" }, "Next": "C" },
                                             ^^^^^ warning[text-not-evaluated]: The 'Result' of a Pass is never evaluated: this is passed on as text. Use 'Parameters' instead.
                                                                ^^^^^ warning[text-not-evaluated]: The 'Result' of a Pass is never evaluated: this is passed on as text. Use 'Parameters' instead.
          "C": {
            "Type": "Choice",
            "Choices": [{ "Variable": "$.a", "StringEquals": "$.b", "Next": "D" }],
                                                             ^^^^^ warning[text-not-evaluated]: This is passed on as text. Use 'StringEqualsPath' to have it evaluated.
            "Default": "D"
          },
          "D": { "Type": "Fail", "Error": "{% 'E' %}", "Cause": "$.cause" }
                                          ^^^^^^^^^^^ warning[text-not-evaluated]: The query language here is JSONPath, so this JSONata expression is passed on as text. Set 'QueryLanguage' to 'JSONata' to have it evaluated.
                                                                ^^^^^^^^^ warning[text-not-evaluated]: This is passed on as text. Use 'CausePath' to have it evaluated.
        }
      }
    `,
    );
  });

  it('finds expressions that do not fill their string', () => {
    checkDiagnostics(
      `
      QueryLanguage: JSONata
      StartAt: A
      States:
        A:
          Type: Pass
          Output:
            a: "Order {% $states.input.id %}"
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[text-not-evaluated]: An expression must fill the whole string, so this is passed on as text. Build the text inside: '{% "…" & … %}'.
            b: |
               ^ warning[text-not-evaluated]: Blanks or a line break follow '%}', so this is passed on as text. In YAML, a block that begins with '>-' or '|-' ends without one.
              {% $states.input.id %}
            c: |-
              {% $states.input.id %}
          End: true
    `,
    );
  });

  it('finds JSONPath in a JSONata state', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Output": { "a.$": "$.order.id", "b": "$.order.id", "c": "{% $states.input.order %}" }, "End": true }
                                             ^^^^^ warning[text-not-evaluated]: The query language here is JSONata, where '.$' has no meaning. Name the member 'a' and write the value as '{% … %}'.
                                                                       ^^^^^^^^^^^^ warning[text-not-evaluated]: The query language here is JSONata, so this is passed on as text. Expressions stand in '{% … %}'.
        }
      }
    `,
    );
  });

  it('has it evaluated', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "id": "$.order.id" }, "End": true } }
      }
    `,
      "Rename to 'id.$'",
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "id.$": "$.order.id" }, "End": true } }
      }
    `,
    );
  });

  it('takes the twin that is evaluated', () => {
    checkFixed(
      `
      StartAt: A
      States:
        A:
          Type: Fail
          Cause: $.cause
    `,
      "Rename to 'CausePath'",
      `
      StartAt: A
      States:
        A:
          Type: Fail
          CausePath: $.cause
    `,
    );
  });
});
