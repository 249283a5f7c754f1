/** The optimized integration of Amazon EventBridge. */
import type { OptimizedService } from '../optimized-service.ts';

export const events: OptimizedService = {
  name: 'Amazon EventBridge',
  page: 'connect-eventbridge.html',
  errorPrefix: 'EventBridge',
  errors: ['EventBridge.FailedEntry', 'EventBridge.InternalException', 'EventBridge.EventBridgeException'],
  actions: {
    putEvents: {
      patterns: ['.waitForTaskToken'],
      required: ['Entries'],
      api: 'eventbridge:putEvents',
      takes: ['Entries'],
      anyJson: ['Entries.Detail'],
      result: 'Entries[], FailedEntryCount',
    },
  },
};
