/** The optimized integration of AWS Glue. */
import type { OptimizedService } from '../optimized-service.ts';
import { text } from '../own-parameters.ts';

export const glue: OptimizedService = {
  name: 'AWS Glue',
  page: 'connect-glue.html',
  errorPrefix: 'Glue',
  errors: [
    'Glue.AWSGlueException',
    'Glue.ConcurrentRunsExceededException',
    'Glue.EntityNotFoundException',
    'Glue.InternalServiceException',
    'Glue.InvalidInputException',
    'Glue.OperationTimeoutException',
    'Glue.ResourceNumberLimitExceededException',
    'States.TaskFailed',
  ],
  actions: {
    startJobRun: {
      patterns: ['.sync'],
      required: ['JobName'],
      api: 'glue:startJobRun',
      polls: 'glue:getJobRun',
      gives: { JobName: text('The name of the job, from the parameters.') },
      result: 'request-response: JobName (copied from the request), JobRunId; .sync: GetJobRun JobRun (+JobName)',
    },
  },
};
