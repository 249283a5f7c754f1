import { checkDiagnostics } from '../fixture.ts';

describe('reference-path', () => {
  it('finds paths that do not name one place', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "x": 1 }, "ResultPath": "$.a[*].b", "Next": "B" },
                                                                         ^^^ error[reference-path]: 'ResultPath' must name a single place: wildcards, filters, slices, lists of names and functions are not allowed.
          "B": { "Type": "Pass", "ResultPath": "$$.x", "Next": "C" },
                                                ^^ error[reference-path]: 'ResultPath' must name a place in the state input: '$$' is the context object.
          "C": { "Type": "Pass", "ResultPath": "$x", "Next": "D" },
                                                ^^ error[reference-path]: 'ResultPath' cannot write to a variable. Use 'Assign' to store the result in one.
          "D": { "Type": "Wait", "SecondsPath": "$..seconds", "Next": "E" },
                                                  ^^ error[reference-path]: 'SecondsPath' must name a single place: wildcards, filters, slices, lists of names and functions are not allowed.
          "E": { "Type": "Wait", "SecondsPath": "$x.seconds", "Next": "F" },
          "F": { "Type": "Pass", "ResultPath": "$.a[0]['b']", "End": true }
        }
      }
    `,
    );
  });
});
