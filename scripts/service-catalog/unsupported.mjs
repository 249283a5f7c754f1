/** The actions that Step Functions does not offer: whatever streams events, and the list in AWS's guide. */

const UNSUPPORTED = {
  applicationdiscovery: ['DescribeExportConfigurations', 'ExportConfigurations'],
  bedrockagentruntime: [
    'InvokeAgent',
    'InvokeFlow',
    'InvokeInlineAgent',
    'OptimizePrompt',
    'RetrieveAndGenerateStream',
  ],
  bedrockruntime: ['InvokeModelWithResponseStream', 'ConverseStream'],
  cloudwatchlogs: ['StartLiveTail'],
  codedeploy: [
    'BatchGetDeploymentInstances',
    'GetDeploymentInstance',
    'ListDeploymentInstances',
    'SkipWaitTimeForInstanceTermination',
  ],
  comprehendmedical: ['DetectEntities'],
  dataexchange: ['SendApiAsset'],
  directconnect: [
    'AllocateConnectionOnInterconnect',
    'DescribeConnectionLoa',
    'DescribeConnectionsOnInterconnect',
    'DescribeInterconnectLoa',
  ],
  efs: ['CreateTags'],
  elastictranscoder: ['TestRole'],
  emr: ['DescribeJobFlows'],
  iot: ['AttachPrincipalPolicy', 'ListPrincipalPolicies', 'DetachPrincipalPolicy', 'ListPolicyPrincipals'],
  iotdeviceadvisor: ['ListTestCases'],
  iotsitewise: ['InvokeAssistant'],
  kinesis: ['SubscribeToShard'],
  lambda: ['InvokeAsync', 'InvokeWithResponseStream'],
  lexruntimev2: ['StartConversation'],
  mediapackage: ['RotateChannelCredentials'],
  qbusiness: ['Chat'],
  rdsdata: ['ExecuteSql'],
  s3: ['SelectObjectContent'],
  s3control: ['SelectObjectContent'],
  sagemakerruntime: ['InvokeEndpointWithResponseStream'],
  securitylake: [
    'GetDatalake',
    'GetDatalakeAutoEnable',
    'GetDatalakeExceptionsExpiry',
    'GetDatalakeExceptionsSubscription',
    'GetDatalakeStatus',
    'CreateSubscriptionNotificationConfiguration',
    'CreateDatalake',
    'CreateDatalakeAutoEnable',
    'CreateDatalakeDelegatedAdmin',
    'CreateDatalakeExceptionsSubscription',
    'DeleteDatalake',
    'UpdateDatalake',
    'UpdateSubscriptionNotificationConfiguration',
    'UpdateDatalakeExceptionsExpiry',
    'UpdateDatalakeExceptionsSubscription',
    'DeleteDatalakeAutoEnable',
    'DeleteDatalakeDelegatedAdmin',
    'DeleteDatalakeExceptionsSubscription',
    'DeleteSubscriptionNotificationConfiguration',
    'ListDatalakeExceptions',
  ],
  shield: ['DeleteSubscription'],
  sts: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
};

/** True where `aws-sdk:<service>:<action>` exists. */
export function isOffered(service, operation, { operations, shapes }) {
  if (UNSUPPORTED[service]?.includes(operation)) return false;
  const { input, output } = operations[operation];
  return ![input, output].some((side) => side && streamsEvents(shapes[side.shape], shapes));
}

const streamsEvents = ({ members = {} }, shapes) =>
  Object.values(members).some(({ shape, eventstream }) => eventstream || shapes[shape].eventstream);
