/** Calls of APIs through API Gateway: their requests and what comes of the answers, as documented and recorded. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import { type ApiRequest, apiRequestOf, outcomeOfApi } from '../../debugger/outside/api-call.ts';

const API = 'abc123.execute-api.eu-west-1.amazonaws.com';

function made(input: JsonObject): Extract<ApiRequest, { readonly request: object }> {
  const result = apiRequestOf({ ApiEndpoint: API, Method: 'POST', ...input });
  assert.ok('request' in result, JSON.stringify(result));
  return result;
}
function refused(input: Json): string {
  const result = apiRequestOf(input);
  assert.ok('cause' in result, JSON.stringify(result));
  return result.cause;
}
const reply = (body: string, status = 200, statusText = 'OK') => ({
  status,
  statusText,
  headers: [
    ['Content-Type', 'application/json'],
    ['x-a', '1'],
    ['X-A', '2'],
  ] as const,
  body: new TextEncoder().encode(body),
  isCut: false,
});

describe('the request of a call through API Gateway', () => {
  it('goes to the stage and the path of the API, with lists of headers and parameters', () =>
    assert.deepEqual(
      made({
        Stage: 'prod',
        Path: '/bills/a b',
        Headers: { key: ['1', '2'] },
        QueryParameters: { id: ['x y', '2'] },
        RequestBody: { id: 1 },
      }),
      {
        request: {
          url: `https://${API}/prod/bills/a%20b?id=x%20y&id=2`,
          method: 'POST',
          headers: [
            ['key', '1'],
            ['key', '2'],
            ['Content-Type', 'application/json'],
          ],
          body: '{"id":1}',
        },
        authorization: 'NO_AUTH',
        region: 'eu-west-1',
      },
    ));

  it('needs neither stage nor path nor body', () => {
    const { url, headers, body } = made({ Method: 'GET' }).request;
    assert.deepEqual([url, headers, body], [`https://${API}`, [], undefined]);
  });

  it('has members that are null only where the task says so', () => {
    const pet = { type: 'turtle', category: null, list: [null] };
    assert.equal(made({ RequestBody: pet }).request.body, '{"type":"turtle","list":[null]}');
    assert.equal(
      made({ RequestBody: pet, AllowNullValues: true }).request.body,
      '{"type":"turtle","category":null,"list":[null]}',
    );
    assert.equal(made({ RequestBody: null }).request.body, undefined);
  });

  it('has a text as JSON: an API that echoes has given it back as one', () => {
    assert.equal(made({ RequestBody: 'HelloWorld' }).request.body, '"HelloWorld"');
    assert.equal(made({ RequestBody: '' }).request.body, '""');
  });

  it('is refused where AWS refuses its parameters', () => {
    const whole = { ApiEndpoint: API, Method: 'GET' };
    assert.match(refused({ ...whole, ApiEndpoint: `https://${API}` }), /^ApiEndpoint has to be a host such as /);
    assert.match(refused({ ...whole, ApiEndpoint: `me:secret@${API}` }), /^ApiEndpoint has to be a host/);
    assert.match(refused({ ...whole, Method: 'FETCH' }), /^Method has to be one of GET, .* not "FETCH"\.$/);
    assert.match(refused({ ...whole, AuthType: 'IAM_AUTH' }), /^AuthType has to be one of .* not "IAM_AUTH"\.$/);
    for (const name of ['Authorization', 'X-Amz-Date', 'x-amzn-trace', 'X-Forwarded-For', 'Www-Authenticate', 'Host'])
      assert.match(refused({ ...whole, Headers: { [name]: ['a'] } }), /must not be used in the definition/);
    assert.match(refused({ ...whole, Headers: { a: ['b\r\nc: d'] } }), /^No request can have the header 'a'/);
    assert.match(refused('text'), /have to be an object/);
  });
});

describe('what comes of a call through API Gateway', () => {
  it('is the answer with its headers as lists', () =>
    assert.deepEqual(outcomeOfApi(reply('{"bills": []}')), {
      output: {
        Headers: { 'Content-Type': ['application/json'], 'x-a': ['1', '2'] },
        ResponseBody: { bills: [] },
        StatusCode: 200,
        StatusText: 'OK',
      },
    }));

  it('is an error by the status, with what the API has answered as its cause (recorded)', () =>
    assert.deepEqual(outcomeOfApi(reply('{"message":"Missing Authentication Token"}', 403, 'Forbidden')), {
      failed: true,
      error: 'ApiGateway.403',
      cause: '{"message":"Missing Authentication Token"}',
    }));

  it('is an error by the exception where nothing was answered', () =>
    assert.deepEqual(outcomeOfApi({ unreachable: 'x did not answer within 30 seconds.' }), {
      failed: true,
      error: 'ApiGateway.SdkClientException',
      cause: 'Unable to execute HTTP request: x did not answer within 30 seconds.',
    }));

  it('is refused where it is too large', () =>
    assert.equal(
      (outcomeOfApi({ ...reply('{}'), isCut: true }) as { error: string }).error,
      'States.DataLimitExceeded',
    ));
});
