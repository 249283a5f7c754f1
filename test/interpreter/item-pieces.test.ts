/** Items of long texts: however a text is cut into pieces, they are those of the whole. */
import assert from 'node:assert/strict';
import { isJsonObject, type Json, type JsonObject } from '#asl/json';
import { type Buckets, createItemReader, itemsFromText, type TaskOutcome, type TaskRequest } from '#interpreter';

/** Objects whose text comes in pieces of the given size at most, whatever is asked for. */
function bucketsOf(texts: Readonly<Record<string, string>>, size: number, version = 'v'): Buckets {
  const bytesOf = (key: string) => (texts[key] === undefined ? undefined : Buffer.from(texts[key]));
  return {
    list: () => Object.keys(texts).map((key) => ({ key, size: 1, lastModified: 0, etag: '' })),
    text: (_bucket, key) => texts[key],
    piece: (_bucket, key, from, wanted) => {
      const bytes = bytesOf(key);
      if (!bytes) return undefined;
      // The reader doubles what it asks for where a piece holds no whole item.
      let end = Math.min(bytes.length, from + Math.max(4, Math.floor((size * wanted) / (256 * 1024))));
      while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
      const text = bytes.subarray(from, end).toString();
      return { text, from, bytes: end - from, isLast: end >= bytes.length, version };
    },
  };
}

function requestOf(config: JsonObject, from: Json | undefined, input: JsonObject, limit: number): TaskRequest {
  const action = input.Key === undefined ? 'listObjectsV2' : 'getObject';
  const itemReader = { config, limit, ...(from !== undefined && { from }) };
  return { resource: `arn:aws:states:::s3:${action}`, input, itemReader } as unknown as TaskRequest;
}

/** Reads until the items end. */
function readAll(buckets: Buckets, config: JsonObject, input: JsonObject, limit = 1000) {
  const read = createItemReader(buckets);
  const items: Json[] = [];
  let answers = 0;
  for (let from: Json | undefined; ; ) {
    const outcome: TaskOutcome = read(requestOf(config, from, input, limit));
    answers += 1;
    if (!('items' in outcome)) return { items, answers, cause: 'failed' in outcome ? outcome.cause : undefined };
    assert.ok(outcome.items.length <= limit);
    items.push(...outcome.items);
    if (outcome.next === undefined) return { items, answers, cause: undefined };
    from = outcome.next;
  }
}

