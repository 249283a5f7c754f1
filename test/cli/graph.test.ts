/** `stepwright graph`: three formats, also of a definition that is not finished. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ROOT, useCli } from './cli-process.ts';

const ORDER = join(ROOT, 'examples', 'order-processing.asl.json');

describe('stepwright graph', () => {
  const cli = useCli();

  it('prints an SVG with every state', () => {
    const { code, stdout } = cli.run('graph', ORDER);
    assert.equal(code, 0);
    assert.match(stdout, /^<svg[^>]+xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    for (const name of ['Check order', 'Charge card', 'Send receipt', 'Order rejected'])
      assert.ok(stdout.includes(name), name);
  });

  it('prints a Mermaid diagram', () => {
    const { code, stdout } = cli.run('graph', '--format', 'mermaid', ORDER);
    assert.equal(code, 0);
    assert.match(stdout, /^stateDiagram-v2$/m);
    assert.ok(stdout.includes('Charge card'));
  });

  it('prints the data of the picture', () => {
    const { code, stdout } = cli.run('graph', '--format', 'json', ORDER);
    assert.equal(code, 0);
    const { root } = JSON.parse(stdout);
    assert.equal(root.start, '/States/Check order');
    assert.equal(root.nodes.length, 8);
  });

  it('draws what can be known of a definition with mistakes', () => {
    cli.write('half.asl.json', '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Nowhere"}, "B": {');
    const { code, stdout } = cli.run('graph', '--format', 'json', 'half.asl.json');
    assert.equal(code, 0);
    const { root } = JSON.parse(stdout);
    assert.deepEqual(
      root.nodes.map(({ name }: { name: string }) => name),
      ['A', 'B'],
    );
  });

  it('refuses a file that holds no machine, and a format that does not exist', () => {
    cli.write('data.json', '{"a": 1}');
    const foreign = cli.run('graph', 'data.json');
    assert.equal(foreign.code, 2);
    assert.match(foreign.stderr, /'data\.json' holds no state machine/);
    assert.equal(cli.run('graph', '--format', 'png', ORDER).code, 2);
  });
});
