/** The optimized integration of Amazon EMR Serverless. */
import type { OptimizedService } from '../optimized-service.ts';

export const emrServerless: OptimizedService = {
  name: 'Amazon EMR Serverless',
  page: 'connect-emr-serverless.html',
  errorPrefix: 'EmrServerless',
  errors: ['States.TaskFailed'],
  actions: {
    createApplication: {
      patterns: ['.sync'],
      required: ['ReleaseLabel', 'Type'],
      api: 'emrserverless:createApplication',
      polls: 'emrserverless:getApplication',
      result: '.sync waits for CREATED',
    },
    startApplication: {
      patterns: ['.sync'],
      required: ['ApplicationId'],
      api: 'emrserverless:startApplication',
      polls: 'emrserverless:getApplication',
      result: '{ApplicationId}; .sync waits for STARTED',
    },
    stopApplication: {
      patterns: ['.sync'],
      required: ['ApplicationId'],
      api: 'emrserverless:stopApplication',
      polls: 'emrserverless:getApplication',
      result: '{ApplicationId}; .sync waits for STOPPED',
    },
    deleteApplication: {
      patterns: ['.sync'],
      required: ['ApplicationId'],
      api: 'emrserverless:deleteApplication',
      polls: 'emrserverless:getApplication',
      result: '{ApplicationId}; .sync waits for TERMINATED',
    },
    startJobRun: {
      patterns: ['.sync'],
      required: ['ApplicationId', 'ExecutionRoleArn'],
      api: 'emrserverless:startJobRun',
      polls: 'emrserverless:getJobRun',
      result: '.sync waits for SUCCESS',
    },
    cancelJobRun: {
      patterns: ['.sync'],
      required: ['ApplicationId', 'JobRunId'],
      api: 'emrserverless:cancelJobRun',
      polls: 'emrserverless:getJobRun',
      result: '.sync waits for CANCELLED',
    },
  },
};
