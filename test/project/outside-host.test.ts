/** What a debug session may do outside of it, as the built extension decides: by trust, and by the user's own settings. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { ROOT } from './bundles.ts';
import { outsideHostIn } from './fake-vscode.ts';

const SENTENCE = 'in a workspace that is not trusted no code is run and nothing is sent.';
const LOCAL = 'http://127.0.0.1:4566';
const REMOTE = 'https://api.example.com/v1';

describe('project: what is done outside of a session', () => {
  it('is nothing in a workspace that is not trusted, whatever the settings say', () => {
    const { handlers, requests } = outsideHostIn(false, {
      allowRemoteHandlers: true,
      allowedHosts: ['api.example.com'],
    });
    assert.equal(handlers.refusal({ file: '/w/charge.js' }), SENTENCE);
    for (const url of [LOCAL, REMOTE]) {
      assert.equal(handlers.refusal({ url }), SENTENCE, url);
      assert.equal(requests.refusal(url), SENTENCE, url);
    }
  });

  it('stays on this machine in one that is trusted', () => {
    const { handlers, requests } = outsideHostIn(true, {});
    assert.equal(handlers.refusal({ file: '/w/charge.js' }), undefined);
    assert.equal(handlers.refusal({ url: LOCAL }), undefined);
    assert.equal(requests.refusal(LOCAL), undefined);
    assert.match(handlers.refusal({ url: REMOTE }) ?? '', /stepwright\.debug\.allowRemoteHandlers/);
    assert.equal(
      requests.refusal(REMOTE),
      'api.example.com is neither this machine nor among the hosts of the setting stepwright.debug.allowedHosts.',
    );
  });

  it('runs files of the workspace only, by whatever way they are named', () => {
    const { handlers } = outsideHostIn(true, {});
    assert.equal(handlers.refusal({ file: '/w/src/../charge.js' }), undefined);
    for (const file of ['/x/charge.js', '/w/../x/charge.js', '/w/src/../../x/charge.js'])
      assert.equal(handlers.refusal({ file }), 'its file is not in the workspace.', file);
  });

  it('goes to the hosts that the user has named', () => {
    const { requests } = outsideHostIn(true, { allowedHosts: ['*.example.com'] });
    assert.equal(requests.refusal(REMOTE), undefined);
    assert.match(requests.refusal('https://example.org') ?? '', /example\.org is neither/);
  });

  it('is up to settings that a workspace cannot make', () => {
    const { contributes } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
    const settings = Object.assign(
      {},
      ...contributes.configuration.map(({ properties }: { properties: object }) => properties),
    );
    for (const name of ['stepwright.debug.allowRemoteHandlers', 'stepwright.debug.allowedHosts'])
      assert.equal(settings[name].scope, 'machine', name);
  });

  it('is nothing in a browser: its extension has no code for it', () => {
    const text = readFileSync(`${ROOT}dist/web/client.cjs`, 'utf8');
    for (const word of ['stepwright-handler-', 'stepwright-service-', 'ELECTRON_RUN_AS_NODE'])
      assert.equal(text.includes(word), false, word);
    assert.equal(readFileSync(`${ROOT}dist/handlers.cjs`, 'utf8').includes('stepwright-service-'), true);
  });
});
