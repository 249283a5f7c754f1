/** The documentation of diagnostics: linked for clients that say where they show it, and served on request. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RULES } from '#language';
import { RULE_DOCUMENTATION_REQUEST } from '#protocol';
import { inMemory } from './lsp-client.ts';

const MISSPELLED = '{ "StartAt": "Shp", "States": { "Ship": { "Type": "Succeed" } } }';

describe('server: documentation of diagnostics', () => {
  it('has a text for every rule', async () => {
    const client = await inMemory();
    for (const { code } of RULES) {
      const text = await client.connection.sendRequest<string | null>(RULE_DOCUMENTATION_REQUEST, { code });
      assert.match(text ?? '', new RegExp(`^# ${code}\n\n\\S`));
    }
    assert.equal(await client.connection.sendRequest(RULE_DOCUMENTATION_REQUEST, { code: 'no-such-rule' }), null);
    await client.stop();
  });

  it('links a diagnostic to it only where the client shows such links', async () => {
    for (const [options, expected] of [
      [{ ruleDocumentationBase: 'docs:/' }, 'docs:/unknown-state.md'],
      [undefined, undefined],
    ] as const) {
      const client = await inMemory({ initializationOptions: options });
      client.open('file:///a.asl.json', MISSPELLED);
      const { diagnostics } = await client.diagnostics('file:///a.asl.json');
      const found = diagnostics.find((item) => item.code === 'unknown-state');
      assert.equal(found?.codeDescription?.href, expected);
      await client.stop();
    }
  });
});
