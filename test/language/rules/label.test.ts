import { checkDiagnostics } from '../fixture.ts';

describe('label', () => {
  it('finds labels that cannot be part of an ARN', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Map",
            "Label": "orders of today",
                     ^^^^^^^^^^^^^^^^^ error[label]: A label may not hold a blank: it becomes part of an ARN.
            "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "A1", "States": { "A1": { "Type": "Succeed" } } },
            "Next": "B"
          },
          "B": {
            "Type": "Map",
            "Label": "x1234567890123456789012345678901234567890",
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[label]: A label has at most 40 characters, but this has 41.
            "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "B1", "States": { "B1": { "Type": "Succeed" } } },
            "Next": "C"
          },
          "C": {
            "Type": "Map",
            "Label": "",
                     ^^ error[label]: The label is empty.
            "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "C1", "States": { "C1": { "Type": "Succeed" } } },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('finds a label that is used twice', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": {
            "Type": "Map",
            "Label": "orders",
            "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "A1", "States": { "A1": { "Type": "Succeed" } } },
            "Next": "B"
          },
          "B": {
            "Type": "Map",
            "Label": "orders",
                     ^^^^^^^^ error[label]: The label 'orders' is used by another Map. Labels are unique in the state machine.
            "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS" }, "StartAt": "B1", "States": { "B1": { "Type": "Succeed" } } },
            "End": true
          }
        }
      }
    `,
    );
  });
});
