/** The requests of HTTP Tasks and what comes of their answers, as AWS documents them. Nothing is sent. */
import assert from 'node:assert/strict';
import type { Json, JsonObject } from '#asl/json';
import { formOf } from '../../debugger/outside/form-encoding.ts';
import { outcomeOfHttp } from '../../debugger/outside/http-reply.ts';
import { type HttpConnection, httpRequestOf, type MadeRequest } from '../../debugger/outside/http-request.ts';

const OWN = [
  ['User-Agent', 'Amazon|StepFunctions|HttpInvoke|us-east-1'],
  ['Range', 'bytes=0-262144'],
];
const JSON_TYPE = ['Content-Type', 'application/json; charset=UTF-8'];

function made(input: JsonObject, connection?: HttpConnection): MadeRequest {
  const result = httpRequestOf({ ApiEndpoint: 'https://example.com/path', Method: 'POST', ...input }, connection);
  assert.ok('request' in result, JSON.stringify(result));
  return result.request;
}
function refused(input: Json, connection?: HttpConnection): string {
  const whole =
    typeof input === 'object' && input !== null && !Array.isArray(input)
      ? { ApiEndpoint: 'https://example.com/path', Method: 'POST', ...input }
      : input;
  const result = httpRequestOf(whole as Json, connection);
  assert.ok('cause' in result, JSON.stringify(result));
  return result.cause;
}
const connection = (more: Partial<HttpConnection>): HttpConnection => ({ headers: {}, query: {}, body: {}, ...more });

describe('the request of an HTTP Task', () => {
  it('has the method, the address, the body as JSON, and the headers that AWS sets', () => {
    assert.deepEqual(
      made({ Headers: { 'Request-Id': 'r' }, RequestBody: { a: [1, null] }, QueryParameters: { q: 'x y' } }),
      {
        method: 'POST',
        url: 'https://example.com/path?q=x%20y',
        headers: [['Request-Id', 'r'], JSON_TYPE, ...OWN],
        body: '{"a":[1,null]}',
      },
    );
    assert.deepEqual(made({ Method: 'GET' }), {
      method: 'GET',
      url: 'https://example.com/path',
      headers: OWN,
      body: undefined,
    });
  });

  it('is merged with what the connection holds, which counts more', () => {
    const held = connection({
      headers: { ApiKey: 'key_value', 'Header-Param': 'connection' },
      query: { QueryParam: 'connection' },
      body: { BodyParam: 'connection' },
    });
    const request = made(
      {
        Headers: { 'Request-Id': 'r', 'header-param': 'machine' },
        RequestBody: { Job: 'Engineer', BodyParam: 'machine' },
        QueryParameters: { QueryParam: 'machine', more: ['a', 'b'] },
      },
      held,
    );
    assert.deepEqual(request, {
      method: 'POST',
      url: 'https://example.com/path?more=a&more=b&QueryParam=connection',
      headers: [['Request-Id', 'r'], ['ApiKey', 'key_value'], ['Header-Param', 'connection'], JSON_TYPE, ...OWN],
      body: '{"Job":"Engineer","BodyParam":"connection"}',
    });
  });

  it('encodes its body as a form where that is wished', () => {
    const request = made({
      Headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      RequestBody: { description: 'Monthly subscription', metadata: { order_details: 'monthly report data' } },
      Transform: { RequestBodyEncoding: 'URL_ENCODED' },
    });
    assert.equal(
      request.body,
      'description=Monthly%20subscription&metadata%5Border_details%5D=monthly%20report%20data',
    );
    assert.deepEqual(request.headers.slice(0, 1), [['Content-Type', 'application/x-www-form-urlencoded']]);
  });

  for (const [format, wanted] of [
    ['INDICES', 'array[0]=a&array[1]=b'],
    ['REPEAT', 'array=a&array=b'],
    ['COMMAS', 'array=a,b'],
    ['BRACKETS', 'array[]=a&array[]=b'],
  ] as const) {
    it(`writes lists of a form as ${format}`, () =>
      assert.equal(decodeURIComponent(formOf({ array: ['a', 'b'] }, format)), wanted));
  }

  it('writes numbers, flags, nothing and lists of objects into a form', () => {
    const body = { n: 1.5, yes: true, none: null, rows: [{ a: 1 }, { a: 2 }], text: 'a&b=c' };
    assert.equal(
      formOf(body, 'REPEAT'),
      'n=1.5&yes=true&none=&rows%5B0%5D%5Ba%5D=1&rows%5B1%5D%5Ba%5D=2&text=a%26b%3Dc',
    );
  });

  it('sends a text as it is', () => assert.equal(made({ RequestBody: 'plain' }).body, 'plain'));

  for (const name of [
    'Authorization',
    'host',
    'X-Amz-Date',
    'x-amzn-trace-id',
    'X-Forwarded-For',
    'Cookie2\r\n',
    'Via',
  ])
    it(`must not have the header ${JSON.stringify(name)}`, () =>
      assert.match(refused({ Headers: { [name]: 'x' } }), /must not be used|is not the name of a header/));

  for (const [what, input, cause] of [
    ['no object', 'x', /have to be an object/],
    ['an unknown field', { Metod: 'GET' }, /^The field 'Metod' is not supported by HTTP Task\.$/],
    ['no address', { ApiEndpoint: 'example.com' }, /^ApiEndpoint has to be the URL/],
    ['another scheme', { ApiEndpoint: 'file:///etc/passwd' }, /^ApiEndpoint has to be the URL/],
    ['no method', { Method: 'TRACE' }, /^Method has to be one of GET, .*, not "TRACE"\.$/],
    [
      'a field that every object has',
      { constructor: 'x' },
      /^The field 'constructor' is not supported by HTTP Task\.$/,
    ],
    ['headers that are no object', { Headers: ['a'] }, /^Headers have to be an object/],
    ['a line break in a header', { Headers: { a: 'x\r\nHost: evil' } }, /has line breaks or other characters/],
    ['a character that is too large', { Headers: { a: '€' } }, /has line breaks or other characters/],
    ['another encoding', { Transform: { RequestBodyEncoding: 'XML' } }, /has to be NONE or URL_ENCODED/],
    [
      'another way of lists',
      { Transform: { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat: 'X' } } },
      /^ArrayFormat has to be one of INDICES, /,
    ],
  ] as const) {
    it(`is refused with ${what}`, () => assert.match(refused(input as Json), cause));
  }

  it('is refused where a text would have to be merged with the body of the connection', () =>
    assert.match(refused({ RequestBody: 'x' }, connection({ body: { a: 'b' } })), /cannot be merged/));
});

