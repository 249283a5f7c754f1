/** Pieces of files: whole characters from a byte on, also of files that are packed. */
import assert from 'node:assert/strict';
import { utimesSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bucketsIn, writeToBucket } from '#store';
import { useFolder } from './folders.ts';

describe('the text of an object', () => {
  const path = useFolder();
  const folder = path('.');
  const buckets = bucketsIn(new Map([['b', { folder, isWritable: true }]]), () => 'no bucket');
  const text = 'aä€😀\nb';

  /** All pieces of so many bytes, one after the other. */
  function piecesOf(key: string, bytes: number): readonly string[] {
    const pieces: string[] = [];
    for (let from = 0; ; ) {
      const piece = buckets.piece?.('b', key, from, bytes);
      assert.ok(piece);
      assert.equal(piece.bytes, Buffer.byteLength(piece.text));
      pieces.push(piece.text);
      from = piece.from + piece.bytes;
      if (piece.isLast) return pieces;
    }
  }

  before(() => {
    writeFileSync(path('plain'), text);
    writeFileSync(path('marked'), `\ufeff${text}`);
    writeFileSync(path('packed.gz'), gzipSync(text));
    writeFileSync(path('binary'), Buffer.from([0x61, 0xff, 0x62]));
    writeFileSync(path('empty'), '');
  });

  it('is cut between characters, wherever a piece would end', () => {
    for (const key of ['plain', 'marked', 'packed.gz'])
      for (let bytes = 4; bytes < 20; bytes++) assert.equal(piecesOf(key, bytes).join(''), text, `${key} by ${bytes}`);
    assert.deepEqual(piecesOf('plain', 4), ['aä', '€', '😀', '\nb']);
    assert.deepEqual(piecesOf('empty', 4), ['']);
  });

  it('is the same as a whole, without the byte order mark', () => {
    for (const key of ['plain', 'marked', 'packed.gz']) assert.equal(buckets.text('b', key), text);
  });

  it('has another version when the file is another one', () => {
    const versionOf = () => buckets.piece?.('b', 'plain', 0, 4)?.version;
    const before = versionOf();
    assert.equal(versionOf(), before);
    utimesSync(path('plain'), new Date(0), new Date(0));
    assert.notEqual(versionOf(), before);
  });

  it('is none where there is no such object, and refused where it is not text', () => {
    assert.equal(buckets.piece?.('b', 'nothing', 0, 4), undefined);
    assert.throws(
      () => buckets.piece?.('b', 'binary', 0, 4),
      /'binary' of bucket 'b' cannot be used: it is not text in UTF-8/,
    );
    assert.throws(() => buckets.text('b', 'binary'), /it is not text in UTF-8/);
  });
});

describe('the parts of a file of results', () => {
  const path = useFolder();

  it('stand where they belong, also when they come again', () => {
    const bucket = { folder: path('.'), isWritable: true };
    const buckets = bucketsIn(new Map([['b', bucket]]), () => 'no bucket');
    const parts = [
      { key: 'runs/a.json', at: 0, text: '["ü"' },
      { key: 'runs/a.json', at: 5, text: ',2' },
      { key: 'runs/a.json', at: 7, text: ']' },
    ];
    writeToBucket('b', bucket, parts);
    writeToBucket('b', bucket, parts.slice(1));
    assert.equal(buckets.text('b', 'runs/a.json'), '["ü",2]');
    writeToBucket('b', bucket, [{ key: 'runs/a.json', at: 0, text: '[]' }]);
    assert.equal(buckets.text('b', 'runs/a.json'), '[]');
  });
});
