import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('jsonpath-syntax', () => {
  it('finds texts that are no paths', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "InputPath": "order",
                         ^^^^^^^ error[jsonpath-syntax]: 'InputPath' must be a JSONPath: a text that begins with '$'.
            "Parameters": { "a.$": "order.id", "b.$": 5, "c": [{ "d.$": "$.items[?(@.x ==]" }] },
                                   ^^^^^^^^^^ error[jsonpath-syntax]: 'a.$' must be a JSONPath, which begins with '$', or an intrinsic function, which begins with 'States.'.
                                                      ^ error[jsonpath-syntax]: 'b.$' must be a JSONPath or an intrinsic function in quotes. For a fixed value leave '.$' away from the key.
                                                                                         ^ error[jsonpath-syntax]: A path ('@…' or '$…'), a string in single quotes, a number, true, false or null is expected here, found ']'.
            "OutputPath": "$.a[",
                              ^ error[jsonpath-syntax]: An index, a slice, '*', a quoted name or a filter '?(…)' is expected in the brackets.
            "Next": "B"
          },
          "B": {
            "Type": "Choice",
            "Choices": [{ "Variable": "x", "IsPresent": true, "Next": "C" }],
                                      ^^^ error[jsonpath-syntax]: 'Variable' must be a JSONPath: a text that begins with '$'.
            "Default": "C"
          },
          "C": { "Type": "Fail", "ErrorPath": "error" }
                                              ^^^^^^^ error[jsonpath-syntax]: 'ErrorPath' must be a JSONPath, which begins with '$', or an intrinsic function, which begins with 'States.'.
        }
      }
    `,
    );
  });

  it('accepts paths into data, context and variables, and null', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "x": 1 }, "InputPath": null, "Next": "B" },
          "B": {
            "Type": "Pass",
            "Parameters": { "a.$": "$", "b.$": "$$.Execution.Name", "c.$": "$x", "d.$": "$.a['b'][0:2]..c[?(@.d > 1)]", "e.$": "$.\${Name}" },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('wants a value behind a key of YAML', () => {
    checkDiagnostics(
      `
      StartAt: A
      States:
        A:
          Type: Pass
          Parameters:
            id.$:
            ^^^^ error[jsonpath-syntax]: 'id.$' has no value.
          End: true
    `,
    );
  });

  it('writes the path that was meant', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "id.$": "order.id" }, "End": true } }
      }
    `,
      "Change to '$.order.id'",
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "id.$": "$.order.id" }, "End": true } }
      }
    `,
    );
  });

  it('or leaves it a text', () => {
    checkFixed(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "id.$": "order.id" }, "End": true } }
      }
    `,
      "Rename to 'id'",
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Parameters": { "id": "order.id" }, "End": true } }
      }
    `,
    );
  });
});
