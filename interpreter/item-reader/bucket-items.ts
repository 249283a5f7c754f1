/**
 * Item readers over buckets: what a distributed Map's request for items means, whatever the buckets are. The host
 * lends objects by name; a folder serves as well as S3. Items are given in parts, and a place, which is plain data,
 * says where they go on: CSV and JSON lines are read piece by piece, and so are JSON texts that are long.
 */
import { javaDouble } from '#asl/expressions';
import { ExactNumber, isJsonArray, isJsonObject, type Json, type JsonObject, numberOf, parseJson } from '#asl/json';
import type { TaskOutcome } from '../host.ts';
import { utf8Bytes } from '../sizes.ts';
import type { TaskRequest } from '../snapshot.ts';
import { csvRows } from './csv.ts';
import type { PieceItems } from './piece.ts';
import { itemsFromPiece, itemsFromText } from './text-items.ts';

/** An object in a bucket. */
export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly lastModified: number;
  readonly etag: string;
}

/** A part of an object's text, whole characters only. */
export interface TextPiece {
  readonly text: string;
  /** The byte at which the text begins: the one that was asked for, or the first behind a byte order mark. */
  readonly from: number;
  /** How many bytes the text has in UTF-8. */
  readonly bytes: number;
  readonly isLast: boolean;
  /** Another text once the object is another one. */
  readonly version: string;
}

/** Some of the items of an object. */
export type ItemsPart =
  | {
      readonly items: readonly Json[];
      /** Where they go on; absent at their end. */
      readonly next?: Json;
    }
  | { readonly cause: string };

export interface Buckets {
  /** The objects of a bucket; undefined where there is no such bucket. */
  readonly list: (bucket: string) => readonly StoredObject[] | undefined;
  /** The text of an object, unpacked where its name ends in `.gz`; undefined where there is none. */
  readonly text: (bucket: string, key: string) => string | undefined;
  /** A part of the text from a byte on, about so many bytes long; hosts that lack it are asked for the whole text. */
  readonly piece?: (bucket: string, key: string, from: number, bytes: number) => TextPiece | undefined;
  /** Rows of a Parquet file from a place on, for hosts that can read it; undefined where there is no such file. */
  readonly parquet?: (bucket: string, key: string, from: Json | undefined) => ItemsPart | undefined;
}

/** How much text is read for one answer, where that holds an item. */
const PIECE_BYTES = 256 * 1024;
/** A JSON text up to here is read as a whole, which tells most about what is wrong with it. */
const WHOLE_BYTES = 8 * 1024 * 1024;
/** An item that is longer than this is taken for the mistake that it is, such as a quote that nothing ends. */
const MAX_ITEM_BYTES = 64 * 1024 * 1024;

const NO_SUCH_KEY = 'The specified key does not exist.';
const NO_SUCH_BUCKET = 'The specified bucket does not exist.';

/** An object that holds items, and how to read them. */
interface Part {
  readonly bucket: string;
  readonly key: string;
  readonly config: JsonObject;
}

/** Where the items of a request lie: in objects one after the other, or in the list of the objects itself. */
type Source =
  | { readonly parts: readonly Part[] }
  | { readonly listing: readonly StoredObject[] }
  | { readonly cause: string };

/**
 * Answers requests for items (`request.itemReader`). What a reading found in its list of objects it keeps for as long
 * as the reading goes on.
 *
 * @example
 * const items = createItemReader(buckets);
 * runToEnd(program, options, { task: (request) => (request.itemReader ? items(request) : …) })
 */
export function createItemReader(buckets: Buckets): (request: TaskRequest) => TaskOutcome {
  // All requests of a reading share the value that says what is to be read.
  const sources = new WeakMap<object, Source>();
  const sourceFor = (request: TaskRequest): Source => {
    const { input } = request;
    if (typeof input !== 'object' || input === null) return sourceOf(request, buckets);
    const known = request.itemReader?.from === undefined ? undefined : sources.get(input);
    const source = known ?? sourceOf(request, buckets);
    sources.set(input, source);
    return source;
  };
  return (request) => {
    const { from, limit = Number.POSITIVE_INFINITY } = request.itemReader ?? {};
    const source = sourceFor(request);
    const part = 'cause' in source ? source : partOfSource(buckets, source, from, limit);
    if ('cause' in part) return { failed: true, error: 'States.ItemReaderFailed', cause: part.cause };
    // What is read at once is little: a journal that holds it can be replayed without the buckets.
    const isRepeatable = from !== undefined || part.next !== undefined;
    return { ...part, ...(isRepeatable && { isRepeatable }) };
  };
}

