/** Folders of buckets in VS Code, on any file system: bundled as in the extension, over a stand-in for its files. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import type { DebugHost } from '#debugger';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const [FILE, FOLDER, LINK] = [1, 2, 64];

/** What VS Code's URIs can do, as far as folders need it. */
interface FakeUri {
  readonly scheme: string;
  readonly path: string;
}
const uriOf = (path: string, scheme = 'memfs'): FakeUri => ({ scheme, path });

/** A file system by path: bytes, `folder`, or a link to one of both. */
type Entry = { readonly type: number; readonly content?: Uint8Array };

function fakeVscode(entries: Map<string, Entry>) {
  const entryAt = ({ path }: FakeUri): Entry => {
    const entry = entries.get(path);
    if (!entry) throw new Error('FileNotFound');
    return entry;
  };
  return {
    FileType: { Unknown: 0, File: FILE, Directory: FOLDER, SymbolicLink: LINK },
    l10n: { t: (text: string) => text },
    Uri: {
      parse: (text: string) => uriOf(text.slice(text.indexOf(':') + 1), text.slice(0, text.indexOf(':'))),
      file: (path: string) => uriOf(path, 'file'),
      joinPath: ({ scheme, path }: FakeUri, ...parts: string[]) => uriOf([path, ...parts].join('/'), scheme),
    },
    workspace: {
      workspaceFolders: undefined,
      textDocuments: [],
      fs: {
        stat: async (uri: FakeUri) => {
          const { type, content } = entryAt(uri);
          return { type, size: content?.length ?? 0, mtime: 7, ctime: 0 };
        },
        readDirectory: async (uri: FakeUri) => {
          if (entryAt(uri).type !== FOLDER) throw new Error('FileNotADirectory');
          const prefix = `${uri.path}/`;
          const names = [...entries.keys()]
            .filter((path) => path.startsWith(prefix))
            .map((path) => path.slice(prefix.length));
          return names.filter((name) => !name.includes('/')).map((name) => [name, entries.get(prefix + name)?.type]);
        },
        readFile: async (uri: FakeUri) => entryAt(uri).content,
        writeFile: async ({ path }: FakeUri, content: Uint8Array) => {
          if (entries.get(path)?.type === FOLDER) throw new Error('FileIsADirectory');
          const above = path.slice(0, path.lastIndexOf('/'));
          if (!entries.has(above)) entries.set(above, { type: FOLDER });
          entries.set(path, { type: FILE, content });
        },
      },
    },
  };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (content: Uint8Array | undefined): string | undefined => content && new TextDecoder().decode(content);

describe('the folder of a bucket in VS Code', () => {
  let code = '';
  let entries: Map<string, Entry>;
  let host: Pick<DebugHost, 'listFiles' | 'readBytes' | 'writeBytes'>;

  before(async function () {
    this.timeout(60_000);
    const { outputFiles } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['client/debug/bucket-folders.ts'],
      bundle: true,
      write: false,
      format: 'cjs',
      external: ['vscode'],
    });
    code = outputFiles[0]?.text ?? '';
  });

  beforeEach(() => {
    entries = new Map<string, Entry>([
      ['/b', { type: FOLDER }],
      ['/b/in', { type: FOLDER }],
      ['/b/in/a.json', { type: FILE, content: bytes('[1]') }],
      ['/b/link', { type: FOLDER | LINK }],
      ['/b/link/secret.json', { type: FILE, content: bytes('[2]') }],
      ['/b/in/other.json', { type: FILE | LINK, content: bytes('[3]') }],
    ]);
    const module = { exports: {} as { bucketFolders(folder: undefined): typeof host } };
    const vscode = fakeVscode(entries);
    runInNewContext(code, { module, exports: module.exports, require: () => vscode, Uint8Array, Error });
    host = module.exports.bucketFolders(undefined);
  });

  it('is listed without its links', async () => {
    // The lists are of another realm.
    assert.deepEqual(
      Array.from(await host.listFiles('memfs:/b', ''), (entry) => ({ ...entry })),
      [{ name: 'in', kind: 'folder', size: 0, lastModified: 7 }],
    );
    assert.deepEqual(
      Array.from(await host.listFiles('memfs:/b', 'in'), ({ name }) => name),
      ['a.json'],
    );
  });

  it('gives its files, and nothing for what is none', async () => {
    assert.equal(textOf(await host.readBytes('memfs:/b', 'in/a.json')), '[1]');
    assert.equal(await host.readBytes('memfs:/b', 'in/b.json'), undefined);
    assert.equal(await host.readBytes('memfs:/b', 'in'), undefined);
  });

  it('follows no link', async () => {
    for (const path of ['link/secret.json', 'in/other.json']) {
      await assert.rejects(host.readBytes('memfs:/b', path), /it is reached by a link/);
      await assert.rejects(host.writeBytes('memfs:/b', path, 0, bytes('x')), /it is reached by a link/);
    }
  });

  it('takes files in parts', async () => {
    await host.writeBytes('memfs:/b', 'out/r.json', 0, bytes('[1,'));
    await host.writeBytes('memfs:/b', 'out/r.json', 3, bytes('2]'));
    assert.equal(textOf(entries.get('/b/out/r.json')?.content), '[1,2]');
    await host.writeBytes('memfs:/b', 'out/r.json', 0, bytes('[]'));
    assert.equal(textOf(entries.get('/b/out/r.json')?.content), '[]');
  });

  it('says why it cannot be used', async () => {
    await assert.rejects(host.listFiles('memfs:/nowhere', ''), { message: 'it is no folder, or it cannot be read.' });
    await assert.rejects(host.writeBytes('memfs:/b', 'in', 0, bytes('x')), { message: 'it cannot be written.' });
  });
});
