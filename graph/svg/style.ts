/** The style sheet of the picture, one text for the editor and the export. Colors carry meaning only beside a shape. */
import type { Palette } from './palette.ts';

/** The rules with the colors of a palette. `scope` names the `svg` element they hold for. */
export function graphStyle(c: Palette, scope = '.sw-graph'): string {
  return rules(c)
    .map(([selector, body]) => {
      const scoped = selector
        .split(', ')
        .map((one) => (one === '' ? scope : `${scope} ${one}`))
        .join(', ');
      return `${scoped} { ${body} }`;
    })
    .join('\n');
}

function rules(c: Palette): readonly (readonly [selector: string, body: string])[] {
  return [
    ['', `font-family: ${c.font}; font-size: 13px; color: ${c.text}`],
    ['.canvas', `fill: ${c.canvas}`],
    ['text', `fill: ${c.text}`],
    [
      '.icon path',
      'fill: none; stroke: currentColor; stroke-width: 1.25; stroke-linecap: round; stroke-linejoin: round',
    ],
    ['.icon path.solid', 'fill: currentColor; stroke: none'],
    ['.icon path.cut', `stroke: ${c.canvas}`],
    ...nodeRules(c),
    ...edgeRules(c),
    ...runRules(c),
  ];
}

function nodeRules(c: Palette): readonly (readonly [string, string])[] {
  return [
    ['.body', `fill: ${c.node}; stroke: ${c.border}; stroke-width: 1`],
    ['.stack', `fill: ${c.node}; stroke: ${c.border}; stroke-width: 1`],
    ['.inner', `fill: none; stroke: ${c.rule}; stroke-width: 1`],
    ['.container > .own > .body', `fill: ${c.canvas}`],
    ['.header', `fill: ${c.node}`],
    ['.rule', `stroke: ${c.rule}; stroke-width: 1; fill: none`],
    ['.branch-rule', `stroke: ${c.rule}; stroke-width: 1; stroke-dasharray: 2 4; fill: none`],
    ['.unknown > .own > .body', 'stroke-dasharray: 4 3'],
    ['.name', 'font-size: 13px'],
    ['.container > .own > .name', 'font-size: 12px; font-weight: 600'],
    ['.detail, .empty', `font-size: 11px; fill: ${c.muted}`],
    ['.type', `color: ${c.muted}`],
    ['.type-succeed', `color: ${c.passed}`],
    ['.type-fail', `color: ${c.failed}`],
    ['.type-unknown', `color: ${c.warning}`],
    ['.badge', `color: ${c.muted}`],
    ['.badge-text', `font-size: 10px; fill: ${c.muted}`],
    ['.unreachable > .own > .body, .unreachable > .own > .stack', 'stroke-dasharray: 2 3'],
    ['.unreachable > .own > .name', `fill: ${c.muted}`],
    ['.breakpoint', `fill: ${c.breakpoint}; stroke: ${c.canvas}; stroke-width: 1.5`],
    ['.problem.error', `color: ${c.error}`],
    ['.problem.warning', `color: ${c.warning}`],
  ];
}

function edgeRules(c: Palette): readonly (readonly [string, string])[] {
  return [
    ['.line', `fill: none; stroke: ${c.edge}; stroke-width: 1.25; stroke-linecap: butt; stroke-linejoin: round`],
    ['.dashed .line', 'stroke-dasharray: 4 3'],
    ['.arrow', `fill: ${c.edge}; stroke: none`],
    ['.start', `fill: ${c.edge}`],
    ['.end-ring', `fill: ${c.canvas}; stroke: ${c.edge}; stroke-width: 1.25`],
    ['.end-disc', `fill: ${c.edge}`],
    ['.label rect', `fill: ${c.canvas}; stroke: ${c.rule}; stroke-width: 1`],
    ['.label text', `font-size: 11px; fill: ${c.muted}; text-anchor: middle`],
    ['.label.catch rect', 'stroke-dasharray: 3 2'],
  ];
}

function runRules(c: Palette): readonly (readonly [string, string])[] {
  return [
    // Paint that is faint in itself: an opacity of the group would be a layer of its own for each of 2,000 states.
    // Outlines fade more than words, which are to be read: what comes next is what one looks for at a stop.
    ['.not-run:not(.is-cursor) > .own', 'fill-opacity: 0.8; stroke-opacity: 0.45'],
    ['circle.dim', 'opacity: 0.45'],
    ['.edge.dim .line', `stroke: ${c.faint}`],
    ['.edge.dim .arrow', `fill: ${c.faint}`],
    // A label covers the line behind it at any strength.
    ['.label.dim text', 'fill-opacity: 0.8'],
    ['.label.dim rect', 'stroke-opacity: 0.45'],
    ['.taken .line', `stroke-width: 2; stroke: ${c.text}`],
    ['.taken .arrow', `fill: ${c.text}`],
    ['.count', `font-size: 10px; fill: ${c.text}`],
    ['.run-text', `font-size: 10px; fill: ${c.text}; text-anchor: end`],
    ['.status-succeeded', `color: ${c.passed}`],
    ['.status-failed', `color: ${c.failed}`],
    ['.status-aborted', `color: ${c.muted}`],
    ['.status-running', `color: ${c.running}`],
    ['.status-waiting', `color: ${c.waiting}`],
    ['.status-caught, .status-retrying', `color: ${c.retried}`],
    ['.status-stopped', `color: ${c.stopped}`],
    ['.is-stopped > .own > .body', `fill: ${c.stoppedFill}; stroke: ${c.stopped}; stroke-width: 2`],
    ['.is-failed > .own > .body', `stroke: ${c.failed}`],
    ['.bar', `fill: ${c.rule}`],
    ['.bar-passed', `fill: ${c.passed}`],
    ['.bar-failed', `fill: ${c.failed}`],
    ['.bar-running', `fill: ${c.waiting}`],
  ];
}
