/** The optimized integration of AWS Batch. */
import type { OptimizedService } from '../optimized-service.ts';

export const batch: OptimizedService = {
  name: 'AWS Batch',
  page: 'connect-batch.html',
  errorPrefix: 'Batch',
  errors: [
    'Batch.AWSBatchException',
    'Batch.ClientException',
    'Batch.ServerException',
    'Batch.TooManyRequestsException',
    'States.TaskFailed',
  ],
  actions: {
    submitJob: {
      patterns: ['.sync'],
      disputed: ['.waitForTaskToken'],
      required: ['JobDefinition', 'JobName', 'JobQueue'],
      api: 'batch:submitJob',
      polls: 'batch:describeJobs',
      anyJson: ['ContainerOverrides.Environment.Value', 'ContainerOverrides.Command', 'Parameters'],
      result: 'request-response: JobArn, JobId, JobName; .sync: DescribeJobs job detail',
    },
  },
};
