import { checkDiagnostics } from '../fixture.ts';

describe('empty-value', () => {
  it('finds empty lists', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Parallel", "Branches": [], "Retry": [{ "ErrorEquals": [] }], "Next": "B" },
                                                 ^^ error[empty-value]: 'Branches' needs at least one entry.
                                                                                ^^ error[empty-value]: 'ErrorEquals' needs at least one entry.
          "B": { "Type": "Choice", "Choices": [], "Default": "C" },
                                              ^^ error[empty-value]: 'Choices' needs at least one entry.
          "C": { "Type": "Choice", "Choices": [{ "And": [], "Next": "D" }], "Default": "D" },
                                                        ^^ error[empty-value]: 'And' needs at least one entry.
          "D": { "Type": "Succeed" }
        }
      }
    `,
    );
  });

  it('finds a machine without states, and says no more of its start', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {}
                  ^^ error[empty-value]: 'States' needs at least one entry.
      }
    `,
    );
  });
});
