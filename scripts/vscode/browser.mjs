// Launches the browser that the tests and screenshots drive. It can reach this machine and nothing else.
import playwright from 'playwright-core';
import { chromium } from './chromium.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-zygote',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
];

// On a machine with much else to do the start takes its time.
const START_TIMEOUT = 120_000;

/** @returns {Promise<playwright.Browser>} */
export async function launchBrowser() {
  const own = await chromium();
  if (!own) return playwright.chromium.launch({ channel: 'chrome', args: ARGUMENTS, timeout: START_TIMEOUT });
  const env = Object.fromEntries(
    Object.entries(own.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return playwright.chromium.launch({ executablePath: own.executable, env, args: ARGUMENTS, timeout: START_TIMEOUT });
}
