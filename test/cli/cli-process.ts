/** The command line as a process of its own, bundled as it is shipped and fed with real files. */
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Cli {
  /** A folder for the test's files; commands run in it. */
  readonly folder: string;
  /** Runs a command to its end. */
  readonly run: (...args: readonly string[]) => Outcome;
  readonly start: (...args: readonly string[]) => ChildProcessWithoutNullStreams;
  readonly write: (name: string, content: string | object) => void;
}

/** Bundles the command line once for the tests of a `describe`. */
export function useCli(): Cli {
  const folder = mkdtempSync(join(tmpdir(), 'stepwright-cli-'));
  const bundle = join(folder, 'stepwright.cjs');
  before(async function () {
    this.timeout(60_000);
    await build({
      absWorkingDir: ROOT,
      entryPoints: ['cli/main.ts'],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      mainFields: ['module', 'main'],
      // The bundle takes itself to lie in the project, where the files of the service catalogue are.
      define: { __STEPWRIGHT_VERSION__: '"1.2.3"', 'import.meta.dirname': JSON.stringify(ROOT) },
      logLevel: 'error',
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    run: (...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      return { code: status, stdout, stderr };
    },
    start: (...args) => spawn(process.execPath, [bundle, ...args], { cwd: folder }),
    write: (name, content) => {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
    },
  };
}
