/**
 * Item readers over buckets: what a distributed Map's request for items means, whatever the buckets are. The host
 * lends objects by name; a folder serves as well as S3.
 */
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from '#asl/json';
import { csvRows, type ItemsResult, itemsFromText } from './item-reader.ts';
import type { TaskOutcome } from './run.ts';
import type { TaskRequest } from './snapshot.ts';

/** An object in a bucket. */
export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly lastModified: number;
  readonly etag: string;
}

const NO_SUCH_KEY = 'The specified key does not exist.';

export interface Buckets {
  /** The objects of a bucket; undefined where there is no such bucket. */
  readonly list: (bucket: string) => readonly StoredObject[] | undefined;
  /** The text of an object, unpacked where its name ends in `.gz`; undefined where there is none. */
  readonly text: (bucket: string, key: string) => string | undefined;
  /** The rows of a Parquet file, for hosts that can read it; undefined where there is none. */
  readonly parquet?: (bucket: string, key: string) => ItemsResult | undefined;
}

/**
 * Answers a request for items (`request.itemReader`).
 *
 * @example runToEnd(program, options, { task: (request) => (request.itemReader ? itemsFromBuckets(request, buckets) : …) })
 */
export function itemsFromBuckets(request: TaskRequest, buckets: Buckets): TaskOutcome {
  const config = request.itemReader?.config ?? {};
  const { Bucket, Key, Prefix } = isJsonObject(request.input) ? request.input : {};
  const bucket = String(Bucket ?? '');
  const result = request.resource.endsWith(':listObjectsV2')
    ? listed(buckets, bucket, typeof Prefix === 'string' ? Prefix : '', config)
    : itemsOf(buckets, bucket, String(Key ?? ''), config);
  return 'items' in result
    ? { output: result.items }
    : { failed: true, error: 'States.ItemReaderFailed', cause: result.cause };
}

function listed(buckets: Buckets, bucket: string, prefix: string, config: JsonObject): ItemsResult {
  const objects = buckets.list(bucket)?.filter(({ key }) => key.startsWith(prefix));
  if (!objects) return { cause: 'The specified bucket does not exist.' };
  const sorted = [...objects].sort((a, b) => (a.key < b.key ? -1 : 1));
  if (config.Transformation === 'LOAD_AND_FLATTEN')
    return joined(sorted.map(({ key }) => itemsOf(buckets, bucket, key, config)));
  return { items: sorted.map(listing) };
}

/** An object as the Map gets it: seconds since 1970, and the tag in its quotes (recorded). */
const listing = ({ key, size, lastModified, etag }: StoredObject): Json => ({
  Etag: etag,
  Key: key,
  LastModified: lastModified / 1000,
  Size: size,
  StorageClass: 'STANDARD',
});

function itemsOf(buckets: Buckets, bucket: string, key: string, config: JsonObject): ItemsResult {
  // The manifest itself is text, whatever the files are that it names.
  if (config.InputType === 'PARQUET' && config.ManifestType === undefined) {
    if (!buckets.parquet) return { cause: `The Parquet file ${key} cannot be read here.` };
    return buckets.parquet(bucket, key) ?? { cause: NO_SUCH_KEY };
  }
  const text = buckets.text(bucket, key);
  if (text === undefined) return { cause: NO_SUCH_KEY };
  if (config.ManifestType === 'ATHENA_DATA') return athenaData(buckets, text, config);
  if (config.ManifestType === 'S3_INVENTORY' || config.InputType === 'MANIFEST')
    return inventory(buckets, bucket, text);
  return itemsFromText(text, config);
}

/** An S3 inventory: a manifest that names CSV files without a header, whose columns it names itself. */
function inventory(buckets: Buckets, bucket: string, text: string): ItemsResult {
  const { value } = parseJson(text);
  const { files, fileSchema, fileFormat } = isJsonObject(value) ? value : {};
  if (!isJsonArray(files) || typeof fileSchema !== 'string')
    return { cause: 'The manifest does not name its files and their columns.' };
  if (fileFormat !== undefined && fileFormat !== 'CSV')
    return { cause: `An inventory of format ${String(fileFormat)} cannot be read; the format has to be CSV.` };
  const CSVHeaders = fileSchema.split(',').map((name) => name.trim());
  const config = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders };
  const keys = files.filter(isJsonObject).map(({ key }) => String(key));
  return joined(keys.map((key) => itemsOf(buckets, bucket, key, config)));
}

/** What Athena's UNLOAD leaves: lines with the addresses of data files, which are of the given type. */
function athenaData(buckets: Buckets, text: string, { ManifestType: _, ...config }: JsonObject): ItemsResult {
  const addresses = csvRows(text, ',').map(([address = '']) => /^s3:\/\/([^/]+)\/(.+)$/.exec(address.trim()));
  if (addresses.some((address) => address === null))
    return { cause: 'A line of the manifest is no address of an object.' };
  return joined(addresses.map((address) => itemsOf(buckets, address?.[1] ?? '', address?.[2] ?? '', config)));
}

/** All items one after the other, or the first failure. */
function joined(results: readonly ItemsResult[]): ItemsResult {
  const items: Json[] = [];
  for (const result of results) {
    if ('cause' in result) return result;
    for (const item of result.items) items.push(item);
  }
  return { items };
}
