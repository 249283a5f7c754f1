/** Folders of buckets on a real disk: nothing outside of them is read or written, whatever links lie in them. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFolders } from '../../debugger/node-folders.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

describe('the folder of a bucket on a disk', () => {
  let root: string;
  let folder: string;
  const { listFiles, readBytes, writeBytes } = nodeFolders;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'stepwright-bucket-'));
    folder = join(root, 'bucket');
    mkdirSync(join(folder, 'in'), { recursive: true });
    mkdirSync(join(root, 'outside'));
    writeFileSync(join(folder, 'in', 'a.json'), '[1]');
    writeFileSync(join(root, 'outside', 'secret.json'), '[2]');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const read = async (path: string): Promise<string | undefined> => {
    const bytes = await readBytes(folder, path);
    return bytes && new TextDecoder().decode(bytes);
  };

  it('is listed with what lies in it and below', async () => {
    const [entry] = await listFiles(folder, '');
    assert.deepEqual([entry?.name, entry?.kind], ['in', 'folder']);
    const [file] = await listFiles(folder, 'in');
    assert.deepEqual([file?.name, file?.kind, file?.size], ['a.json', 'file', 3]);
    assert.ok(Math.abs((file?.lastModified ?? 0) - Date.now()) < 60_000);
  });

  it('gives its files, and nothing for what is none', async () => {
    assert.equal(await read('in/a.json'), '[1]');
    assert.equal(await read('in'), undefined);
    assert.equal(await read('in/b.json'), undefined);
    assert.equal(await read('in/a.json/b'), undefined);
  });

  it('follows links that stay inside, and no others', async () => {
    symlinkSync(join(folder, 'in'), join(folder, 'same'));
    symlinkSync(join(root, 'outside'), join(folder, 'out'));
    symlinkSync(join(root, 'outside', 'secret.json'), join(folder, 'in', 'secret.json'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    symlinkSync(folder, join(folder, 'in', 'circle'));
    assert.equal(await read('same/a.json'), '[1]');
    for (const path of ['out/secret.json', 'in/secret.json'])
      await assert.rejects(read(path), { message: "a link on its way leads out of the bucket's folder." });
    assert.equal(await read('dangling'), undefined);
    assert.deepEqual((await listFiles(folder, '')).map(({ name }) => name).sort(), ['in', 'same']);
    assert.deepEqual(
      (await listFiles(folder, 'in')).map(({ name }) => name),
      ['a.json'],
    );
  });

  it('takes files in parts, and makes the folders around them', async () => {
    await writeBytes(folder, 'out/x/r.json', 0, text('[1,'));
    await writeBytes(folder, 'out/x/r.json', 3, text('2]'));
    await writeBytes(folder, 'out/x/r.json', 3, text('2]'));
    assert.equal(readFileSync(join(folder, 'out/x/r.json'), 'utf8'), '[1,2]');
    await writeBytes(folder, 'out/x/r.json', 0, text('[]'));
    assert.equal(readFileSync(join(folder, 'out/x/r.json'), 'utf8'), '[]');
  });

  it('is never written through a link that leads out or nowhere', async () => {
    symlinkSync(join(root, 'outside'), join(folder, 'out'));
    symlinkSync(join(root, 'outside', 'new.json'), join(folder, 'dangling'));
    for (const path of ['out/new.json', 'out/deep/new.json', 'dangling'])
      await assert.rejects(writeBytes(folder, path, 0, text('x')), /leads out of the bucket's folder/);
    assert.deepEqual(readdirSync(join(root, 'outside')), ['secret.json']);
  });

  it('says why it cannot be used', async () => {
    await assert.rejects(listFiles(join(root, 'nowhere'), ''), { message: 'it does not exist.' });
    await assert.rejects(listFiles(join(folder, 'in', 'a.json'), ''), { message: 'it is no folder.' });
    await assert.rejects(writeBytes(folder, 'in', 0, text('x')), { message: 'it is a folder.' });
    await assert.rejects(writeBytes(folder, 'in/a.json/x', 0, text('x')), { message: 'it is no folder.' });
  });
});
