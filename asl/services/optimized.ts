/**
 * The optimized service integrations: which services and actions exist, in which patterns besides
 * request-response, and which parameters they need. From AWS's documentation, November 2026.
 */

export interface OptimizedAction {
  /** The endings that the action may have: `.sync`, `.sync:2`, `.waitForTaskToken`. */
  readonly patterns: readonly string[];
  /** The members of `Parameters` or `Arguments` that the call needs. */
  readonly required: readonly string[];
  /** Endings about which AWS's own pages disagree. */
  readonly disputed?: readonly string[];
}

/** By service, then by action, as they stand in `arn:aws:states:::<service>:<action>`. */
export const optimizedIntegrations: Readonly<Record<string, Readonly<Record<string, OptimizedAction>>>> = {
  apigateway: {
    invoke: { patterns: ['.waitForTaskToken'], required: ['ApiEndpoint', 'Method'] },
  },
  athena: {
    getQueryExecution: { patterns: [], required: ['QueryExecutionId'] },
    getQueryResults: { patterns: [], required: ['QueryExecutionId'] },
    startQueryExecution: { patterns: ['.sync'], required: ['QueryString'] },
    stopQueryExecution: { patterns: [], required: ['QueryExecutionId'] },
  },
  batch: {
    submitJob: {
      patterns: ['.sync'],
      required: ['JobDefinition', 'JobName', 'JobQueue'],
      disputed: ['.waitForTaskToken'],
    },
  },
  bedrock: {
    createModelCustomizationJob: {
      patterns: ['.sync'],
      required: [
        'JobName',
        'CustomModelName',
        'RoleArn',
        'BaseModelIdentifier',
        'TrainingDataConfig',
        'OutputDataConfig',
      ],
      disputed: ['.waitForTaskToken'],
    },
    invokeModel: { patterns: ['.waitForTaskToken'], required: ['ModelId'] },
  },
  'bedrock-agentcore': {
    invokeHarness: { patterns: [], required: ['HarnessArn', 'RuntimeSessionId', 'Messages'] },
  },
  codebuild: {
    batchDeleteBuilds: { patterns: [], required: ['Ids'] },
    batchGetReports: { patterns: [], required: ['ReportArns'] },
    deleteBuildBatch: { patterns: [], required: ['Id'] },
    retryBuildBatch: { patterns: ['.sync'], required: [] },
    startBuild: { patterns: ['.sync'], required: ['ProjectName'] },
    startBuildBatch: { patterns: ['.sync'], required: ['ProjectName'] },
    stopBuild: { patterns: [], required: ['Id'] },
    stopBuildBatch: { patterns: [], required: ['Id'] },
  },
  databrew: {
    startJobRun: { patterns: ['.sync'], required: ['Name'] },
  },
  dynamodb: {
    deleteItem: { patterns: [], required: ['TableName', 'Key'] },
    getItem: { patterns: [], required: ['TableName', 'Key'] },
    putItem: { patterns: [], required: ['TableName', 'Item'] },
    updateItem: { patterns: [], required: ['TableName', 'Key'] },
  },
  ecs: {
    runTask: { patterns: ['.sync', '.waitForTaskToken'], required: ['TaskDefinition'] },
  },
  eks: {
    call: {
      patterns: [],
      required: ['ClusterName', 'CertificateAuthority', 'Endpoint', 'Method', 'Path'],
      disputed: ['.waitForTaskToken'],
    },
    createCluster: { patterns: ['.sync'], required: ['Name', 'RoleArn', 'ResourcesVpcConfig'] },
    createFargateProfile: {
      patterns: ['.sync'],
      required: ['FargateProfileName', 'ClusterName', 'PodExecutionRoleArn'],
    },
    createNodegroup: { patterns: ['.sync'], required: ['ClusterName', 'NodegroupName', 'Subnets', 'NodeRole'] },
    deleteCluster: { patterns: ['.sync'], required: ['Name'] },
    deleteFargateProfile: { patterns: ['.sync'], required: ['ClusterName', 'FargateProfileName'] },
    deleteNodegroup: { patterns: ['.sync'], required: ['ClusterName', 'NodegroupName'] },
    runJob: {
      patterns: ['.sync'],
      required: ['ClusterName', 'CertificateAuthority', 'Endpoint', 'Job'],
      disputed: ['.waitForTaskToken'],
    },
  },
  elasticmapreduce: {
    addStep: { patterns: ['.sync'], required: ['ClusterId', 'Step'] },
    cancelStep: { patterns: [], required: ['ClusterId', 'StepId'] },
    createCluster: { patterns: ['.sync'], required: ['Name', 'Instances'] },
    modifyInstanceFleetByName: { patterns: [], required: ['ClusterId', 'InstanceFleetName', 'InstanceFleet'] },
    modifyInstanceGroupByName: { patterns: [], required: ['ClusterId', 'InstanceGroupName', 'InstanceGroup'] },
    setClusterTerminationProtection: { patterns: [], required: ['ClusterId', 'TerminationProtected'] },
    terminateCluster: { patterns: ['.sync'], required: ['ClusterId'] },
  },
  'emr-containers': {
    createVirtualCluster: { patterns: [], required: ['Name', 'ContainerProvider', 'ClientToken'] },
    deleteVirtualCluster: { patterns: ['.sync'], required: ['Id'] },
    startJobRun: { patterns: ['.sync'], required: ['VirtualClusterId', 'ClientToken'] },
  },
  'emr-serverless': {
    cancelJobRun: { patterns: ['.sync'], required: ['ApplicationId', 'JobRunId'] },
    createApplication: { patterns: ['.sync'], required: ['ReleaseLabel', 'Type'] },
    deleteApplication: { patterns: ['.sync'], required: ['ApplicationId'] },
    startApplication: { patterns: ['.sync'], required: ['ApplicationId'] },
    startJobRun: { patterns: ['.sync'], required: ['ApplicationId', 'ExecutionRoleArn'] },
    stopApplication: { patterns: ['.sync'], required: ['ApplicationId'] },
  },
  events: {
    putEvents: { patterns: ['.waitForTaskToken'], required: ['Entries'] },
  },
  glue: {
    startJobRun: { patterns: ['.sync'], required: ['JobName'] },
  },
  http: {
    invoke: { patterns: [], required: ['ApiEndpoint', 'Method'] },
  },
  lambda: {
    invoke: { patterns: ['.waitForTaskToken'], required: ['FunctionName'] },
  },
  mediaconvert: {
    createJob: { patterns: ['.sync'], required: ['Role', 'Settings'] },
  },
  sagemaker: {
    createEndpoint: { patterns: [], required: ['EndpointName', 'EndpointConfigName'] },
    createEndpointConfig: { patterns: [], required: ['EndpointConfigName', 'ProductionVariants'] },
    createHyperParameterTuningJob: {
      patterns: ['.sync'],
      required: ['HyperParameterTuningJobName', 'HyperParameterTuningJobConfig'],
    },
    createLabelingJob: {
      patterns: ['.sync'],
      required: ['LabelingJobName', 'LabelAttributeName', 'InputConfig', 'OutputConfig', 'RoleArn', 'HumanTaskConfig'],
    },
    createModel: { patterns: [], required: ['ModelName'] },
    createProcessingJob: {
      patterns: ['.sync'],
      required: ['ProcessingJobName', 'ProcessingResources', 'AppSpecification', 'RoleArn'],
    },
    createTrainingJob: { patterns: ['.sync'], required: ['TrainingJobName', 'RoleArn', 'OutputDataConfig'] },
    createTransformJob: {
      patterns: ['.sync'],
      required: ['TransformJobName', 'ModelName', 'TransformInput', 'TransformOutput', 'TransformResources'],
    },
    updateEndpoint: { patterns: [], required: ['EndpointName', 'EndpointConfigName'] },
  },
  sns: {
    publish: { patterns: ['.waitForTaskToken'], required: ['Message'] },
  },
  sqs: {
    sendMessage: { patterns: ['.waitForTaskToken'], required: ['QueueUrl', 'MessageBody'] },
  },
  states: {
    startExecution: { patterns: ['.sync', '.sync:2', '.waitForTaskToken'], required: ['StateMachineArn'] },
  },
};
