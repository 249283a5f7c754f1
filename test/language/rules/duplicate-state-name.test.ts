import { checkDiagnostics } from '../fixture.ts';

describe('duplicate-state-name', () => {
  it('finds a name that is used in two scopes', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "Both",
        "States": {
          "Both": {
            "Type": "Parallel",
            "Branches": [
              { "StartAt": "Notify", "States": { "Notify": { "Type": "Succeed" } } },
              { "StartAt": "Notify", "States": { "Notify": { "Type": "Succeed" } } }
                                                 ^^^^^^^^ error[duplicate-state-name]: The name 'Notify' is used by another state. State names are unique in the whole state machine.
            ],
            "End": true
          }
        }
      }
    `,
    );
  });
});
