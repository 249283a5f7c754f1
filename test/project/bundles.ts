/** What esbuild wrote about the bundles: which files and packages each one holds. `npm run build` makes it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Metafile {
  readonly inputs: Readonly<
    Record<string, { readonly imports: readonly { readonly path: string; readonly external?: boolean }[] }>
  >;
  readonly outputs: Readonly<
    Record<string, { readonly bytes: number; readonly inputs: Readonly<Record<string, object>> }>
  >;
}

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const META = `${ROOT}dist/meta.json`;

/** The bundles by name. Throws with the remedy where nothing is built: a test over nothing proves nothing. */
export function readBundles(): ReadonlyMap<string, Metafile> {
  if (!existsSync(META)) throw new Error('dist/meta.json is missing: run `npm run build` before the tests.');
  return new Map(Object.entries(JSON.parse(readFileSync(META, 'utf8')) as Record<string, Metafile>));
}

/** The source files in a bundle, by their path from the root. Only what is really in the output counts. */
export function filesIn(bundle: Metafile): string[] {
  const kept = Object.values(bundle.outputs).flatMap((output) => Object.keys(output.inputs));
  return [...new Set(kept)].sort();
}

/** What a file of a bundle imports from outside of the bundle: `vscode`, node built-ins. */
export function externalsOf(bundle: Metafile, file: string): string[] {
  return (bundle.inputs[file]?.imports ?? []).filter((item) => item.external).map((item) => item.path);
}

export function sizeOf(file: string): number {
  return statSync(`${ROOT}${file}`).size;
}
