/** Signatures of requests, beside those that AWS's own SDK makes of the same. */
import assert from 'node:assert/strict';
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { signedHeaders } from '../../debugger/node/signature.ts';

/** What the SDK calls a constructor of hashes. */
class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', Buffer.from(secret as Uint8Array));
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.#hash.digest());
  }
  reset(): void {}
}

const NOW = new Date('2026-11-20T09:08:07.000Z');
const KEYS = { accessKeyId: 'AKIAME', secretAccessKey: 'secret' };
const SIGNING = { service: 'execute-api', region: 'eu-west-1' };

async function bySdk(url: string, method: string, headers: Record<string, string>, body?: string, keys: object = KEYS) {
  const { protocol, hostname, host, pathname, searchParams } = new URL(url);
  const query: Record<string, string[]> = {};
  for (const [name, value] of searchParams) query[name] = [...(query[name] ?? []), value];
  const signer = new SignatureV4({
    ...SIGNING,
    credentials: keys as typeof KEYS,
    sha256: Sha256 as never,
    applyChecksum: false,
  });
  const request = { protocol, hostname, path: pathname, method, query, headers: { ...headers, host }, body };
  return (await signer.sign(request, { signingDate: NOW })).headers;
}

describe('the signature of a request', () => {
  for (const [what, url, method, headers, body] of [
    ['a plain one', 'https://a.execute-api.eu-west-1.amazonaws.com/prod/bills', 'GET', {}, undefined],
    ['one with a port and parameters', 'http://127.0.0.1:3000/bills?b=2&a=x%20y&a=1&c=%2F', 'GET', {}, undefined],
    ['one with an encoded path', 'https://a.example.com/prod/a%20b/c:d', 'DELETE', {}, undefined],
    [
      'one with a body',
      'https://a.example.com/',
      'POST',
      { 'content-type': 'application/json', key: ' a  b ' },
      '{"ü":1}',
    ],
  ] as const) {
    it(`of ${what} is the one that the SDK makes`, async () => {
      const ours = new Headers(
        signedHeaders({ url, method, headers: Object.entries(headers), body }, SIGNING, KEYS, NOW).map(
          ([name, value]): [string, string] => [name, value],
        ),
      );
      const theirs = await bySdk(url, method, headers, body);
      assert.equal(ours.get('authorization'), theirs.authorization);
      assert.equal(ours.get('x-amz-date'), theirs['x-amz-date']);
    });
  }

  it('holds the token of a session', async () => {
    const keys = { ...KEYS, sessionToken: 'session' };
    const url = 'https://a.example.com/';
    const ours = new Map(signedHeaders({ url, method: 'GET', headers: [], body: undefined }, SIGNING, keys, NOW));
    assert.equal(ours.get('X-Amz-Security-Token'), 'session');
    assert.equal(ours.get('Authorization'), (await bySdk(url, 'GET', {}, undefined, keys)).authorization);
  });
});
