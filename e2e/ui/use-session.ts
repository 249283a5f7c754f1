/**
 * A session for the tests of one file: they run one after the other in the same VS Code, as a person works. When one
 * fails the screen is reported and the rest is not tried.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { reportScreen } from '../screen.ts';
import { packagedExtension, type Session, type SessionOptions, startSession } from '../session.ts';

type Options = Omit<SessionOptions, 'vsix'>;

/**
 * Call it in a `describe`; the returned functions work inside its tests. `options` may be a function where they are known
 * only then: a server of the test has its address when it listens.
 */
export function useSession(options: Options | (() => Options)): { page: () => Page; folder: () => string } {
  let session: Session | undefined;
  const running = (): Session => {
    if (!session) throw new Error('VS Code is not running.');
    return session;
  };
  before(async () => {
    const given = typeof options === 'function' ? options() : options;
    session = await startSession({ ...given, vsix: packagedExtension() });
  });
  const { hasFailed } = endAtFailure(() => session?.page);
  after(async () => {
    await session?.stop(hasFailed());
    assert.deepEqual(session?.pageErrors ?? [], [], 'Nothing may stay uncaught in the page.');
  });
  return { page: () => running().page, folder: () => running().folder };
}

/** Reports the screen when a test fails. What follows in the same VS Code would fail only because of it: it is skipped. */
export function endAtFailure(page: () => Page | undefined): { hasFailed: () => boolean } {
  let failed = false;
  beforeEach(function () {
    if (failed) this.skip();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    failed = true;
    const shown = page();
    if (shown) await reportScreen(shown, this.currentTest.fullTitle());
  });
  return { hasFailed: () => failed };
}
