/** Inside a layer imports point one way: what two files share lies in a module below both. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LAYERS = [
  'asl',
  'language',
  'interpreter',
  'graph',
  'protocol',
  'server',
  'debugger',
  'webview',
  'client',
  'cli',
  'store',
  'conformance',
];

/** A path holds filters that hold paths: one grammar in two files. */
const ONE_RECURSION = new Set(['asl/expressions/jsonpath/parse-filter.ts', 'asl/expressions/jsonpath/parse.ts']);

const IMPORT = /(?:import|export)\s[^;]*?from\s+'(\.[^']+)'/g;

/** The files of the layers with those that each imports. */
function importsByFile(): ReadonlyMap<string, readonly string[]> {
  const files = LAYERS.flatMap((layer) =>
    readdirSync(path.join(ROOT, layer), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.posix.join(layer, name.replaceAll(path.sep, '/'))),
  );
  return new Map(
    files.map((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      const imported = [...text.matchAll(IMPORT)].map(([, to = '']) => path.posix.join(path.posix.dirname(file), to));
      return [file, imported];
    }),
  );
}

/** The first way from a file back to itself, for each file that has one. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) {
      const circle = way.slice(at);
      if (!circle.every((one) => ONE_RECURSION.has(one))) found.push([...circle, file].join(' → '));
    } else if (!done.has(file)) {
      for (const next of imports.get(file) ?? []) visit(next, [...way, file]);
      done.add(file);
    }
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}

describe('project: imports', () => {
  it('go in no circle', () => {
    const imports = importsByFile();
    assert.ok(imports.size > 300);
    assert.deepEqual(circles(imports), []);
  });
});
