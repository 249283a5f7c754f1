/** Budgets of the bundles: what is loaded at activation, and what each program may weigh. The measure is printed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { ROOT, readBundles, sizeOf } from './bundles.ts';

const KILOBYTE = 1000;
/**
 * In kB, minified. Server and debugger share the core: two YAML parsers (100 for every text, 44 for plain ones at ten
 * times the speed), the JSONata engine (90), the tables of the language with their documentation, the optimized
 * integrations (25) among them, and the rules. The server holds the protocol library (190) besides; the debugger the
 * engine (110) with its readers of items and nested executions, mock files of two kinds and recorded executions.
 * Parquet, handlers, requests and the services are loaded when the first is met. None of the programs is loaded at start.
 */
const BUDGETS: Readonly<Record<string, number>> = {
  'dist/client.cjs': 50,
  'dist/language-client.cjs': 480,
  'dist/core.cjs': 650,
  'dist/server.cjs': 400,
  'dist/debugger.cjs': 350,
  'dist/webview.js': 120,
  'dist/run-views.js': 20,
};

describe('project: sizes', () => {
  for (const [file, budget] of Object.entries(BUDGETS)) {
    it(`${file} is at most ${budget} kB`, function () {
      const size = Math.round(sizeOf(file) / KILOBYTE);
      if (this.test) this.test.title += ` (${size} kB)`;
      assert.ok(size <= budget, `${file} has ${size} kB, ${budget} kB are allowed.`);
    });
  }

  it('no bundle has a letter that makes V8 keep the whole of it in twice the room', () => {
    const files = [...readBundles().values()].flatMap(({ outputs }) => Object.keys(outputs));
    assert.ok(files.length > 15);
    // In a regular expression the bundler leaves them as they are written: there a `\u` escape stands for them.
    for (const file of files) assert.doesNotMatch(readFileSync(`${ROOT}${file}`, 'utf8'), /[^\0-\xff]/, file);
  });
});
