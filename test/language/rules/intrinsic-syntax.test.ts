import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('intrinsic-syntax', () => {
  it('finds mistakes at their place in the string', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Parameters": {
              "a.$": "States.Formt('{}', $.a)",
                      ^^^^^^^^^^^^ error[intrinsic-syntax]: There is no intrinsic function 'States.Formt'. Did you mean 'States.Format'?
              "b.$": "States.ArrayLength($.b",
                      ^^^^^^^^^^^^^^^^^^^^^^ error[intrinsic-syntax]: The closing parenthesis ')' of States.ArrayLength is missing.
              "c.$": "States.Format('say \\\\\\"hi\\\\\\" {}', $.c)",
                                         ^^^^ error[intrinsic-syntax]: '\\"' is not an escape of intrinsic functions: only \\' \\{ \\} and \\\\ are.
              "d.$": "States.UUID(1)",
                                  ^ error[intrinsic-syntax]: States.UUID takes no arguments, but 1 is given: States.UUID().
              "e.$": "States.Array()"
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('wants a text for the error and the cause of a Fail', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Fail", "ErrorPath": "States.Format('{}', $.a)", "CausePath": "States.ArrayLength($.a)" }
                                                                                        ^^^^^^^^^^^^^^^^^^ error[intrinsic-syntax]: 'CausePath' needs a text, but States.ArrayLength does not yield one.
        }
      }
    `,
    );
  });

  it('writes the function that was meant', () => {
    checkFixed(
      `
      StartAt: A
      States:
        A: { Type: Pass, Parameters: { a.$: States.Formt('x') }, End: true }
      `,
      "Change to 'States.Format'",
      `
      StartAt: A
      States:
        A: { Type: Pass, Parameters: { a.$: States.Format('x') }, End: true }
      `,
    );
  });
});
