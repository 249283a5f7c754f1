import { checkDiagnostics } from '../fixture.ts';

describe('choice-comparison', () => {
  it('finds rules that compare nothing', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Choice",
            "Choices": [
              { "Variable": "$.a", "Next": "B" },
                ^^^^^^^^^^ error[choice-comparison]: This rule has a 'Variable', but no operator that compares it, such as 'StringEquals' or 'IsPresent'.
              { "And": [{ "Variable": "$.a" }, { "Variable": "$.a", "IsPresent": true }], "Next": "B" },
                          ^^^^^^^^^^ error[choice-comparison]: This rule has a 'Variable', but no operator that compares it, such as 'StringEquals' or 'IsPresent'.
              { "Not": { "Variable": "$.a", "IsNull": true }, "StringEquals": "x", "Next": "B" },
                                                              ^^^^^^^^^^^^^^ error[choice-comparison]: 'StringEquals' has nothing to compare here: a rule with 'Not' compares only in the rules inside it.
              { "Variable": "$.a", "StringEqals": "x", "Next": "B" }
                                   ^^^^^^^^^^^^^ error[unknown-field]: A choice rule has no field 'StringEqals'. Did you mean 'StringEquals'?
            ],
            "Default": "B"
          },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('leaves rules in JSONata alone', () => {
    checkDiagnostics(
      `
      {
        "QueryLanguage": "JSONata",
        "StartAt": "A",
        "States": {
          "A": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.a %}", "Next": "B" }], "Default": "B" },
          "B": { "Type": "Succeed" }
        }
      }
    `,
    );
  });
});
