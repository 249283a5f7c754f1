/** Budgets of the bundles: what is loaded at activation, and what each program may weigh. The measure is printed. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sizeOf } from './bundles.ts';

const KILOBYTE = 1000;
/** In kB, minified. */
const BUDGETS: Readonly<Record<string, number>> = {
  'dist/client.cjs': 80,
  'dist/language-client.cjs': 480,
  'dist/server.cjs': 550,
  'dist/debugger.cjs': 300,
  'dist/webview.js': 120,
};

describe('project: sizes', () => {
  for (const [file, budget] of Object.entries(BUDGETS)) {
    it(`${file} is at most ${budget} kB`, function () {
      const size = Math.round(sizeOf(file) / KILOBYTE);
      if (this.test) this.test.title += ` (${size} kB)`;
      assert.ok(size <= budget, `${file} has ${size} kB, ${budget} kB are allowed.`);
    });
  }
});
