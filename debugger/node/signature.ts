/**
 * Signs a request with AWS Signature Version 4, as API Gateway wants it of who calls an API by its role. The signature is
 * that of the library of AWS's own SDK, which this file tells what a request of ours is. It is loaded when the first
 * request is signed.
 */
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest, RequestSigning } from '../host.ts';

export type Credentials = NonNullable<RequestSigning['credentials']>;
type Signed = Pick<HttpRequest, 'url' | 'method' | 'headers' | 'body'>;

/** What the signature brings along; it takes the place of what the request has of these. */
const ADDED: ReadonlySet<string> = new Set(['x-amz-date', 'x-amz-security-token', 'authorization']);

/** The headers of the request with those of its signature. */
export async function signedHeaders(
  { url, method, headers, body }: Signed,
  { service, region }: RequestSigning,
  credentials: Credentials,
  now: Date,
): Promise<readonly (readonly [string, string])[]> {
  const { protocol, host, hostname, pathname, searchParams } = new URL(url);
  // Who listens gets the host from the address, so that it is signed and not among the headers that are given back.
  const named = [
    ['host', host] as const,
    ...headers.map(([name, value]) => [name.toLowerCase(), value.trim()] as const),
  ];
  const request = {
    protocol,
    hostname,
    method,
    path: pathname,
    query: Object.fromEntries(valuesByName(searchParams)),
    headers: Object.fromEntries([...valuesByName(named)].map(([name, values]) => [name, values.join(',')])),
    body,
  };
  // Only S3 wants the checksum of the body among the headers.
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, applyChecksum: false });
  const signed = await signer.sign(request, { signingDate: now });
  return [
    ...headers.filter(([name]) => !ADDED.has(name.toLowerCase())),
    ...Object.entries(signed.headers).filter(([name]) => ADDED.has(name)),
  ];
}

function valuesByName(pairs: Iterable<readonly [string, string]>): ReadonlyMap<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [name, value] of pairs) lists.set(name, [...(lists.get(name) ?? []), value]);
  return lists;
}

/** Node's hash, or its keyed hash where there is a secret, as the library wants to be given one. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
