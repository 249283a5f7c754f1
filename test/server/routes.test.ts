/** What every route does whatever it runs: cancellation, answers for a changed text, and bugs. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseAsl } from '#asl';
import { route, type ServerContext } from '../../server/routes.ts';

interface Params {
  readonly textDocument: { readonly uri: string };
}

/** A server with one open document, whose version the test can change, and a way to send a request through a row. */
function serverWith(run: () => string) {
  const bugs: string[] = [];
  let version = 1;
  const text = TextDocument.create('file:///a.asl.json', 'asl', 1, '{}');
  const server = {
    connection: { console: { info: () => undefined } },
    documents: {
      get: (uri: string) => (uri === text.uri ? { text, asl: parseAsl('{}', 'json') } : undefined),
      versionOf: () => version,
    },
    reportBug: (where: string, error: unknown) => bugs.push(`${where}: ${String(error)}`),
  } as unknown as ServerContext;
  let send: ((params: Params, token: CancellationToken) => Promise<unknown>) | undefined;
  const row = route<Params, string>({
    name: 'test',
    on: () => (handler) => {
      send = handler;
      return { dispose: () => undefined };
    },
    run,
    otherwise: 'nothing',
  });
  row.listen(server);
  return {
    bugs,
    edit: () => version++,
    ask: (uri = text.uri, token: CancellationToken = CancellationToken.None) =>
      send?.({ textDocument: { uri } }, token),
  };
}

describe('server: routes', () => {
  it('answers what the feature answers', async () => {
    assert.equal(await serverWith(() => 'yes').ask(), 'yes');
  });

  it('answers the empty value for a document that is not open', async () => {
    assert.equal(await serverWith(() => 'yes').ask('file:///other'), 'nothing');
  });

  it('does no work for a request that is cancelled', async () => {
    let ran = false;
    const server = serverWith(() => {
      ran = true;
      return 'yes';
    });
    const answer = await server.ask(undefined, CancellationToken.Cancelled);
    assert.ok(answer instanceof ResponseError && answer.code === LSPErrorCodes.RequestCancelled);
    assert.equal(ran, false);
  });

  it('drops the answer when the text has changed since the question', async () => {
    const server = serverWith(() => 'yes');
    const asked = server.ask();
    server.edit();
    const answer = await asked;
    assert.ok(answer instanceof ResponseError && answer.code === LSPErrorCodes.ContentModified);
  });

  it('reports a bug of a feature and answers the empty value', async () => {
    const server = serverWith(() => {
      throw new Error('oops');
    });
    assert.equal(await server.ask(), 'nothing');
    assert.deepEqual(server.bugs, ['test: Error: oops']);
  });
});
