/** The optimized service integrations by the name in `arn:aws:states:::<service>:<action>`. From AWS's documentation and recordings, November 2026. */
import type { OptimizedService } from '../optimized-service.ts';
import { apigateway } from './apigateway.ts';
import { athena } from './athena.ts';
import { batch } from './batch.ts';
import { bedrock } from './bedrock.ts';
import { bedrockAgentcore } from './bedrock-agentcore.ts';
import { codebuild } from './codebuild.ts';
import { databrew } from './databrew.ts';
import { dynamodb } from './dynamodb.ts';
import { ecs } from './ecs.ts';
import { eks } from './eks.ts';
import { elasticmapreduce } from './elasticmapreduce.ts';
import { emrContainers } from './emr-containers.ts';
import { emrServerless } from './emr-serverless.ts';
import { events } from './events.ts';
import { glue } from './glue.ts';
import { http } from './http.ts';
import { lambda } from './lambda.ts';
import { mediaconvert } from './mediaconvert.ts';
import { sagemaker } from './sagemaker.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { states } from './states.ts';

export const optimizedServices: Readonly<Record<string, OptimizedService>> = {
  apigateway,
  athena,
  batch,
  bedrock,
  'bedrock-agentcore': bedrockAgentcore,
  codebuild,
  databrew,
  dynamodb,
  ecs,
  eks,
  elasticmapreduce,
  'emr-containers': emrContainers,
  'emr-serverless': emrServerless,
  events,
  glue,
  http,
  lambda,
  mediaconvert,
  sagemaker,
  sns,
  sqs,
  states,
};
