/** The optimized integration of Amazon EKS. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson, flag, oneOf, structure, text } from '../own-parameters.ts';

export const eks: OptimizedService = {
  name: 'Amazon EKS',
  page: 'connect-eks.html',
  errorPrefix: 'EKS',
  errors: ['EKS.401', 'States.TaskFailed'],
  actions: {
    createCluster: {
      patterns: ['.sync'],
      required: ['Name', 'RoleArn', 'ResourcesVpcConfig'],
      api: 'eks:createCluster',
      polls: 'eks:describeCluster',
    },
    deleteCluster: {
      patterns: ['.sync'],
      required: ['Name'],
      api: 'eks:deleteCluster',
      polls: 'eks:describeCluster',
    },
    createFargateProfile: {
      patterns: ['.sync'],
      required: ['FargateProfileName', 'ClusterName', 'PodExecutionRoleArn'],
      api: 'eks:createFargateProfile',
      polls: 'eks:describeFargateProfile',
    },
    deleteFargateProfile: {
      patterns: ['.sync'],
      required: ['ClusterName', 'FargateProfileName'],
      api: 'eks:deleteFargateProfile',
      polls: 'eks:describeFargateProfile',
    },
    createNodegroup: {
      patterns: ['.sync'],
      required: ['ClusterName', 'NodegroupName', 'Subnets', 'NodeRole'],
      api: 'eks:createNodegroup',
      polls: 'eks:describeNodegroup',
    },
    deleteNodegroup: {
      patterns: ['.sync'],
      required: ['ClusterName', 'NodegroupName'],
      api: 'eks:deleteNodegroup',
      polls: 'eks:describeNodegroup',
    },
    runJob: {
      patterns: ['.sync'],
      disputed: ['.waitForTaskToken'],
      required: ['ClusterName', 'CertificateAuthority', 'Endpoint', 'Job'],
      own: {
        ClusterName: text('The name of the cluster.'),
        CertificateAuthority: text("The cluster's certificate, in Base64."),
        Endpoint: text("The address of the cluster's Kubernetes API."),
        Namespace: text('The namespace that the job runs in; `default` when absent.'),
        Job: anyJson('The Kubernetes job (`batch/v1`).'),
        LogOptions: structure(
          {
            RetrieveLogs: flag('Whether the result holds the logs of the pods.'),
            RawLogs: flag('Whether logs stay text although they are JSON.'),
            LogParameters: anyJson('Query parameters of the request for the logs.'),
          },
          'What is to be done with the logs.',
        ),
      },
      result: 'StatusCode, StatusText, ResponseBody, Headers; .sync + logs.pods.<pod>.containers.<c>.log',
    },
    call: {
      patterns: [],
      disputed: ['.waitForTaskToken'],
      required: ['ClusterName', 'CertificateAuthority', 'Endpoint', 'Method', 'Path'],
      own: {
        ClusterName: text('The name of the cluster.'),
        CertificateAuthority: text("The cluster's certificate, in Base64."),
        Endpoint: text("The address of the cluster's Kubernetes API."),
        Method: oneOf(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH'], 'The HTTP method.'),
        Path: text("The path in the cluster's Kubernetes API."),
        QueryParameters: anyJson('Query parameters, each with a list of values.'),
        RequestBody: anyJson('The body of the request.'),
      },
      result: 'StatusCode, StatusText, ResponseBody, Headers',
    },
  },
};
