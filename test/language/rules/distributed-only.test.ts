import { checkDiagnostics } from '../fixture.ts';

describe('distributed-only', () => {
  it('finds what an inline Map cannot have', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "Each",
        "States": {
          "Each": {
            "Type": "Map",
            "Label": "orders",
            ^^^^^^^ error[distributed-only]: 'Label' needs a Map in distributed mode: set 'Mode' of 'ProcessorConfig' to 'DISTRIBUTED'.
            "ToleratedFailurePercentage": 0.5,
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[distributed-only]: 'ToleratedFailurePercentage' needs a Map in distributed mode: set 'Mode' of 'ProcessorConfig' to 'DISTRIBUTED'.
            "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "Parameters": { "Bucket": "b", "Key": "k" } },
            ^^^^^^^^^^^^ error[distributed-only]: 'ItemReader' needs a Map in distributed mode: set 'Mode' of 'ProcessorConfig' to 'DISTRIBUTED'.
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "INLINE" },
              "StartAt": "A",
              "States": { "A": { "Type": "Succeed" } }
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('only warns where the Map does not say that it runs inline', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "Each",
        "States": {
          "Each": {
            "Type": "Map",
            "ResultWriter": { "Resource": "arn:aws:states:::s3:putObject", "Parameters": { "Bucket": "b" } },
            ^^^^^^^^^^^^^^ warning[distributed-only]: 'ResultWriter' needs a Map in distributed mode: set 'Mode' of 'ProcessorConfig' to 'DISTRIBUTED'.
            "ItemProcessor": { "StartAt": "A", "States": { "A": { "Type": "Succeed" } } },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('accepts them in distributed mode', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "Each",
        "States": {
          "Each": {
            "Type": "Map",
            "Label": "orders",
            "ItemBatcher": { "MaxItemsPerBatch": 10 },
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
              "StartAt": "A",
              "States": { "A": { "Type": "Succeed" } }
            },
            "End": true
          }
        }
      }
    `,
    );
  });

  it('does not judge a mode that is filled in later', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "Each",
        "States": {
          "Each": {
            "Type": "Map",
            "Label": "orders",
            "ItemProcessor": {
              "ProcessorConfig": { "Mode": "\${Mode}", "ExecutionType": "STANDARD" },
              "StartAt": "A",
              "States": { "A": { "Type": "Succeed" } }
            },
            "End": true
          }
        }
      }
    `,
    );
  });
});
