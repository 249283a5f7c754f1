/** The optimized integration of Amazon SQS. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson } from '../own-parameters.ts';

export const sqs: OptimizedService = {
  name: 'Amazon SQS',
  page: 'connect-sqs.html',
  errorPrefix: 'SQS',
  errors: [
    'SQS.AmazonSQSException',
    'SQS.SdkClientException',
    'SQS.InvalidMessageContentsException',
    'SQS.QueueDoesNotExistException',
  ],
  actions: {
    sendMessage: {
      patterns: ['.waitForTaskToken'],
      required: ['QueueUrl', 'MessageBody'],
      api: 'sqs:sendMessage',
      takes: [
        'DelaySeconds',
        'MessageAttributes',
        'MessageBody',
        'MessageDeduplicationId',
        'MessageGroupId',
        'QueueUrl',
      ],
      own: { MessageBody: anyJson('The text to send; JSON is sent as its text.') },
      result: 'MD5OfMessageBody (sic, not Md5), MD5OfMessageAttributes?, MessageId, SequenceNumber?',
    },
  },
};
