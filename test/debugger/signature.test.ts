/**
 * Signatures of requests: those that AWS publishes in its test suite of Signature Version 4, and for requests like ours
 * those on which the SDK and an implementation of our own agreed.
 */
import assert from 'node:assert/strict';
import { type Credentials, signedHeaders } from '../../debugger/node/signature.ts';

interface Case {
  readonly url: string;
  readonly method?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
}

const KEYS = { accessKeyId: 'AKIAME', secretAccessKey: 'secret' };
const OURS = {
  keys: KEYS as Credentials,
  signing: { service: 'execute-api', region: 'eu-west-1' },
  now: new Date('2026-11-20T09:08:07.000Z'),
};
/** What the requests of AWS's suite are signed with. */
const SUITE = {
  keys: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  signing: { service: 'service', region: 'us-east-1' },
  now: new Date('2015-08-30T12:36:00Z'),
};
const SUITE_URL = 'https://example.amazonaws.com/';

async function signed({ url, method = 'GET', headers = [], body }: Case, { keys, signing, now } = OURS) {
  const all = await signedHeaders({ url, method, headers, body }, signing, keys, now);
  return all.map(([name, value]) => [name.toLowerCase(), value] as const);
}

async function authorizationOf(request: Case, by = OURS): Promise<string | undefined> {
  return new Map(await signed(request, by)).get('authorization');
}

describe('the signature of a request', () => {
  for (const [what, request, names, signature] of [
    [
      'get-vanilla',
      { url: SUITE_URL },
      'host;x-amz-date',
      '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
    ],
    [
      'get-vanilla-query-order-key-case',
      { url: `${SUITE_URL}?Param2=value2&Param1=value1` },
      'host;x-amz-date',
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'get-header-value-trim',
      {
        url: SUITE_URL,
        headers: [
          ['My-Header1', ' value1'],
          ['My-Header2', ' "a   b   c"'],
        ],
      },
      'host;my-header1;my-header2;x-amz-date',
      'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
    ],
    [
      'post-x-www-form-urlencoded',
      {
        url: SUITE_URL,
        method: 'POST',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
        body: 'Param1=value1',
      },
      'content-type;host;x-amz-date',
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ] as const) {
    it(`of ${what} is the one that AWS publishes`, async () => {
      assert.equal(
        await authorizationOf(request, SUITE),
        `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${names}, Signature=${signature}`,
      );
    });
  }

  for (const [what, request, signature] of [
    [
      'a plain one',
      { url: 'https://a.execute-api.eu-west-1.amazonaws.com/prod/bills' },
      'd041767b81e83754838169e7bc222ff83478ef8edbe7ddc2c30c46a90255c805',
    ],
    [
      'one with a port and parameters',
      { url: 'http://127.0.0.1:3000/bills?b=2&a=x%20y&a=1&c=%2F' },
      '24946a7c9f4f065272ce94b7608d7a5de3e2e6a52a158fc17e2911541c17b43a',
    ],
    [
      'one with an encoded path',
      { url: 'https://a.example.com/prod/a%20b/c:d', method: 'DELETE' },
      '4879daabe91d1e94f96517a810c7588cd9b81777bc8199683ec7b6c254d29082',
    ],
    [
      'one with a body',
      {
        url: 'https://a.example.com/',
        method: 'POST',
        headers: [
          ['content-type', 'application/json'],
          ['key', ' a  b '],
        ],
        body: '{"ü":1}',
      },
      'feefdb3d149bda514804061067b83cd18d99126fc9db4116eb7660d985be14ca',
    ],
    [
      'one with a header of several values',
      {
        url: 'https://a.example.com/x/?q=%C3%BC&e=&p=a+b*',
        method: 'PUT',
        headers: [
          ['X-A', '1'],
          ['x-a', ' 2 '],
          ['B', ''],
        ],
        body: '',
      },
      '2eb4a34793a24794174e9187f71acb0c596ca5db56c7ad9f14ce49320c129e2a',
    ],
  ] as const) {
    it(`of ${what} is made for its service, its region and its moment`, async () => {
      const headers = new Map(await signed(request));
      const scope = 'Credential=AKIAME/20261120/eu-west-1/execute-api/aws4_request';
      assert.match(String(headers.get('authorization')), new RegExp(`^AWS4-HMAC-SHA256 ${scope}, .*=${signature}$`));
      assert.equal(headers.get('x-amz-date'), '20261120T090807Z');
    });
  }

  it('holds the token of a session', async () => {
    const keys = { ...KEYS, sessionToken: 'session' };
    const headers = new Map(
      await signed({ url: 'https://a.example.com/prod/a%20b/c:d', method: 'DELETE' }, { ...OURS, keys }),
    );
    assert.equal(headers.get('x-amz-security-token'), 'session');
    assert.match(
      String(headers.get('authorization')),
      /SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=d7b78378cdf3e5daa31ab9dda0a61fe4f07eac84f67612c7ae0194851a72bebd$/,
    );
  });

  it('leaves the headers of the request as they are, but for those that it replaces', async () => {
    const url = 'https://a.example.com/';
    const headers = [
      ['Date', 'today'],
      ['X-Amz-Date', 'yesterday'],
      ['Key', ' a '],
      ['Key', 'b'],
    ] as const;
    const given = await signedHeaders(
      { url, method: 'GET', headers, body: undefined },
      OURS.signing,
      OURS.keys,
      OURS.now,
    );
    assert.deepEqual(given.slice(0, 4), [
      ['Date', 'today'],
      ['Key', ' a '],
      ['Key', 'b'],
      ['x-amz-date', '20261120T090807Z'],
    ]);
    assert.deepEqual(
      given.slice(4).map(([name]) => name),
      ['authorization'],
    );
  });
});
