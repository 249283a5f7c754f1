import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('jsonata-syntax', () => {
  it('finds mistakes at their place in the string', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Output": {
              "a": "{% \\"\\\\u00e4\\" & [1,2) %}",
                                         ^ error[jsonata-syntax]: Expected "]", got ")".
              "b": "{% $states.input.items[0 %}",
                                           ^ error[jsonata-syntax]: Expected "]" before end of expression.
              "c": "{% 1",
                   ^^^^^^ error[jsonata-syntax]: This JSONata expression is not closed: it must end with '%}'.
              "d": "{% 1 }"
                   ^^^^^^^^ error[jsonata-syntax]: This JSONata expression is not closed: it must end with '%}'.
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('finds them in a block of YAML', () => {
    checkDiagnostics(
      `
      QueryLanguage: JSONata
      StartAt: A
      States:
        A:
          Type: Pass
          Output:
            sum: >-
              {% $sum(
                $states.input.items.(price *)
                                            ^ error[jsonata-syntax]: The symbol ")" cannot be used as a unary operator.
              ) %}
          End: true
    `,
    );
  });

  it('does not parse what is no expression, or not yet known', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Comment": "{% ( %}", "Output": { "a": "x {% ( %}", "b": "{% \${Expression} ( %}" }, "End": true }
                                                                        ^^^^^^^^^^^ warning[text-not-evaluated]: An expression must fill the whole string, so this is passed on as text. Build the text inside: '{% "…" & … %}'.
        }
      }
    `,
    );
  });

  it('closes the expression', () => {
    checkFixed(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Output": "{% 1 }", "End": true } }
      }
    `,
      "Close with '%}'",
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Output": "{% 1 %}", "End": true } }
      }
    `,
    );
  });
});
