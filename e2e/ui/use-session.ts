/**
 * A session for the tests of one file: they run one after the other in the same VS Code, as a person works. When one
 * fails the screen is reported and the rest is not tried.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { reportScreen } from '../screen.ts';
import { packagedExtension, type Session, type SessionOptions, startSession } from '../session.ts';

/** Call it in a `describe`; the returned functions work inside its tests. */
export function useSession(options: Omit<SessionOptions, 'vsix'>): { page: () => Page; folder: () => string } {
  let session: Session | undefined;
  let failed = false;
  const running = (): Session => {
    if (!session) throw new Error('VS Code is not running.');
    return session;
  };
  before(async () => {
    session = await startSession({ ...options, vsix: packagedExtension() });
  });
  beforeEach(function () {
    // What follows a failure in the same VS Code would fail only because of it.
    if (failed) this.skip();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = true;
    if (session) await reportScreen(session.page, this.currentTest.fullTitle());
  });
  after(async () => {
    await session?.stop(failed);
    assert.deepEqual(session?.pageErrors ?? [], [], 'Nothing may stay uncaught in the page.');
  });
  return { page: () => running().page, folder: () => running().folder };
}
