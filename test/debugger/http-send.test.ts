/** Requests as they go out, to a server of the test: what is sent is what was asked for, and what comes is bounded. */
import assert from 'node:assert/strict';
import type { HttpReply, HttpRequest } from '../../debugger/host.ts';
import { sendHttp } from '../../debugger/node/http-send.ts';
import { useLocalServer } from './local-service.ts';

describe('a request that is sent', () => {
  const server = useLocalServer();
  const begin = (more: Partial<HttpRequest> = {}) =>
    sendHttp({
      url: `${server.url}/a?b=c`,
      method: 'GET',
      headers: [],
      body: undefined,
      timeout: 20_000,
      mostBytes: 100,
      ...more,
    });
  const send = (more?: Partial<HttpRequest>): Promise<HttpReply> => begin(more).result;
  const textOf = (reply: HttpReply): string => ('body' in reply ? Buffer.from(reply.body).toString('utf8') : '');
  const reasonOf = (reply: HttpReply): string => ('unreachable' in reply ? reply.unreachable : '');

  it('has its method, headers and body, also where others have none', async () => {
    await send({
      headers: [
        ['X-One', 'a'],
        ['X-One', 'b'],
        ['X-Two', 'ü'],
      ],
      body: 'hello ü',
    });
    const [request] = server.requests;
    assert.deepEqual([request?.method, request?.url, request?.body], ['GET', '/a?b=c', 'hello ü']);
    assert.deepEqual([request?.headers['x-one'], request?.headers['content-length']], ['a, b', '8']);
  });

  it('gives what came: status, words, headers in order, body', async () => {
    server.answer = () => ({ status: 404, headers: { 'Set-Cookie': ['a', 'b'] }, body: 'gone' });
    const reply = await send();
    assert.ok('status' in reply);
    assert.deepEqual([reply.status, reply.statusText, textOf(reply), reply.isCut], [404, 'Not Found', 'gone', false]);
    const cookies = reply.headers.filter(([name]) => name === 'Set-Cookie');
    assert.deepEqual(cookies, [
      ['Set-Cookie', 'a'],
      ['Set-Cookie', 'b'],
    ]);
  });

  it('reads no more than it may', async () => {
    server.answer = () => ({ body: 'x'.repeat(1_000_000) });
    const reply = await send();
    assert.ok('status' in reply);
    assert.deepEqual([reply.isCut, reply.body.length], [true, 100]);
  });

  it('follows no redirection', async () => {
    server.answer = () => ({ status: 301, headers: { location: `${server.url}/elsewhere` } });
    const reply = await send();
    assert.equal('status' in reply && reply.status, 301);
    assert.equal(server.requests.length, 1);
  });

  it('is given up when nobody answers in time, when nobody is there, and when nobody waits for it', async () => {
    server.answer = () => undefined;
    assert.equal(reasonOf(await send({ timeout: 200 })), `${server.host} did not answer within 0.2 seconds.`);
    assert.match(
      reasonOf(await send({ url: 'http://127.0.0.1:1/' })),
      /^127\.0\.0\.1:1 cannot be reached: .*ECONNREFUSED/,
    );
    const running = begin();
    while (server.requests.length < 2) await new Promise(setImmediate);
    running.cancel();
    assert.notEqual(reasonOf(await running.result), '');
  });

  it('is answered where the server wants to speak another protocol', async () => {
    server.answer = () => ({ status: 101, headers: { Upgrade: 'echo', Connection: 'Upgrade' } });
    const expected = `${server.host} cannot be reached: the connection was closed without an answer`;
    assert.equal(reasonOf(await send()), expected);
  });

  it('tells an answer that breaks off', async () => {
    server.answer = () => ({ headers: { 'content-length': '50' }, body: 'half' });
    const reply = await send({ timeout: 1000 });
    assert.notEqual(reasonOf(reply), '', JSON.stringify(reply));
  });
});