function sourceOf({ itemReader, input, resource }: TaskRequest, buckets: Buckets): Source {
  const config = itemReader?.config ?? {};
  const { Bucket, Key, Prefix } = isJsonObject(input) ? input : {};
  const bucket = String(Bucket ?? '');
  if (!resource.endsWith(':listObjectsV2')) return partsOf(buckets, { bucket, key: String(Key ?? ''), config });
  const prefix = typeof Prefix === 'string' ? Prefix : '';
  const listing = buckets.list(bucket)?.filter(({ key }) => key.startsWith(prefix));
  if (!listing) return { cause: NO_SUCH_BUCKET };
  listing.sort((a, b) => (a.key < b.key ? -1 : 1));
  if (config.Transformation !== 'LOAD_AND_FLATTEN') return { listing };
  const all: Part[] = [];
  for (const { key } of listing) {
    const found = partsOf(buckets, { bucket, key, config });
    if ('cause' in found) return found;
    for (const part of found.parts) all.push(part);
  }
  return { parts: all };
}

/** An object itself, or those that it names where it is a manifest. */
function partsOf(buckets: Buckets, part: Part): { readonly parts: readonly Part[] } | { readonly cause: string } {
  const { ManifestType, InputType } = part.config;
  const isAthena = ManifestType === 'ATHENA_DATA';
  if (!isAthena && ManifestType !== 'S3_INVENTORY' && InputType !== 'MANIFEST') return { parts: [part] };
  // The manifest itself is text, whatever the files are that it names.
  const text = buckets.text(part.bucket, part.key);
  if (text === undefined) return { cause: NO_SUCH_KEY };
  return isAthena ? athenaParts(text, part.config) : inventoryParts(part.bucket, text);
}

/** An S3 inventory: a manifest that names CSV files without a header, whose columns it names itself. */
function inventoryParts(bucket: string, text: string): ReturnType<typeof partsOf> {
  const { value } = parseJson(text);
  const { files, fileSchema, fileFormat } = isJsonObject(value) ? value : {};
  if (!isJsonArray(files) || typeof fileSchema !== 'string')
    return { cause: 'The manifest does not name its files and their columns.' };
  if (fileFormat !== undefined && fileFormat !== 'CSV')
    return { cause: `An inventory of format ${String(fileFormat)} cannot be read; the format has to be CSV.` };
  const CSVHeaders = fileSchema.split(',').map((name) => name.trim());
  const config = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders };
  return { parts: files.filter(isJsonObject).map(({ key }) => ({ bucket, key: String(key), config })) };
}

/** What Athena's UNLOAD leaves: lines with the addresses of data files, which are of the given type. */
function athenaParts(text: string, { ManifestType: _, ...config }: JsonObject): ReturnType<typeof partsOf> {
  const parts: Part[] = [];
  for (const [line = ''] of csvRows(text, ',')) {
    const address = /^s3:\/\/([^/]+)\/(.+)$/.exec(line.trim());
    if (!address) return { cause: 'A line of the manifest is no address of an object.' };
    parts.push({ bucket: address[1] ?? '', key: address[2] ?? '', config });
  }
  return { parts };
}

/** Where the items go on: in which object, and where in it. */
interface Place {
  readonly part: number;
  readonly key: string;
  readonly at?: Json | undefined;
}

const placeOf = ({ part, key, at }: Place): Json => ({ part, key, ...(at !== undefined && { at }) });

function partOfSource(
  buckets: Buckets,
  source: Exclude<Source, { readonly cause: string }>,
  from: Json | undefined,
  limit: number,
): ItemsPart {
  const { part = 0, key = undefined, at = undefined } = isJsonObject(from) ? from : {};
  const first = numberOf(part) ?? 0;
  const objects = 'parts' in source ? source.parts : source.listing;
  if (key !== undefined && objects[first]?.key !== key)
    return { cause: `The objects have changed while they were read: '${String(key)}' is no longer where it was.` };
  return 'parts' in source
    ? partOfObjects(buckets, source.parts, first, at, limit)
    : partOfListing(source.listing, first, limit);
}

function partOfListing(listing: readonly StoredObject[], first: number, limit: number): ItemsPart {
  const end = first + limit;
  const items = listing.slice(first, end).map(listedItem);
  const next = listing[end];
  return { items, ...(next && { next: placeOf({ part: end, key: next.key }) }) };
}

