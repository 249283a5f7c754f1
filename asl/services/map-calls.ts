/**
 * The calls of Amazon S3 by which a distributed Map reads its items and writes its results. They are written like
 * service integrations, but no Task can make them, and a Map can make no others.
 */
import type { Call } from './call.ts';
import type { Resource } from './resource.ts';
import type { Member, Structure } from './shape.ts';

/** The objects of a Map that name a call. */
export type MapCaller = 'ItemReader' | 'ResultWriter';

interface MapCall {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const OF_ANY_READER = ['ExpectedBucketOwner', 'RequestPayer'];

/** By caller, then by service and action; which calls there are, the table of fields says, too. */
export const mapCalls: Readonly<Record<MapCaller, Readonly<Record<string, MapCall>>>> = {
  ItemReader: {
    's3:getObject': {
      required: ['Bucket', 'Key'],
      optional: [
        ...OF_ANY_READER,
        ...['ChecksumMode', 'IfMatch', 'IfModifiedSince', 'IfNoneMatch', 'IfUnmodifiedSince', 'PartNumber', 'Range'],
        ...['ResponseCacheControl', 'ResponseContentDisposition', 'ResponseContentEncoding', 'ResponseContentLanguage'],
        ...['ResponseContentType', 'ResponseExpires', 'SSECustomerAlgorithm', 'SSECustomerKey', 'SSECustomerKeyMD5'],
        'VersionId',
      ],
    },
    's3:listObjectsV2': {
      required: ['Bucket'],
      optional: [
        ...OF_ANY_READER,
        ...['ContinuationToken', 'Delimiter', 'EncodingType', 'FetchOwner', 'MaxKeys', 'OptionalObjectAttributes'],
        ...['Prefix', 'StartAfter'],
      ],
    },
  },
  ResultWriter: {
    's3:putObject': {
      required: ['Bucket'],
      optional: [
        ...['ACL', 'BucketKeyEnabled', 'CacheControl', 'ContentType', 'ExpectedBucketOwner', 'Metadata', 'Prefix'],
        ...['RequestPayer', 'SSEKMSKeyId', 'ServerSideEncryption', 'StorageClass', 'Tagging'],
      ],
    },
  },
};

/** The call that a resource names in such an object; undefined where it is none that a Map can make. */
export function mapCallOf(caller: MapCaller, resource: Resource): Call | undefined {
  if (resource.kind !== 'optimized' || resource.pattern !== '') return undefined;
  const title = `${resource.service}:${resource.action}`;
  const known = Object.hasOwn(mapCalls[caller], title) ? mapCalls[caller][title] : undefined;
  return known && { ...NOTHING_MORE, title, required: known.required, input: inputOf(known) };
}

/** Of the call only its parameters are told: what it gives goes into files, its errors are those of the Map. */
const NOTHING_MORE: Omit<Call, 'title' | 'required' | 'input'> = {
  kind: 'sdk',
  serviceName: 'Amazon S3',
  notTaken: new Set(),
  oneOf: [],
  output: undefined,
  polled: undefined,
  result: undefined,
  errors: [],
  doc: undefined,
  page: 'state-map-distributed.html',
};

function inputOf({ required, optional }: MapCall): Structure {
  const member = (name: string): [string, Member] => [
    name,
    { name, required: required.includes(name), shape: { kind: 'any' } },
  ];
  return { kind: 'structure', isUnion: false, members: new Map([...required, ...optional].map(member)) };
}
