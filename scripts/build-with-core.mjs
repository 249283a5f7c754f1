// Builds programs that have much in common as one CommonJS file each and one with what they share. esbuild splits ES
// modules only: what it has split is made CommonJS here, the names that go from file to file as plain constants, so
// that a call into the other file costs what a call costs in the same one. So each of them must have its value once the
// shared file is loaded; `test/project/layers.test.ts` looks at them all.
import * as esbuild from 'esbuild';

const CORE = 'core';
const EXTENSION = '.cjs';
const CORE_FILE = `./${CORE}${EXTENSION}`;

/**
 * The files by their path from the root, and what esbuild knows of each program with what it shares.
 * @param {Readonly<Record<string, string>>} programs the entry of each program by its name
 * @param {import('esbuild').BuildOptions} options
 */
export async function buildWithCore(programs, options) {
  const { outputFiles, metafile } = await esbuild.build({
    ...options,
    entryPoints: programs,
    outdir: 'dist',
    outExtension: { '.js': EXTENSION },
    chunkNames: CORE,
    format: 'esm',
    splitting: true,
    metafile: true,
    write: false,
  });
  const files = new Map();
  for (const { path, text } of outputFiles) {
    const { code } = await esbuild.transform(joined(text), {
      format: 'cjs',
      platform: 'node',
      target: options.target,
      minify: options.minify,
      legalComments: 'none',
    });
    files.set(path.slice(options.absWorkingDir.length + 1).replaceAll('\\', '/'), code);
  }
  const core = `dist/${CORE}${EXTENSION}`;
  const expected = [...Object.keys(programs).map((name) => `dist/${name}${EXTENSION}`), core];
  const made = [...files.keys()].sort();
  if (made.join() !== expected.sort().join())
    throw new Error(`Made ${made.join(', ')} instead of ${expected.join(', ')}.`);
  const metafiles = Object.keys(programs).map((name) => [
    name,
    metafileOf(`dist/${name}${EXTENSION}`, core, files, metafile),
  ]);
  return { files, metafiles };
}

const NAMES = String.raw`\{([^}]*)\}`;
const IMPORTED = new RegExp(`^import ?${NAMES} ?from ?"${CORE_FILE.replaceAll('.', '\\.')}";`, 'm');
const EXPORTED = new RegExp(String.raw`export ?${NAMES};\s*$`);

/** What a program imports from the core, or what the core exports, as CommonJS. */
function joined(text) {
  if (IMPORTED.test(text))
    return text.replace(IMPORTED, (_, names) => `const{${pairsOf(names, true)}}=require("${CORE_FILE}");`);
  if (!EXPORTED.test(text)) throw new Error('The core exports nothing.');
  return text.replace(EXPORTED, (_, names) => `module.exports={${pairsOf(names, false)}};`);
}

/** `theirs as mine` is `theirs: mine` in a pattern, and `mine as theirs` is `theirs: mine` in an object. */
function pairsOf(names, isPattern) {
  return names
    .split(',')
    .map((one) => one.trim().split(' as '))
    .map(([first, second = first]) => (isPattern ? `${first}:${second}` : `${second}:${first}`))
    .join(',');
}

function metafileOf(program, core, files, { inputs, outputs }) {
  const own = [program, core].map((file) => [file, { ...outputs[file], bytes: Buffer.byteLength(files.get(file)) }]);
  return { inputs, outputs: Object.fromEntries(own) };
}
