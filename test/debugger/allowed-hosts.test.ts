/** Which addresses may be asked. */
import assert from 'node:assert/strict';
import { hostRefusal, isAllowedHost, isLoopback } from '../../debugger/outside/allowed-hosts.ts';

describe('hosts that may be asked', () => {
  it('are this machine by its own names and addresses', () => {
    for (const url of [
      'http://localhost:3001',
      'http://127.0.0.1',
      'http://127.9.9.9:1/x',
      'http://[::1]:8080',
      'http://127.1',
    ])
      assert.equal(isLoopback(url), true, url);
    for (const url of [
      'http://example.com',
      'http://127.0.0.1.example.com',
      'http://10.0.0.1',
      'http://localhost@example.com',
      'http://127.0.0.1:80@example.com',
      'http://user@localhost',
      'file://localhost/etc',
      'http://',
      'http:///localhost',
    ])
      assert.equal(isLoopback(url) && new URL(url).hostname !== 'localhost', false, url);
  });

  const allowed = ['api.example.com', '*.Example.org', '192.168.1.7', '[fe80::1]'];
  for (const [url, isAllowed] of [
    ['https://api.example.com/v1', true],
    ['https://API.example.com.:8443/', true],
    ['https://example.com', false],
    ['https://evil-api.example.com', false],
    ['https://api.example.com.evil.net', false],
    ['https://api.example.com@evil.net', false],
    ['https://evil.net/?api.example.com', false],
    ['https://evil.net\\@api.example.com', false],
    ['https://a.example.org', true],
    ['https://a.b.example.org', true],
    ['https://example.org', false],
    ['https://notexample.org', false],
    ['http://192.168.1.7:9000', true],
    ['http://[fe80::1]', true],
    ['ftp://api.example.com', false],
  ] as const) {
    it(`${isAllowed ? 'are' : 'are not'} those of ${url}`, () => assert.equal(isAllowedHost(url, allowed), isAllowed));
  }

  it('never are all: a bare star names none', () => {
    for (const all of ['*', '*.', '', ' ']) assert.equal(isAllowedHost('https://example.com', [all]), false, all);
  });

  it('are said where one is refused', () => {
    assert.equal(
      hostRefusal('https://api.example.com/v1?key=1', [], 'the setting x'),
      'api.example.com is neither this machine nor among the hosts of the setting x.',
    );
    for (const hidden of ['https://me:secret@api.example.com/?key=secret', 'ftp://api.example.com'])
      assert.equal(
        hostRefusal(hidden, [], 'the setting x'),
        'its address has to begin with http:// or https:// and a host, without a user before it.',
      );
    assert.equal(hostRefusal('http://localhost:1', [], 'the setting x'), undefined);
    assert.equal(hostRefusal('https://a.example.org', allowed, 'the setting x'), undefined);
  });
});
