import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('jsonata-function', () => {
  it('finds functions that do not exist and wrong numbers of arguments', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Output": {
              "a": "{% $sun($states.input.a) %}",
                       ^^^^ warning[jsonata-function]: There is no function '$sun'. Did you mean '$sum'?
              "b": "{% $sum(1, 2) %}",
                       ^^^^ warning[jsonata-function]: '$sum' takes 1 argument, but 2 are given: $sum(numbers).
              "c": "{% $eval('1') %}",
                       ^^^^^ warning[jsonata-function]: There is no function '$eval'. Use '$parse' to read a JSON text.
              "d": "{% $foo(1) %}",
                       ^^^^ warning[jsonata-function]: There is no function '$foo'.
              "e": "{% $substring('abc') %}",
              "f": "{% $uuid(1) %}"
                       ^^^^^ warning[jsonata-function]: '$uuid' takes no arguments, but 1 is given: $uuid().
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('knows the functions of Step Functions, functions of the expression itself, and what ~> hands on', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Output": {
              "a": "{% $partition([1..5], 2) & $parse('{}') & $uuid() %}",
              "b": "{% ($twice := function($x) { $x * 2 }; $map([1, 2], $twice) ~> $sum) %}",
              "c": "{% $states.input.list ~> $map($string) %}",
              "d": "{% $states.input.name.$uppercase() %}"
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('writes the function that was meant', () => {
    checkFixed(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Output": "{% $sun([1]) %}", "End": true } }
      }
    `,
      "Change to '$sum'",
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Output": "{% $sum([1]) %}", "End": true } }
      }
    `,
    );
  });
});
