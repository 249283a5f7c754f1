/**
 * The package that people install: small, because it is loaded by everybody who opens one definition. Four fifths of it
 * are the catalogue of services (docs/decisions/0005), of which nothing is read before a definition names a service.
 */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { describe, it } from 'mocha';
import { packagedExtension } from '../session.ts';

const LIMIT = 5_000_000;

describe('the package', () => {
  it('is smaller than 5 MB', function () {
    const { size } = statSync(packagedExtension());
    if (this.test) this.test.title += ` (${(size / 1_000_000).toFixed(2)} MB)`;
    assert.ok(size < LIMIT, `The package has ${size} bytes, ${LIMIT} are allowed.`);
  });
});
