import { checkDiagnostics } from '../fixture.ts';

describe('state-type', () => {
  it('finds states of no known type, and does not judge them further', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "task", "Foo": 1, "Next": "B" },
                         ^^^^^^ error[state-type]: 'task' is not a type of state. Did you mean 'Task'?
          "B": { "Next": "C" },
          ^^^ error[state-type]: The state 'B' needs a 'Type'.
          "C": { "Type": 5, "Next": "D" },
                         ^ error[state-type]: 'Type' must be a string.
          "D": { "Type": "Repeat", "Next": "E" },
                         ^^^^^^^^ error[state-type]: 'Repeat' is not a type of state. It must be one of Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map.
          "E": { "Type": "\${Type}", "Next": "F" },
          "F": { "Type": "Succeed" }
        }
      }
    `,
    );
  });
});
