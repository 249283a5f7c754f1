/** The optimized integration of Amazon SageMaker AI. */
import type { OptimizedService } from '../optimized-service.ts';

export const sagemaker: OptimizedService = {
  name: 'Amazon SageMaker AI',
  page: 'connect-sagemaker.html',
  errorPrefix: 'SageMaker',
  errors: [
    'SageMaker.AmazonSageMakerException',
    'SageMaker.ResourceLimitExceededException',
    'SageMaker.ResourceInUseException',
    'States.TaskFailed',
  ],
  unlisted: ['createAutoMLJob'],
  actions: {
    createEndpoint: {
      patterns: [],
      required: ['EndpointName', 'EndpointConfigName'],
      api: 'sagemaker:createEndpoint',
    },
    createEndpointConfig: {
      patterns: [],
      required: ['EndpointConfigName', 'ProductionVariants'],
      api: 'sagemaker:createEndpointConfig',
    },
    createHyperParameterTuningJob: {
      patterns: ['.sync'],
      required: ['HyperParameterTuningJobName', 'HyperParameterTuningJobConfig'],
      api: 'sagemaker:createHyperParameterTuningJob',
      polls: 'sagemaker:describeHyperParameterTuningJob',
      result: '.sync: the Describe… result of the job',
    },
    createLabelingJob: {
      patterns: ['.sync'],
      required: ['LabelingJobName', 'LabelAttributeName', 'InputConfig', 'OutputConfig', 'RoleArn', 'HumanTaskConfig'],
      api: 'sagemaker:createLabelingJob',
      polls: 'sagemaker:describeLabelingJob',
      result: '.sync: the Describe… result of the job',
    },
    createModel: {
      patterns: [],
      required: ['ModelName'],
      api: 'sagemaker:createModel',
    },
    createProcessingJob: {
      patterns: ['.sync'],
      required: ['ProcessingJobName', 'ProcessingResources', 'AppSpecification', 'RoleArn'],
      api: 'sagemaker:createProcessingJob',
      polls: 'sagemaker:describeProcessingJob',
      result: '.sync: the Describe… result of the job',
    },
    createTrainingJob: {
      patterns: ['.sync'],
      required: ['TrainingJobName', 'RoleArn', 'OutputDataConfig'],
      api: 'sagemaker:createTrainingJob',
      polls: 'sagemaker:describeTrainingJob',
      result: '.sync: the Describe… result of the job',
    },
    createTransformJob: {
      patterns: ['.sync'],
      required: ['TransformJobName', 'ModelName', 'TransformInput', 'TransformOutput', 'TransformResources'],
      api: 'sagemaker:createTransformJob',
      polls: 'sagemaker:describeTransformJob',
      result: '.sync: the Describe… result of the job',
    },
    updateEndpoint: {
      patterns: [],
      required: ['EndpointName', 'EndpointConfigName'],
      api: 'sagemaker:updateEndpoint',
    },
  },
};
