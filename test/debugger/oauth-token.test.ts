/** The requests for tokens of connections, and what is read of their answers. Nothing is sent. */
import assert from 'node:assert/strict';
import { type OAuthClient, tokenOf, tokenRequestOf } from '../../debugger/outside/oauth-token.ts';

const client = (more: Partial<OAuthClient> = {}): OAuthClient => ({
  endpoint: 'https://auth.example.com/token',
  method: 'POST',
  clientId: 'me',
  clientSecret: 'a&b',
  headers: {},
  query: {},
  body: {},
  ...more,
});
const answered = (body: string, status = 200) =>
  tokenOf({ status, statusText: 'Text', headers: [], body: new TextEncoder().encode(body), isCut: false });

describe('the request for a token', () => {
  it('is a form with the client and its secret', () =>
    assert.deepEqual(tokenRequestOf(client()), {
      url: 'https://auth.example.com/token',
      method: 'POST',
      headers: [
        ['Accept', 'application/json'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
      body: 'grant_type=client_credentials&client_id=me&client_secret=a%26b',
    }));

  it('has what the connection adds, which counts more', () => {
    const added = { headers: { accept: '*/*' }, query: { v: '2' }, body: { grant_type: 'password', scope: 'a b' } };
    const { url, headers, body } = tokenRequestOf(client(added));
    assert.equal(url, 'https://auth.example.com/token?v=2');
    assert.deepEqual(headers[0], ['accept', '*/*']);
    assert.equal(body, 'grant_type=password&client_id=me&client_secret=a%26b&scope=a%20b');
  });

  it('is JSON where the connection says so', () => {
    const { headers, body } = tokenRequestOf(client({ headers: { 'content-type': 'application/json' } }));
    assert.deepEqual(JSON.parse(body ?? ''), {
      grant_type: 'client_credentials',
      client_id: 'me',
      client_secret: 'a&b',
    });
    assert.equal(headers.filter(([name]) => /^content-type$/i.test(name)).length, 1);
  });

  it('has everything in its address where it is a GET', () => {
    const { url, body } = tokenRequestOf(client({ method: 'GET', endpoint: 'https://auth.example.com/token?a=1' }));
    assert.equal(
      url,
      'https://auth.example.com/token?a=1&grant_type=client_credentials&client_id=me&client_secret=a%26b',
    );
    assert.equal(body, undefined);
  });
});

describe('the answer to it', () => {
  it('gives the token and how long it holds', () => {
    assert.deepEqual(answered('{"access_token": "t", "token_type": "bearer", "expires_in": 3600}'), {
      authorization: 'Bearer t',
      seconds: 3600,
    });
    assert.deepEqual(answered('{"access_token": "t", "token_type": "MAC", "expires_in": "60"}'), {
      authorization: 'MAC t',
      seconds: 60,
    });
    assert.deepEqual(answered('{"access_token": "t"}'), { authorization: 'Bearer t', seconds: undefined });
  });

  it('that refuses is told by its status and the name of the error, and by nothing else', () => {
    assert.deepEqual(answered('{"error": "invalid_client", "error_description": "a&b is wrong"}', 401), {
      problem: 'answered 401 Text (invalid_client)',
    });
    assert.deepEqual(answered('{"error": "the secret a&b is wrong"}', 400), { problem: 'answered 400 Text' });
    assert.deepEqual(answered('no JSON', 500), { problem: 'answered 500 Text' });
  });

  it('without a token that can be sent is told', () => {
    for (const body of ['no JSON', '{}', '{"access_token": 7}', '{"access_token": "a\\nb"}'])
      assert.deepEqual(answered(body), { problem: "answered without an 'access_token'" });
  });
});
