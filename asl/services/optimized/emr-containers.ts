/** The optimized integration of Amazon EMR on EKS. */
import type { OptimizedService } from '../optimized-service.ts';

export const emrContainers: OptimizedService = {
  name: 'Amazon EMR on EKS',
  page: 'connect-emr-eks.html',
  errorPrefix: 'EMRContainers',
  errors: ['States.TaskFailed'],
  actions: {
    createVirtualCluster: {
      patterns: [],
      required: ['Name', 'ContainerProvider'],
      api: 'emrcontainers:createVirtualCluster',
    },
    deleteVirtualCluster: {
      patterns: ['.sync'],
      required: ['Id'],
      api: 'emrcontainers:deleteVirtualCluster',
      polls: 'emrcontainers:describeVirtualCluster',
    },
    startJobRun: {
      patterns: ['.sync'],
      required: ['VirtualClusterId'],
      api: 'emrcontainers:startJobRun',
      polls: 'emrcontainers:describeJobRun',
    },
  },
};
