import { checkDiagnostics } from '../fixture.ts';

const inMap = (type: string, state: string): string => `
  {
    "StartAt": "M",
    "States": {
      "M": {
        "Type": "Map",
        "ItemProcessor": {
          "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "${type}" },
          "StartAt": "A",
          "States": {
${state}
          }
        },
        "End": true
      }
    }
  }
`;

describe('express-child', () => {
  it('finds a Task that waits in an EXPRESS child of a distributed Map', () => {
    checkDiagnostics(
      inMap(
        'EXPRESS',
        `            "A": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": { "TaskDefinition": "t" }, "Next": "B" },
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[express-child]: The children of the Map 'M' are EXPRESS executions. They can neither wait for a job ('.sync') nor for a task token, and use no activities.
            "B": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:sign", "Next": "C" },
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[express-child]: The children of the Map 'M' are EXPRESS executions. They can neither wait for a job ('.sync') nor for a task token, and use no activities.
            "C": { "Type": "Parallel", "Branches": [{ "StartAt": "D", "States": {
              "D": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" }, "End": true }
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[express-child]: The children of the Map 'M' are EXPRESS executions. They can neither wait for a job ('.sync') nor for a task token, and use no activities.
            } }], "End": true }`,
      ),
    );
  });

  it('finds a distributed Map in one', () => {
    checkDiagnostics(
      inMap(
        'EXPRESS',
        `            "A": { "Type": "Map", "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "B", "States": {
                                                                                  ^^^^^^^^^^^^^ error[express-child]: The children of the Map 'M' are EXPRESS executions. They cannot run a distributed Map.
              "B": { "Type": "Pass", "End": true }
            } }, "End": true }`,
      ),
    );
  });

  it('leaves STANDARD children alone', () => {
    checkDiagnostics(
      inMap(
        'STANDARD',
        `            "A": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask.sync", "Parameters": { "TaskDefinition": "t" }, "End": true }`,
      ),
    );
  });
});
