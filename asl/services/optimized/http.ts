/** The optimized integration of HTTP Task. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson, oneOf, structure, text } from '../own-parameters.ts';

const CONNECTION = structure(
  { ConnectionArn: text('The ARN of the EventBridge connection.') },
  'The connection that authorizes the request.',
);

export const http: OptimizedService = {
  name: 'HTTP Task',
  page: 'call-https-apis.html',
  errorPrefix: 'States.Http',
  errors: [
    'States.Http.Socket',
    'Events.ConnectionResource.InvalidConnectionState',
    'Events.ConnectionResource.InvalidPrivateConnectionState',
    'Events.ConnectionResource.AccessDenied',
    'Events.ConnectionResource.ResourceNotFound',
    'Events.ConnectionResource.AuthInProgress',
    'Events.ConnectionResource.ConcurrentModification',
    'Events.ConnectionResource.InternalError',
  ],
  actions: {
    invoke: {
      patterns: [],
      required: ['ApiEndpoint', 'Method'],
      oneOf: ['Authentication', 'InvocationConfig'],
      own: {
        ApiEndpoint: text('The URL that is called; `https` only.'),
        Method: oneOf(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'], 'The HTTP method.'),
        Authentication: CONNECTION,
        InvocationConfig: CONNECTION,
        Headers: anyJson('Headers of the request; those of the connection come first.'),
        QueryParameters: anyJson('Query parameters of the URL.'),
        RequestBody: anyJson('The body of the request, as JSON or text.'),
        Transform: structure(
          {
            RequestBodyEncoding: oneOf(
              ['NONE', 'URL_ENCODED'],
              'How the body is encoded; `NONE`, which is JSON, when absent.',
            ),
            RequestEncodingOptions: structure(
              {
                ArrayFormat: oneOf(
                  ['INDICES', 'REPEAT', 'COMMAS', 'BRACKETS'],
                  'How lists are written; `INDICES` when absent.',
                ),
              },
              'How an encoded body is written.',
            ),
          },
          'What becomes of the body before it is sent.',
        ),
      },
      result: 'ResponseBody (parsed JSON or string), Headers (map of lists), StatusCode, StatusText',
    },
  },
};
