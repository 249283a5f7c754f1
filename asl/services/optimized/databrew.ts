/** The optimized integration of AWS Glue DataBrew. */
import type { OptimizedService } from '../optimized-service.ts';

export const databrew: OptimizedService = {
  name: 'AWS Glue DataBrew',
  page: 'connect-databrew.html',
  errorPrefix: 'DataBrew',
  errors: ['States.TaskFailed'],
  actions: {
    startJobRun: {
      patterns: ['.sync'],
      required: ['Name'],
      api: 'databrew:startJobRun',
      polls: 'databrew:describeJobRun',
      result: 'RunId; .sync: DescribeJobRun result (inferred)',
    },
  },
};
