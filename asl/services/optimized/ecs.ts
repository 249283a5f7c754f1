/** The optimized integration of Amazon ECS/Fargate. */
import type { OptimizedService } from '../optimized-service.ts';

export const ecs: OptimizedService = {
  name: 'Amazon ECS/Fargate',
  page: 'connect-ecs.html',
  errorPrefix: 'ECS',
  errors: [
    'ECS.AmazonECSException',
    'AmazonECS.Unknown',
    'ECS.ServerException',
    'ECS.ClientException',
    'ECS.InvalidParameterException',
    'ECS.ClusterNotFoundException',
    'ECS.AccessDeniedException',
    'States.TaskFailed',
  ],
  actions: {
    runTask: {
      patterns: ['.sync', '.waitForTaskToken'],
      required: ['TaskDefinition'],
      api: 'ecs:runTask',
      polls: 'ecs:describeTasks',
      takes: [
        'Cluster',
        'Group',
        'LaunchType',
        'NetworkConfiguration',
        'Overrides',
        'PlacementConstraints',
        'PlacementStrategy',
        'PlatformVersion',
        'PropagateTags',
        'TaskDefinition',
        'EnableExecuteCommand',
        'CapacityProviderStrategy',
        'Tags',
        'EnableECSManagedTags',
        'ReferenceId',
      ],
      refuses: { '.sync': ['Count', 'StartedBy'] },
      anyJson: ['Overrides.ContainerOverrides.Environment.Value', 'Overrides.ContainerOverrides.Command'],
      result: 'request-response: Tasks[], Failures[]; .sync: DescribeTasks task (Tasks[0])',
    },
  },
};
