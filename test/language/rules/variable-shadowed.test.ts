import { checkDiagnostics } from '../fixture.ts';

describe('variable-shadowed', () => {
  it('finds an inner scope that assigns a variable of an outer one', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "total": 0 }, "Next": "Each" },
          "Each": {
            "Type": "Map",
            "ItemProcessor": {
              "StartAt": "B",
              "States": { "B": { "Type": "Pass", "Assign": { "total": 1, "own": 2 }, "End": true } }
                                                             ^^^^^^^ error[variable-shadowed]: The variable 'total' belongs to an outer scope, so it cannot be assigned here. Use another name, or hand the value out as output.
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('leaves the children of a distributed Map alone, which see no outer variables', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Pass", "Assign": { "total": 0 }, "Next": "Each" },
          "Each": {
            "Type": "Map",
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
              "StartAt": "B",
              "States": { "B": { "Type": "Pass", "Assign": { "total": 1 }, "End": true } }
            },
            "End": true
          }
        }
      }
    `,
    );
  });
});
