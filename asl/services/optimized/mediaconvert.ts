/** The optimized integration of AWS Elemental MediaConvert. */
import type { OptimizedService } from '../optimized-service.ts';

export const mediaconvert: OptimizedService = {
  name: 'AWS Elemental MediaConvert',
  page: 'connect-mediaconvert.html',
  errorPrefix: 'MediaConvert',
  errors: ['States.TaskFailed'],
  actions: {
    createJob: {
      patterns: ['.sync'],
      required: ['Role', 'Settings'],
      api: 'mediaconvert:createJob',
      polls: 'mediaconvert:getJob',
      result: '{Job}',
    },
  },
};
