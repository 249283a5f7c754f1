// Everything fetched lies below .vscode-test/, one folder per thing and version. A folder is built under another
// name and renamed when it is whole, so that an interrupted run leaves nothing that a later one would trust.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const windows = process.platform === 'win32';

/** The repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where fetched things lie; STEPWRIGHT_CACHE moves it, for example to a folder that CI keeps. */
export const cacheFolder = path.resolve(process.env.STEPWRIGHT_CACHE ?? path.join(root, '.vscode-test'));

/**
 * The folder of that name in the cache, built first where it is missing.
 * @param {string} name Names the thing and its version.
 * @param {string} announcement What is said before a fetch, since it may take a while.
 * @param {(stage: string, scratch: string) => Promise<void>} build Fills `stage`; `scratch` is for downloads.
 */
export async function cached(name, announcement, build) {
  const folder = path.join(cacheFolder, name);
  const complete = path.join(folder, '.complete');
  if (fs.existsSync(complete)) return folder;
  removeLeftovers();
  console.log(announcement);
  const scratch = path.join(cacheFolder, `.building-${name}-${process.pid}`);
  const stage = path.join(scratch, 'stage');
  try {
    fs.mkdirSync(stage, { recursive: true });
    await build(stage, scratch);
    fs.writeFileSync(path.join(stage, '.complete'), '');
    // Another process may have been faster; its result is as good.
    if (!fs.existsSync(complete)) {
      fs.rmSync(folder, { recursive: true, force: true });
      fs.renameSync(stage, folder);
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
  return folder;
}

/** Scratch folders of processes that are gone. */
function removeLeftovers() {
  if (!fs.existsSync(cacheFolder)) return;
  for (const entry of fs.readdirSync(cacheFolder)) {
    const owner = /^\.building-.*-(\d+)$/.exec(entry)?.[1];
    if (owner && !isAlive(Number(owner))) fs.rmSync(path.join(cacheFolder, entry), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Fetches a package's tarball from the npm registry and checks it against its pinned hash.
 * @param {{ spec: string, sha512: string }} pinned
 * @param {string} into
 * @returns {Promise<string>} the tarball's path
 */
export async function fetchPackage({ spec, sha512 }, into) {
  const folder = fs.mkdtempSync(path.join(into, 'pack-'));
  try {
    await npm(['pack', spec, '--ignore-scripts', '--loglevel=error', '--pack-destination', folder]);
  } catch (error) {
    throw new Error(`Could not fetch ${spec} from the npm registry: ${messageOf(error)}`);
  }
  const [file] = fs.readdirSync(folder);
  if (!file) throw new Error(`npm pack ${spec} wrote no file.`);
  const tarball = path.join(folder, file);
  const hash = createHash('sha512').update(fs.readFileSync(tarball)).digest('base64');
  if (hash !== sha512) throw new Error(`${spec} is not what was pinned: its sha512 is ${hash}, expected ${sha512}.`);
  return tarball;
}

/**
 * Unpacks a tar archive with the system's tar, which Linux, macOS and Windows 10 all have.
 * @param {string} archive
 * @param {string} into
 * @param {readonly string[]} [options]
 */
export async function unpack(archive, into, options = []) {
  fs.mkdirSync(into, { recursive: true });
  await run('tar', ['-xf', archive, '-C', into, ...options]);
}

/**
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 */
export async function npm(args, options = {}) {
  await run(windows ? 'npm.cmd' : 'npm', [...args], { ...options, shell: windows, maxBuffer: 1 << 26 });
}

/** @param {unknown} error */
function messageOf(error) {
  const failure = /** @type {{ stderr?: string, message?: string }} */ (error);
  return (failure.stderr || failure.message || String(error)).trim().split('\n').slice(-3).join('\n');
}
