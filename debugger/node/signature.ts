/** Signs a request with AWS Signature Version 4, as API Gateway wants it of who calls an API by its role. */
import { createHash, createHmac } from 'node:crypto';
import type { HttpRequest, RequestSigning } from '../host.ts';

export type Credentials = NonNullable<RequestSigning['credentials']>;
type Signed = Pick<HttpRequest, 'url' | 'method' | 'headers' | 'body'>;

/** The headers of the request with those of its signature. */
export function signedHeaders(
  { url, method, headers, body = '' }: Signed,
  { service, region }: RequestSigning,
  { accessKeyId, secretAccessKey, sessionToken }: Credentials,
  now: Date,
): readonly (readonly [string, string])[] {
  const { host, pathname, searchParams } = new URL(url);
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const added: [string, string][] = [
    ['X-Amz-Date', time],
    ...(sessionToken === undefined ? [] : [['X-Amz-Security-Token', sessionToken] satisfies [string, string]]),
  ];
  const signed = canonicalHeaders([['host', host], ...headers, ...added]);
  const names = signed.map(([name]) => name).join(';');
  const canonical = [
    method,
    // The path stands encoded in the address already, and is encoded once more: only S3 does not.
    pathname.split('/').map(encoded).join('/'),
    canonicalQuery(searchParams),
    ...signed.map(([name, value]) => `${name}:${value}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (before, part) => hmac(before, part),
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, text).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return [...headers, ...added, ['Authorization', authorization]];
}

/** By lower-case name; several values of one name are one. */
function canonicalHeaders(headers: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  const lists = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    lists.set(key, [...(lists.get(key) ?? []), value.trim().replaceAll(/\s+/g, ' ')]);
  }
  return [...lists].map(([name, values]) => [name, values.join(',')] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

function canonicalQuery(parameters: URLSearchParams): string {
  const pairs = [...parameters].map(([name, value]) => [encoded(name), encoded(value)] as const);
  const inOrder = pairs.sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  return inOrder.map((pair) => pair.join('=')).join('&');
}

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
