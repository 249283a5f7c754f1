/** The optimized integration of Amazon EMR. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson, flag, text } from '../own-parameters.ts';

const CLUSTER = text('The identifier of the cluster.');

export const elasticmapreduce: OptimizedService = {
  name: 'Amazon EMR',
  page: 'connect-emr.html',
  errorPrefix: 'ElasticMapReduce',
  errors: ['ElasticMapReduce.AmazonElasticMapReduceException', 'States.TaskFailed'],
  actions: {
    createCluster: {
      patterns: ['.sync'],
      required: ['Name', 'Instances'],
      api: 'emr:runJobFlow',
      polls: 'emr:describeCluster',
      refuses: { '*': ['Steps'] },
      result: '{ClusterId}; .sync waits for WAITING, {Cluster:{…}, ClusterId}',
    },
    setClusterTerminationProtection: {
      patterns: [],
      required: ['ClusterId', 'TerminationProtected'],
      own: {
        ClusterId: CLUSTER,
        TerminationProtected: flag('Whether the cluster is protected from being terminated.'),
      },
    },
    terminateCluster: {
      patterns: ['.sync'],
      required: ['ClusterId'],
      polls: 'emr:describeCluster',
      own: { ClusterId: CLUSTER },
    },
    addStep: {
      patterns: ['.sync'],
      required: ['ClusterId', 'Step'],
      polls: 'emr:describeStep',
      own: {
        ClusterId: CLUSTER,
        Step: anyJson('The step, as `StepConfig` of the API.'),
        ExecutionRoleArn: text('The role that the step runs with.'),
      },
      result: '{StepId}; .sync: {Step:{…}}',
    },
    cancelStep: {
      patterns: [],
      required: ['ClusterId', 'StepId'],
      own: { ClusterId: CLUSTER, StepId: text('The identifier of the step.') },
      result: '{CancelStepsInfo}',
    },
    modifyInstanceFleetByName: {
      patterns: [],
      required: ['ClusterId', 'InstanceFleetName', 'InstanceFleet'],
      own: {
        ClusterId: CLUSTER,
        InstanceFleetName: text('The name of the instance fleet.'),
        InstanceFleet: anyJson('The change, as `InstanceFleetModifyConfig` of the API.'),
      },
    },
    modifyInstanceGroupByName: {
      patterns: [],
      required: ['ClusterId', 'InstanceGroupName', 'InstanceGroup'],
      own: {
        ClusterId: CLUSTER,
        InstanceGroupName: text('The name of the instance group.'),
        InstanceGroup: anyJson('The change, as `InstanceGroupModifyConfig` of the API.'),
      },
    },
  },
};
