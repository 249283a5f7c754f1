/** The optimized integration of Amazon API Gateway. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson, flag, oneOf, text } from '../own-parameters.ts';

export const apigateway: OptimizedService = {
  name: 'Amazon API Gateway',
  page: 'connect-api-gateway.html',
  errorPrefix: 'ApiGateway',
  errors: [
    'ApiGateway.403',
    'ApiGateway.404',
    'ApiGateway.429',
    'ApiGateway.500',
    'ApiGateway.502',
    'ApiGateway.503',
    'ApiGateway.504',
  ],
  actions: {
    invoke: {
      patterns: ['.waitForTaskToken'],
      required: ['ApiEndpoint', 'Method'],
      own: {
        ApiEndpoint: text('The host name of the API, without protocol and path.'),
        Method: oneOf(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'], 'The HTTP method.'),
        Headers: anyJson('Headers, each with a list of values.'),
        Stage: text('The stage of the API.'),
        Path: text('The path behind the stage.'),
        QueryParameters: anyJson('Query parameters, each with a list of values.'),
        RequestBody: anyJson('The body of the request, as JSON or text.'),
        AllowNullValues: flag('Whether members of the body that are null are sent.'),
        AuthType: oneOf(
          ['NO_AUTH', 'IAM_ROLE', 'RESOURCE_POLICY'],
          'How the request is authorized; `NO_AUTH` when absent.',
        ),
      },
      result: 'ResponseBody, Headers, StatusCode, StatusText',
    },
  },
};
