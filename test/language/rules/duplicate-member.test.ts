import { checkDiagnostics } from '../fixture.ts';

describe('duplicate-member', () => {
  it('finds a member with and without .$', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Parameters": { "list": [{ "id": 1, "id.$": "$.id" }] },
                                                ^^^^^^ error[duplicate-member]: 'id.$' and 'id' both make the member 'id'. Only one of them may be there.
            "End": true
          }
        }
      }
    `,
    );
  });

  it('does not look into data that are not evaluated', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": { "A": { "Type": "Pass", "Comment": "x", "InputPath": null, "End": true } }
      }
    `,
    );
  });
});
