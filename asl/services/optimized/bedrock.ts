/** The optimized integration of Amazon Bedrock. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson, structure, text } from '../own-parameters.ts';

const S3_OBJECT = structure(
  { S3Uri: text('The address of the object: `s3://bucket/key`.') },
  'An object in S3 in the place of the body.',
);

export const bedrock: OptimizedService = {
  name: 'Amazon Bedrock',
  page: 'connect-bedrock.html',
  errorPrefix: 'Bedrock',
  errors: [
    'Bedrock.ThrottlingException',
    'Bedrock.ModelTimeoutException',
    'Bedrock.ModelErrorException',
    'Bedrock.ModelNotReadyException',
    'Bedrock.ValidationException',
    'Bedrock.AccessDeniedException',
    'Bedrock.InternalServerException',
    'Bedrock.ServiceQuotaExceededException',
    'Bedrock.ServiceUnavailableException',
    'States.TaskFailed',
  ],
  actions: {
    invokeModel: {
      patterns: ['.waitForTaskToken'],
      required: ['ModelId'],
      oneOf: ['Body', 'Input'],
      api: 'bedrockruntime:invokeModel',
      takes: [
        'ModelId',
        'Body',
        'Accept',
        'ContentType',
        'Input',
        'Output',
        'GuardrailIdentifier',
        'GuardrailVersion',
        'Trace',
      ],
      own: {
        Body: anyJson('The input of the model, in the form that the model takes.'),
        Input: S3_OBJECT,
        Output: S3_OBJECT,
      },
      gives: { Body: anyJson('The answer of the model.') },
      result: '{Body (parsed JSON), ContentType}; with Output: Body is replaced by the S3 reference',
    },
    createModelCustomizationJob: {
      patterns: ['.sync'],
      disputed: ['.waitForTaskToken'],
      required: [
        'JobName',
        'CustomModelName',
        'RoleArn',
        'BaseModelIdentifier',
        'TrainingDataConfig',
        'OutputDataConfig',
      ],
      api: 'bedrock:createModelCustomizationJob',
      polls: 'bedrock:getModelCustomizationJob',
    },
  },
};
