/** The optimized integration of AWS Step Functions. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson } from '../own-parameters.ts';

export const states: OptimizedService = {
  name: 'AWS Step Functions',
  page: 'connect-stepfunctions.html',
  errorPrefix: 'StepFunctions',
  errors: [
    'StepFunctions.ExecutionAlreadyExistsException',
    'StepFunctions.ExecutionLimitExceededException',
    'StepFunctions.StateMachineDoesNotExistException',
    'StepFunctions.InvalidArnException',
    'StepFunctions.InvalidExecutionInputException',
    'StepFunctions.AWSStepFunctionsException',
    'States.TaskFailed',
  ],
  actions: {
    startExecution: {
      patterns: ['.sync', '.sync:2', '.waitForTaskToken'],
      required: ['StateMachineArn'],
      api: 'sfn:startExecution',
      polls: 'sfn:describeExecution',
      tells: {
        '.sync:2': {
          Input: anyJson('The input of the execution, as a value (recorded).'),
          Output: anyJson('The output of the execution, as a value (recorded).'),
        },
      },
      takes: ['StateMachineArn', 'Input', 'Name'],
      own: { Input: anyJson('The input of the execution.') },
      result:
        'request-response: ExecutionArn, StartDate; .sync: DescribeExecution result, Input/Output as STRING; .sync:2: same with Output/Input parsed JSON',
    },
  },
};
