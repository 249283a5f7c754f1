/** The optimized integration of AWS Lambda. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson } from '../own-parameters.ts';

export const lambda: OptimizedService = {
  name: 'AWS Lambda',
  page: 'connect-lambda.html',
  errorPrefix: 'Lambda',
  errors: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.TooManyRequestsException',
    'Lambda.Unknown',
    'Lambda.ResourceNotFoundException',
    'Sandbox.Timedout',
  ],
  actions: {
    invoke: {
      patterns: ['.waitForTaskToken'],
      required: ['FunctionName'],
      api: 'lambda:invoke',
      takes: ['FunctionName', 'InvocationType', 'Qualifier', 'ClientContext', 'Payload', 'LogType'],
      own: { Payload: anyJson('The input of the function.') },
      gives: { Payload: anyJson('What the function returned.') },
      result: 'ExecutedVersion, Payload (parsed JSON), StatusCode, LogResult?',
    },
  },
};
