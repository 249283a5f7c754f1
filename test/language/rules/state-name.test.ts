import { checkDiagnostics } from '../fixture.ts';

describe('state-name', () => {
  it('finds names that are empty or too long', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "",
        "States": {
          "": { "Type": "Pass", "Next": "x12345678901234567890123456789012345678901234567890123456789012345678901234567890" },
          ^^ error[state-name]: The name of a state cannot be empty.
          "x12345678901234567890123456789012345678901234567890123456789012345678901234567890": { "Type": "Succeed" }
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[state-name]: The name of a state has at most 80 characters, but this has 81.
        }
      }
    `,
    );
  });
});
