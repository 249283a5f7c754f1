import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('jsonata-reference', () => {
  it('finds names that an expression cannot read', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Output": { "a": "{% order.id %}", "b": "{% $$.x %}", "c": "{% $states.imput %}" }, "Next": "B" },
                                                      ^^^^^ error[jsonata-reference]: Reference to 'order' at the top level is not supported. Use '$states.input.order' for a member of the input, '$order' for a variable.
                                                                             ^^ error[jsonata-reference]: Reference to '$$' is not supported. Use '$states.input' for the input of the state.
                                                                                                ^^^^^^^^^^^^^ warning[jsonata-reference]: '$states.imput' does not exist here. Did you mean '$states.input'?
          "B": { "Type": "Pass", "Output": "{% $states.result & $states.errorOutput.Cause %}", "End": true }
                                               ^^^^^^^^^^^^^^ error[jsonata-reference]: '$states.result' does not exist here. There is a result only in 'Output' and 'Assign' of a Task, Parallel or Map state.
                                                                ^^^^^^^^^^^^^^^^^^^ error[jsonata-reference]: '$states.errorOutput' does not exist here. The error is known only in 'Output' and 'Assign' of a catcher.
        }
      }
    `,
    );
  });

  it('knows where there is a result and where there is an error', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Arguments": { "x": "{% $states.result %}" },
                                    ^^^^^^^^^^^^^^ error[jsonata-reference]: '$states.result' does not exist here. There is a result only in 'Output' and 'Assign' of a Task, Parallel or Map state.
            "Output": "{% $states.result %}",
            "Catch": [{ "ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput %}", "Next": "B" }],
            "Next": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('writes the member that was meant', () => {
    checkFixed(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Output": "{% $states.imput %}", "End": true } }
      }
    `,
      "Change to '$states.input'",
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Output": "{% $states.input %}", "End": true } }
      }
    `,
    );
  });

  it('writes where the name may be meant to stand', () => {
    const text = (name: string): string => `
      QueryLanguage: JSONata
      StartAt: A
      States:
        A: { Type: Pass, Assign: { order: 1 }, Next: B }
        B: { Type: Pass, Output: "{% ${name} %}", End: true }
      `;
    checkFixed(text('order'), "Change to '$states.input.order'", text('$states.input.order'));
    checkFixed(text('order'), "Change to '$order'", text('$order'));
    checkFixed(text('$'), "Change to '$states.input'", text('$states.input'));
  });

  it('knows the members of the error', () => {
    checkDiagnostics(`
      QueryLanguage: JSONata
      StartAt: A
      States:
        A:
          Type: Task
          Resource: arn:aws:lambda:us-east-1:123456789012:function:f
          Catch:
            - ErrorEquals: [States.ALL]
              Output: "{% $states.errorOutput.cause %}"
                                              ^^^^^ warning[jsonata-reference]: The error has no member 'cause'. Did you mean 'Cause'?
              Next: B
          Next: B
        B: { Type: Succeed }
    `);
  });
});
