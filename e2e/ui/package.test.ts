/**
 * The package that people install: small, because it is loaded by everybody who opens one definition. Four fifths of it
 * are the catalogue of services (docs/decisions/0005), of which nothing is read before a definition names a service.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { root } from '../../scripts/vscode/cache.mjs';
import { packagedExtension } from '../session.ts';

const LIMIT = 5_000_000;
/** Of everything but the catalogue: what the extension itself may weigh. */
const OWN_LIMIT = 2_000_000;

/** Bytes of the catalogue in the package, which holds each of its files deflated. */
function bytesOfServices(): number {
  const folder = join(root, 'services');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .reduce((sum, file) => sum + deflateRawSync(readFileSync(join(folder, file))).length, 0);
}

describe('the package', () => {
  it('is smaller than 5 MB', function () {
    const { size } = statSync(packagedExtension());
    if (this.test) this.test.title += ` (${(size / 1_000_000).toFixed(2)} MB)`;
    assert.ok(size < LIMIT, `The package has ${size} bytes, ${LIMIT} are allowed.`);
  });

  it('is smaller than 2 MB without the catalogue of services', function () {
    const own = statSync(packagedExtension()).size - bytesOfServices();
    if (this.test) this.test.title += ` (${(own / 1_000_000).toFixed(2)} MB)`;
    assert.ok(own < OWN_LIMIT, `The package has ${own} bytes besides the catalogue, ${OWN_LIMIT} are allowed.`);
  });
});