const CSV = { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' };
const GIVEN = { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', '__proto__'], CSVDelimiter: 'PIPE' };
const LINES = { InputType: 'JSONL' };

const TEXTS: readonly (readonly [string, JsonObject, string])[] = [
  ['CSV', CSV, 'id,text\n1,a\n2,b\n\n3,\n4\n'],
  ['CSV without an end of its last line', CSV, 'id,text\n1,a\n2,b'],
  ['CSV with quotes, line ends and characters of several bytes', CSV, 'ä,"b ""x"""\r\n"1\r\n,2",€\r\n😀,"""é"""\r\n'],
  ['CSV with text behind a quote', CSV, 'a,b\n"x"y,"z" \n1,"2'],
  ['CSV with given headers', GIVEN, '1|2\r3|4\r\n"a|b"|\n'],
  ['JSON lines', LINES, '{"a":1}\n\n"ü😀"\r\n[1.0,2]\nnull'],
];

describe('items of a text in pieces', () => {
  for (const [name, config, text] of TEXTS) {
    it(`of ${name} are those of the whole`, () => {
      const whole = itemsFromText(text, config);
      assert.ok('items' in whole && whole.items.length > 1);
      for (let size = 4; size < text.length + 4; size++) {
        for (const limit of [1, 2, 1000]) {
          const { items, cause } = readAll(bucketsOf({ k: text }, size), config, { Bucket: 'b', Key: 'k' }, limit);
          assert.deepEqual([items, cause], [whole.items, undefined], `pieces of ${size} bytes, ${limit} at once`);
        }
      }
    });
  }

  it('keeps the headers with the place, not in the reader', () => {
    const config = CSV;
    const buckets = bucketsOf({ k: 'a,b\n1,2\n3,4\n' }, 100);
    const first = createItemReader(buckets)(requestOf(config, undefined, { Bucket: 'b', Key: 'k' }, 1));
    assert.ok('items' in first && isJsonObject(first.next));
    const second = createItemReader(buckets)(requestOf(config, first.next, { Bucket: 'b', Key: 'k' }, 9));
    assert.deepEqual('items' in second && second.items, [{ a: '3', b: '4' }]);
  });

  it('fails where headers stand twice or a line is no JSON, in whatever piece', () => {
    const causeOf = (text: string, config: JsonObject) =>
      readAll(bucketsOf({ k: text }, 6), config, { Bucket: 'b', Key: 'k' });
    assert.equal(causeOf('aaaa,aaaa\n1,2\n', CSV).cause, 'CSV headers cannot contain duplicates.');
    const { items, cause = '' } = causeOf('{"a":1}\n{"a":2}\n{"a":\n', LINES);
    assert.deepEqual(items, [{ a: 1 }, { a: 2 }]);
    assert.match(cause, /^Unable to parse a line of JSON: /);
  });

  it('fails where the object is another one now', () => {
    const read = createItemReader(bucketsOf({ k: 'a\n1\n2\n' }, 5));
    const first = read(requestOf(CSV, undefined, { Bucket: 'b', Key: 'k' }, 1));
    assert.ok('items' in first && first.next !== undefined);
    const changed = createItemReader(bucketsOf({ k: 'a\n1\n2\n' }, 5, 'w'));
    const second = changed(requestOf(CSV, first.next, { Bucket: 'b', Key: 'k' }, 1));
    assert.equal('failed' in second && second.cause, "The object 'k' has changed while it was read.");
  });
});

describe('items of a long JSON text', () => {
  const some = [1, 2.5, '], "[{\\', { a: [{ b: '}' }] }, [], null, true, 'ü😀'];
  const list = Array.from({ length: 240 }, (_, index) => some[index % some.length] ?? null);
  const pointed = { 'x/y': { first: [1, { z: ']' }], list }, after: 1 };
  const at = (text: string, size: number, ItemsPointer?: string) =>
    readAll(
      bucketsOf({ k: text }, size),
      { InputType: 'JSON', ...(ItemsPointer && { ItemsPointer }) },
      { Bucket: 'b', Key: 'k' },
      3,
    );

  for (const indent of [0, 2]) {
    it(`are found in pieces, ${indent > 0 ? 'indented' : 'compact'}, also at a pointer`, () => {
      const text = JSON.stringify(list, undefined, indent);
      const inside = JSON.stringify(pointed, undefined, indent);
      // Pieces are scaled down from 256 KB, and so is what is read as a whole, from 8 MB.
      for (let size = 4; size * 32 < text.length; size += 3) {
        const whole = at(text, size);
        assert.deepEqual([whole.items, whole.cause], [list, undefined], `pieces of ${size}`);
        assert.ok(whole.answers >= list.length / 3);
        const { items, cause } = at(inside, size, '/x~1y/list');
        assert.deepEqual([items, cause], [list, undefined], `pieces of ${size} at a pointer`);
      }
    });
  }

  const long = (text: string) => text.padStart(300);
  for (const [text, pointer, message] of [
    ['[1, 2', undefined, /ends inside the list/],
    ['[1, 2,]', undefined, /Unable to parse the JSON/],
    ['[1 2]', undefined, /stands where a comma has to/],
    ['[1, nope, 2]', undefined, /Unable to parse the JSON/],
    ['{"a": [1]}', undefined, /^Attempting to map over non-iterable node\.$/],
    ['{"a": {"b": 1}}', '/a/c', /^Attempting to map over non-iterable node\.$/],
    ['{"a": 1}', '/a/c', /^Attempting to map over non-iterable node\.$/],
  ] as const) {
    it(`${text}${pointer ? ` at ${pointer}` : ''} says what is wrong`, () => {
      assert.match(at(long(text), 4, pointer).cause ?? '', message);
    });
  }

  it('are none in an empty list', () => {
    assert.deepEqual(at(long('[ ]'), 4), { items: [], answers: 1, cause: undefined });
  });
});

describe('items of many objects', () => {
  const texts = { 'in/a': '1\n2\n3', 'in/b': '', 'in/c': '4\n', 'in/d': '5' };
  const config = { ...LINES, Transformation: 'LOAD_AND_FLATTEN' };

  it('go on in the next object, as many as are wanted at once', () => {
    const { items, answers } = readAll(bucketsOf(texts, 100), config, { Bucket: 'b', Prefix: 'in/' }, 2);
    assert.deepEqual(items, [1, 2, 3, 4, 5]);
    assert.equal(answers, 3);
    assert.equal(readAll(bucketsOf(texts, 100), config, { Bucket: 'b', Prefix: 'in/' }).answers, 1);
  });

  it('are listed once for a reading, however often it goes on', () => {
    let lists = 0;
    const buckets = bucketsOf(texts, 100);
    const counting: Buckets = {
      ...buckets,
      list: (bucket) => {
        lists += 1;
        return buckets.list(bucket);
      },
    };
    assert.equal(readAll(counting, config, { Bucket: 'b' }, 1).items.length, 5);
    assert.equal(lists, 1);
  });

  it('are the objects themselves, part by part', () => {
    const { items, answers } = readAll(bucketsOf(texts, 100), {}, { Bucket: 'b', Prefix: 'in/' }, 3);
    assert.deepEqual(
      items.map((item) => isJsonObject(item) && item.Key),
      ['in/a', 'in/b', 'in/c', 'in/d'],
    );
    assert.equal(answers, 2);
  });

  it('fail where they are no longer those that they were', () => {
    const input = { Bucket: 'b', Prefix: 'in/' };
    const first = createItemReader(bucketsOf(texts, 100))(requestOf({}, undefined, input, 1));
    assert.ok('items' in first && first.next !== undefined);
    const { 'in/b': _, ...others } = texts;
    const second = createItemReader(bucketsOf(others, 100))(requestOf({}, first.next, { ...input }, 1));
    assert.equal(
      'failed' in second && second.cause,
      "The objects have changed while they were read: 'in/b' is no longer where it was.",
    );
  });
});
