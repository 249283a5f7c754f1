/** The optimized integration of Amazon Athena. */
import type { OptimizedService } from '../optimized-service.ts';

export const athena: OptimizedService = {
  name: 'Amazon Athena',
  page: 'connect-athena.html',
  errorPrefix: 'Athena',
  errors: [
    'Athena.AmazonAthenaException',
    'Athena.InvalidRequestException',
    'Athena.InternalServerException',
    'Athena.TooManyRequestsException',
    'States.TaskFailed',
  ],
  actions: {
    startQueryExecution: {
      patterns: ['.sync'],
      required: ['QueryString'],
      api: 'athena:startQueryExecution',
      polls: 'athena:getQueryExecution',
      result: '.sync: {QueryExecution:{…}} as GetQueryExecution',
    },
    stopQueryExecution: {
      patterns: [],
      required: ['QueryExecutionId'],
      api: 'athena:stopQueryExecution',
    },
    getQueryExecution: {
      patterns: [],
      required: ['QueryExecutionId'],
      api: 'athena:getQueryExecution',
    },
    getQueryResults: {
      patterns: [],
      required: ['QueryExecutionId'],
      api: 'athena:getQueryResults',
    },
  },
};
