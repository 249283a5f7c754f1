/** The picture as text: what it says to readers of all kinds, and what it must not let in. */
import assert from 'node:assert/strict';
import { buildScene, type GraphOverlay, type RunOverlay, renderMermaid, renderSvg } from '#graph';
import { machineOf } from './machines.ts';

const ORDER = machineOf({
  Comment: 'Takes an order.',
  StartAt: 'Check',
  States: {
    Check: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Catch: [{ ErrorEquals: ['Bad'], Next: 'Reject' }],
      Next: 'Each',
    },
    Each: { Type: 'Map', ItemProcessor: { StartAt: 'Pack', States: { Pack: { Type: 'Pass', End: true } } }, End: true },
    Reject: { Type: 'Fail', Error: 'Rejected' },
  },
});

const svgOf = (overlay?: GraphOverlay, theme?: 'light' | 'dark') =>
  renderSvg(buildScene(ORDER), { title: 'order', ...(overlay ? { overlay } : {}), ...(theme ? { theme } : {}) });

/** The opening tag of a state's group. */
function groupOf(svg: string, id: string): string {
  const tag = new RegExp(`<g[^>]*data-id="${id}"[^>]*>`).exec(svg)?.[0];
  assert.ok(tag, id);
  return tag;
}

describe('the SVG of a machine', () => {
  it('is one file that needs nothing else', () => {
    const svg = svgOf();
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /var\(|url\(|href|<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
  });

  it('says each state to a screen reader', () => {
    const svg = svgOf();
    assert.match(groupOf(svg, '/States/Check'), /aria-label="Check, Task, 1 of 3, next: Each, catches: Bad to Reject"/);
    assert.match(groupOf(svg, '/States/Each/ItemProcessor/States/Pack'), /aria-level="2"/);
    assert.match(svg, /<title>order<\/title>/);
    assert.match(svg, /<desc>Takes an order\.<\/desc>/);
  });

  it('has the colors of its theme', () => {
    assert.match(svgOf(undefined, 'dark'), /#1f1f1f/);
    assert.doesNotMatch(svgOf(undefined, 'light'), /#1f1f1f/);
  });

  it('escapes what a name may hold', () => {
    const nasty = `<b a="1">&\u0000'`;
    const svg = renderSvg(buildScene(machineOf({ StartAt: nasty, States: { [nasty]: { Type: 'Pass', End: true } } })));
    assert.doesNotMatch(svg, /<b a=/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the character that must not be there.
    assert.doesNotMatch(svg, /\u0000/);
  });

  it('leaves out start and end where there are none', () => {
    const svg = renderSvg(buildScene(machineOf({ States: { A: { Type: 'Fail' } } })));
    assert.doesNotMatch(svg, /class="start"|class="end-disc"/);
  });

  it('draws a machine without states as an empty canvas', () => {
    assert.match(renderSvg(buildScene(machineOf({ StartAt: 'A', States: {} }))), /class="canvas"/);
  });
});

describe('the overlay of a run', () => {
  const run: RunOverlay = {
    status: 'RUNNING',
    states: {
      '/States/Check': { status: 'succeeded', count: 3, retries: 1, lastMilliseconds: 1_200 },
      '/States/Each': { status: 'running', count: 1, retries: 0 },
    },
    edges: { '/States/Check|next|0': 2 },
    maps: { '/States/Each': { succeeded: 2, failed: 1, total: 5 } },
    stoppedAt: '/States/Each/ItemProcessor/States/Pack',
  };

  it('says how often, with how many retries, and how long', () => {
    assert.match(svgOf({ run }), /class="icon badge".*class="badge-text"[^>]*>1<.*class="run-text"[^>]*>×3 · 1\.2 s</);
    assert.match(svgOf({ run }), />2 of 5 done · 1 failed</);
  });

  it('marks every status with an icon and in words', () => {
    const svg = svgOf({ run });
    assert.match(svg, /class="icon status status-succeeded"/);
    assert.match(groupOf(svg, '/States/Check'), /succeeded, 3 times, 1 retry"/);
    assert.match(groupOf(svg, '/States/Each/ItemProcessor/States/Pack'), /stopped here"/);
  });

  it('dims what did not run and counts the lines that did', () => {
    const svg = svgOf({ run });
    assert.match(groupOf(svg, '/States/Reject'), /not-run/);
    assert.match(svg, /class="edge next taken"/);
    assert.match(svg, /class="count"[^>]*>×2</);
    assert.match(svg, /class="edge catch dashed dim"/);
  });

  it('keeps breakpoints and problems at full strength', () => {
    const problems = new Map([['/States/Reject', { severity: 'error' as const, message: 'Wrong.' }]]);
    const svg = svgOf({ run, breakpoints: new Set(['/States/Reject']), problems });
    const reject = svg.slice(svg.indexOf('data-id="/States/Reject"'));
    assert.match(reject, /<\/g><circle class="breakpoint"/);
    assert.match(groupOf(svg, '/States/Reject'), /breakpoint, error"/);
  });
});

describe('the Mermaid text of a machine', () => {
  it('holds states, boxes, lines and ends', () => {
    assert.equal(
      renderMermaid(buildScene(ORDER)),
      [
        'stateDiagram-v2',
        '  state "Check" as s1',
        '  state "Each" as s2 {',
        '    state "Pack" as s4',
        '    [*] --> s4',
        '    s4 --> [*]',
        '  }',
        '  state "Reject" as s3',
        '  [*] --> s1',
        '  s1 --> s3 : catch Bad',
        '  s1 --> s2',
        '  s2 --> [*]',
        '  s3 --> [*]',
        '',
      ].join('\n'),
    );
  });

  it('writes characters that Mermaid would read as its own as entities', () => {
    const text = renderMermaid(
      buildScene(machineOf({ StartAt: 'a "b"; c', States: { 'a "b"; c': { Type: 'Pass', End: true } } })),
    );
    assert.match(text, /state "a #quot;b#quot;; c" as s1/);
  });
});
