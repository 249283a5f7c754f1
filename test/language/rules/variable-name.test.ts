import { checkDiagnostics } from '../fixture.ts';

describe('variable-name', () => {
  it('finds names that cannot be variables', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Pass",
            "Assign": { "states": 1, "order.total": 2, "$x": 3, "1st": 4, "": 5, "top-level": 6, "größe.$": "$.g", "order_2": 8 },
                        ^^^^^^^^ error[variable-name]: The name 'states' is reserved: '$states' holds the input and the context of a state.
                                     ^^^^^^^^^^^^^ error[variable-name]: A part of a variable cannot be assigned: 'order.total' must be one name, without '.' and '['.
                                                       ^^^^ error[variable-name]: '$x' cannot be the name of a variable: leave the '$' away here. It is written only where the variable is read.
                                                                ^^^^^ error[variable-name]: '1st' cannot be the name of a variable: a name is a letter, then letters, digits and '_'.
                                                                          ^^ error[variable-name]: The name of a variable cannot be empty.
                                                                                 ^^^^^^^^^^^ warning[variable-name]: 'top-level' cannot be the name of a variable: a name is a letter, then letters, digits and '_'.
            "End": true
          }
        }
      }
    `,
    );
  });

  it('finds names that are too long, whatever stands in them', () => {
    const long = 'a'.repeat(81);
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "${long}": 1 }, "End": true }
                                             ${'^'.repeat(83)} error[variable-name]: The name of a variable has at most 80 characters, but this has 81.
        }
      }
    `,
    );
  });
});