/** Seconds as Java prints a double: `1.789180622E9` (measured). */
function secondsOf(milliseconds: number): Json {
  const text = javaDouble(milliseconds / 1000);
  return String(milliseconds / 1000) === text ? milliseconds / 1000 : new ExactNumber(text);
}

/** An object as the Map gets it: seconds since 1970, and the tag in its quotes (recorded). */
const listedItem = ({ key, size, lastModified, etag }: StoredObject): Json => ({
  Etag: etag,
  Key: key,
  LastModified: secondsOf(lastModified),
  Size: size,
  StorageClass: 'STANDARD',
});

/** Items of as many objects as an answer has room for. */
function partOfObjects(
  buckets: Buckets,
  parts: readonly Part[],
  first: number,
  at: Json | undefined,
  limit: number,
): ItemsPart {
  const items: Json[] = [];
  let bytes = 0;
  let place = at;
  for (let index = first; index < parts.length; index++) {
    const part = parts[index] as Part;
    if (index > first && (items.length >= limit || bytes >= PIECE_BYTES))
      return { items, next: placeOf({ part: index, key: part.key }) };
    const read = partOfObject(buckets, part, place, limit - items.length);
    if ('cause' in read) return read;
    for (const item of read.items) items.push(item);
    bytes += read.bytes;
    if (read.next !== undefined) return { items, next: placeOf({ part: index, key: part.key, at: read.next }) };
    place = undefined;
  }
  return { items };
}

type ReadPart =
  | { readonly items: readonly Json[]; readonly next?: Json; readonly bytes: number }
  | { readonly cause: string };

function partOfObject(buckets: Buckets, part: Part, at: Json | undefined, limit: number): ReadPart {
  const { bucket, key, config } = part;
  if (config.InputType === 'PARQUET') {
    if (!buckets.parquet) return { cause: `The Parquet file ${key} cannot be read here.` };
    const rows = buckets.parquet(bucket, key, at) ?? { cause: NO_SUCH_KEY };
    // How large the rows are in the file is not known; a file of them is an answer.
    return 'cause' in rows ? rows : { ...rows, bytes: PIECE_BYTES };
  }
  const isJson = config.InputType === 'JSON' || config.InputType === undefined;
  if (isJson && at === undefined) {
    const whole = pieceOf(buckets, part, 0, WHOLE_BYTES);
    if (!whole) return { cause: NO_SUCH_KEY };
    if (whole.isLast) return { bytes: whole.bytes, ...itemsFromText(whole.text, config) };
  }
  return partOfText(buckets, part, at, limit);
}

/** Items of a text from a place on. Where a piece of it holds no whole item, a longer one is taken. */
function partOfText(buckets: Buckets, part: Part, at: Json | undefined, limit: number): ReadPart {
  const place = isJsonObject(at) ? at : {};
  const from = numberOf(place.byte) ?? 0;
  for (let bytes = PIECE_BYTES; bytes <= MAX_ITEM_BYTES; bytes *= 2) {
    const piece = pieceOf(buckets, part, from, bytes);
    if (!piece) return { cause: NO_SUCH_KEY };
    if (place.version !== undefined && place.version !== piece.version)
      return { cause: `The object '${part.key}' has changed while it was read.` };
    const { text, isLast, version } = piece;
    const read = itemsFromPiece({ text, isLast, limit, state: place.state }, part.config);
    if ('cause' in read) return read;
    if (isAtEnd(read, piece)) return { items: read.items, bytes: piece.bytes };
    if (read.items.length === 0 && read.end === 0) continue;
    const used = piece.bytes === text.length ? read.end : utf8Bytes(text.slice(0, read.end));
    return { items: read.items, bytes: used, next: { byte: piece.from + used, version, state: read.state } };
  }
  return { cause: `An item of '${part.key}' is longer than ${MAX_ITEM_BYTES / 1024 / 1024} MB.` };
}

const isAtEnd = ({ end, isOver = false }: PieceItems, { text, isLast }: TextPiece): boolean =>
  isOver || (isLast && end >= text.length);

function pieceOf(buckets: Buckets, { bucket, key }: Part, from: number, bytes: number): TextPiece | undefined {
  if (buckets.piece) return buckets.piece(bucket, key, from, bytes);
  // Without pieces there are no bytes either: places are counted in characters.
  const text = buckets.text(bucket, key)?.slice(from);
  return text === undefined ? undefined : { text, from, bytes: text.length, isLast: true, version: '' };
}
