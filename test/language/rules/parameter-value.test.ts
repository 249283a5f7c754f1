import { checkDiagnostics, checkFixed } from '../fixture.ts';

describe('parameter-value', () => {
  it('finds values that the service does not have', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "Parameters": { "TaskDefinition": "t", "LaunchType": "Fargate" }, "Next": "B" },
                                                                                                                                  ^^^^^^^^^ warning[parameter-value]: 'LaunchType' of 'ecs:runTask' has no value 'Fargate'. Did you mean 'FARGATE'?
          "B": { "Type": "Task", "Resource": "arn:aws:states:::http:invoke", "Parameters": { "ApiEndpoint": "e", "Method": "FETCH", "Authentication": { "ConnectionArn": "c" } }, "Next": "C" },
                                                                                                                           ^^^^^^^ warning[parameter-value]: 'Method' of 'http:invoke' has no value 'FETCH'. It may be 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS' or 'HEAD'.
          "C": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:describeInstances", "Parameters": { "Filters": [{ "Name": "n", "Values": ["v"] }] }, "Next": "D" },
          "D": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:ec2:runInstances", "Parameters": { "MinCount": 1, "MaxCount": 1, "InstanceType": "no-such-type" }, "End": true }
                                                                                                                                                        ^^^^^^^^^^^^^^ warning[parameter-value]: 'InstanceType' of 'ec2:runInstances' has no value 'no-such-type'.
        }
      }
    `,
    );
  });

  it('accepts what is computed or filled in', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "Parameters": { "TaskDefinition": "t", "LaunchType.$": "$.type" }, "Next": "B" },
          "B": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "Parameters": { "TaskDefinition": "t", "LaunchType": "\${Type}" }, "End": true }
        }
      }
    `,
    );
  });

  it('leaves what was meant to be computed to the rule about that', () => {
    checkDiagnostics(
      `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "Parameters": { "TaskDefinition": "t", "LaunchType": "$.type", "Overrides": "$.overrides" }, "End": true }
                                                                                                                    ^^^^^^^^^^^^ warning[text-not-evaluated]: This path is passed on as text. Name the member 'LaunchType.$' to have it evaluated.
                                                                                                                                            ^^^^^^^^^^^ warning[text-not-evaluated]: This path is passed on as text. Name the member 'Overrides.$' to have it evaluated.
        }
      }
    `,
    );
  });

  it('writes the value that was meant', () => {
    const machine = (value: string): string => `
      {
        "StartAt": "A",
        "States": {
          "A": { "Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "Parameters": { "TaskDefinition": "t", "LaunchType": "${value}" }, "End": true }
        }
      }
    `;
    checkFixed(machine('Fargate'), "Change to 'FARGATE'", machine('FARGATE'));
  });
});
