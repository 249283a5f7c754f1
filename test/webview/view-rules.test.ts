/** The preview's small rules: what fits, what moves, what a key does, what is said, which colors can be seen. */
import assert from 'node:assert/strict';
import type { RunOverlay } from '#graph';
import { newsOf } from '../../webview/a11y.ts';
import { clearHeight, fitting, revealed, SCALES } from '../../webview/camera.ts';
import { isSeen } from '../../webview/keep-in-view.ts';
import { actionOf, HELP } from '../../webview/keyboard.ts';
import { contrast, seenOf } from '../../webview/theme.ts';

describe('the view', () => {
  it('shows a whole picture in the middle, never larger than it is', () => {
    assert.deepEqual(fitting({ width: 200, height: 100 }, 400, 300), { scale: 1, x: 100, y: 100 });
    assert.deepEqual(fitting({ width: 800, height: 300 }, 400, 300), { scale: 0.5, x: 0, y: 75 });
  });

  it('keeps within its scales, also for a stage without a size', () => {
    assert.equal(fitting({ width: 1e6, height: 1e6 }, 400, 300).scale, SCALES.least);
    assert.deepEqual(fitting({ width: 800, height: 300 }, 0, 0), { scale: 1, x: 0, y: 0 });
  });

  it('leaves the toolbar free, but never more than half of a low stage', () => {
    assert.equal(clearHeight(500), 444);
    assert.equal(clearHeight(80), 40);
  });

  it('moves only as far as a state needs to be seen', () => {
    const view = { scale: 1, x: 0, y: 0 };
    assert.equal(revealed(view, { x: 50, y: 50, width: 100, height: 50 }, 400, 300), view);
    assert.deepEqual(revealed(view, { x: 380, y: 50, width: 100, height: 50 }, 400, 300), { scale: 1, x: -104, y: 0 });
    assert.deepEqual(revealed(view, { x: 50, y: -60, width: 100, height: 50 }, 400, 300), { scale: 1, x: 0, y: 84 });
  });

  it('knows what can be seen, and what a smaller stage hides', () => {
    const view = { scale: 1, x: 0, y: 0 };
    const box = { x: 50, y: 200, width: 100, height: 50 };
    assert.ok(isSeen({ view }, box, 400, 400));
    assert.ok(!isSeen({ view }, box, 400, 260));
  });

  it('shows the beginning of what is larger than the stage', () => {
    const moved = revealed({ scale: 1, x: 0, y: 0 }, { x: 500, y: 50, width: 900, height: 50 }, 400, 300);
    assert.deepEqual(moved, { scale: 1, x: -476, y: 0 });
  });
});

describe('a key', () => {
  const plain = { ctrlKey: false, altKey: false, metaKey: false };

  it('walks, zooms, reveals and sets breakpoints', () => {
    assert.deepEqual(actionOf({ ...plain, key: 'ArrowDown' }), { do: 'walk', direction: 'down' });
    assert.deepEqual(actionOf({ ...plain, key: '+' }), { do: 'zoom-in' });
    assert.deepEqual(actionOf({ ...plain, key: 'Enter' }), { do: 'reveal', focus: true });
    assert.deepEqual(actionOf({ ...plain, key: 'b' }), { do: 'breakpoint' });
  });

  it('belongs to VS Code with Ctrl, Alt or Meta', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'])
      assert.equal(actionOf({ ...plain, [held]: true, key: 'b' }), undefined);
  });

  it('is explained by the help', () => assert.ok(HELP.some(([keys]) => keys === 'Enter')));
});

describe('the news of a run', () => {
  const overlay = (over: Partial<RunOverlay>): RunOverlay => ({
    status: 'RUNNING',
    states: {},
    edges: {},
    maps: {},
    ...over,
  });
  const names = new Map([['/States/A', 'A']]);

  it('is where it stopped, once', () => {
    const stopped = overlay({ stoppedAt: '/States/A' });
    assert.equal(newsOf(overlay({}), stopped, names), 'Stopped at A.');
    assert.equal(newsOf(stopped, stopped, names), undefined);
  });

  it('is how it ended', () => {
    assert.equal(newsOf(overlay({}), overlay({ status: 'FAILED' }), names), 'The run failed.');
    assert.equal(newsOf(overlay({}), undefined, names), undefined);
  });
});

describe('the contrast of two colors', () => {
  it('is that of WCAG', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(contrast('#fff', '#fff'), 1);
    assert.ok(Math.abs(contrast('#949494', '#ffffff') - 3.03) < 0.01);
  });

  it('is nothing for colors that cannot be compared', () => assert.equal(contrast('rgba(0,0,0,.5)', '#fff'), 0));
});

describe('the color of a sign', () => {
  const signs = ['charts-orange', 'editorWarning-foreground'];
  const theme = (colors: Readonly<Record<string, string>>) => (name: string) => colors[name] ?? '';
  const light = { 'editor-background': '#ffffff', 'editorWarning-foreground': '#bf8803' };

  it('is the first of the theme that stands out', () => {
    assert.equal(seenOf(signs, theme({ ...light, 'charts-orange': '#b04000' })), 'charts-orange');
  });

  it('is not a translucent, faint or absent one', () => {
    for (const orange of ['rgba(234, 92, 0, 0.33)', '#ffe0c0', ''])
      assert.equal(seenOf(signs, theme({ ...light, 'charts-orange': orange })), 'editorWarning-foreground');
  });

  it('is left to others where the theme has none', () =>
    assert.equal(seenOf(signs, theme({ 'editor-background': '#ffffff' })), undefined));
});
