/** The optimized integration of AWS CodeBuild. */
import type { OptimizedService } from '../optimized-service.ts';

export const codebuild: OptimizedService = {
  name: 'AWS CodeBuild',
  page: 'connect-codebuild.html',
  errorPrefix: 'CodeBuild',
  errors: ['CodeBuild.AWSCodeBuildException', 'States.TaskFailed'],
  actions: {
    startBuild: {
      patterns: ['.sync'],
      required: ['ProjectName'],
      api: 'codebuild:startBuild',
      polls: 'codebuild:batchGetBuilds',
    },
    stopBuild: {
      patterns: [],
      required: ['Id'],
      api: 'codebuild:stopBuild',
    },
    batchDeleteBuilds: {
      patterns: [],
      required: ['Ids'],
      api: 'codebuild:batchDeleteBuilds',
    },
    batchGetReports: {
      patterns: [],
      required: ['ReportArns'],
      api: 'codebuild:batchGetReports',
    },
    startBuildBatch: {
      patterns: ['.sync'],
      required: ['ProjectName'],
      api: 'codebuild:startBuildBatch',
      polls: 'codebuild:batchGetBuildBatches',
    },
    stopBuildBatch: {
      patterns: [],
      required: ['Id'],
      api: 'codebuild:stopBuildBatch',
    },
    retryBuildBatch: {
      patterns: ['.sync'],
      required: [],
      api: 'codebuild:retryBuildBatch',
      polls: 'codebuild:batchGetBuildBatches',
    },
    deleteBuildBatch: {
      patterns: [],
      required: ['Id'],
      api: 'codebuild:deleteBuildBatch',
    },
  },
};
