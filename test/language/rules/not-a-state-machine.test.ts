import { checkDiagnostics } from '../fixture.ts';

describe('not-a-state-machine', () => {
  it('says it once, of an object', () => {
    checkDiagnostics(
      `
      {
      ^ error[not-a-state-machine]: Neither 'StartAt' nor 'States' is here. A state machine is an object with 'StartAt' and 'States'.
        "name": "some-package",
        "version": "1.0.0"
      }
    `,
    );
  });

  it('of a list', () => {
    checkDiagnostics(
      `
      [1, 2]
      ^ error[not-a-state-machine]: This is a list. A state machine is an object with 'StartAt' and 'States'.
    `,
    );
  });

  it('of a text', () => {
    checkDiagnostics(
      `
      just some words
      ^ error[not-a-state-machine]: This is a string. A state machine is an object with 'StartAt' and 'States'.
    `,
    );
  });
});
