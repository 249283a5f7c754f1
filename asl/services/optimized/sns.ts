/** The optimized integration of Amazon SNS. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson } from '../own-parameters.ts';

export const sns: OptimizedService = {
  name: 'Amazon SNS',
  page: 'connect-sns.html',
  errorPrefix: 'SNS',
  errors: [
    'SNS.AmazonSNSException',
    'SNS.NotFoundException',
    'SNS.InvalidParameterException',
    'SNS.AuthorizationErrorException',
    'SNS.EndpointDisabledException',
    'SNS.KMSThrottlingException',
    'SNS.InternalErrorException',
  ],
  actions: {
    publish: {
      patterns: ['.waitForTaskToken'],
      required: ['Message'],
      oneOf: ['TopicArn', 'TargetArn', 'PhoneNumber'],
      api: 'sns:publish',
      takes: [
        'Message',
        'MessageAttributes',
        'MessageStructure',
        'MessageDeduplicationId',
        'MessageGroupId',
        'PhoneNumber',
        'Subject',
        'TargetArn',
        'TopicArn',
      ],
      own: { Message: anyJson('The text to send; JSON is sent as its text.') },
      result: 'MessageId, SequenceNumber?',
    },
  },
};