describe('the answer to an HTTP Task', () => {
  const reply = (body: string | Uint8Array, more: object = {}) =>
    outcomeOfHttp({
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'application/json; charset=utf-8']],
      body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
      isCut: false,
      ...more,
    });

  it('is the result that AWS gives', () => {
    const headers = [
      ['Set-Cookie', 'a'],
      ['content-type', 'application/problem+json'],
      ['set-cookie', 'b'],
    ];
    assert.deepEqual(reply('{"n": 1}', { headers }), {
      output: {
        Headers: { 'Set-Cookie': ['a', 'b'], 'content-type': ['application/problem+json'] },
        ResponseBody: { n: 1 },
        StatusCode: 200,
        StatusText: 'OK',
      },
    });
  });

  it('has whatever names a server gives its headers', () => {
    const outcome = reply('{}', {
      headers: [
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ],
    });
    const headers = 'output' in outcome ? ((outcome.output as JsonObject).Headers as JsonObject) : {};
    assert.deepEqual(Object.entries(headers), [
      ['__proto__', ['a']],
      ['constructor', ['b']],
    ]);
  });

  it('has a text as body where it is no JSON', () => {
    const bodyOf = (outcome: ReturnType<typeof reply>): Json | undefined =>
      'output' in outcome ? (outcome.output as JsonObject).ResponseBody : undefined;
    assert.equal(bodyOf(reply('{"n": 1}', { headers: [['content-type', 'text/plain']] })), '{"n": 1}');
    assert.equal(bodyOf(reply('{broken')), '{broken');
    assert.equal(bodyOf(reply('')), '');
  });

  for (const [what, outcome, error, cause] of [
    [
      'an error of the server',
      reply('{}', { status: 503, statusText: 'Slow Down' }),
      'States.Http.StatusCode.503',
      /^Slow Down$/,
    ],
    ['a redirection', reply('', { status: 302, statusText: 'Found' }), 'States.Http.StatusCode.302', /^Found$/],
    ['a picture', reply('x', { headers: [['content-type', 'image/png']] }), 'States.Runtime', /'image\/png'/],
    ['bytes', reply('x', { headers: [['content-type', 'application/octet-stream']] }), 'States.Runtime', /not support/],
    ['what is no text', reply(Uint8Array.of(0xff, 0xfe)), 'States.Runtime', /cannot be read as text/],
    ['too much', reply('x', { isCut: true }), 'States.DataLimitExceeded', /exceeding the maximum number of bytes/],
    ['no server', outcomeOfHttp({ unreachable: 'x cannot be reached: no' }), 'States.Http.Socket', /cannot be reached/],
  ] as const) {
    it(`fails the task for ${what}`, () => {
      assert.ok('failed' in outcome);
      assert.equal(outcome.error, error);
      assert.match(outcome.cause ?? '', cause);
    });
  }
});
