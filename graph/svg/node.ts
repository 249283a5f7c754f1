/** A state as a box: shape, icon, words, badges and the marks that lie over it. */
import {
  BADGE,
  BOLD,
  badgesWidth,
  badgeWidth,
  elideEnd,
  elideMiddle,
  FONT,
  SCOPE,
  TEXT,
  textWidth,
} from '../layout/metrics.ts';
import type { PlacedNode } from '../layout/placed.ts';
import { type GraphOverlay, type MapRun, STATUS_WORDS, type StateRun } from '../overlay.ts';
import { countText, elapsedText, retriesText } from '../scene/words.ts';
import { BADGE_ICONS, iconAt, PROBLEM_ICONS, STATUS_ICONS, TYPE_ICONS } from './icons.ts';
import { escapeXml, num, textAt } from './part.ts';

/** The classes of a node: its type and what a run, a cursor or a breakpoint makes of it. */
export function nodeClasses({ node, scopes }: PlacedNode, overlay: GraphOverlay): string {
  const run = overlay.run?.states[node.id];
  const classes = ['node', node.type.toLowerCase()];
  if (scopes.length > 0) classes.push('container');
  if (node.badges.some(({ kind }) => kind === 'distributed')) classes.push('distributed');
  if (node.unreachable) classes.push('unreachable');
  if (overlay.cursor === node.id) classes.push('is-cursor');
  if (overlay.run && !run) classes.push('not-run');
  if (overlay.run?.stoppedAt === node.id) classes.push('is-stopped');
  else if (run) classes.push(`is-${run.status}`);
  return classes.join(' ');
}

/** What the node itself draws, in its own coordinates. */
export function nodeOwn(placed: PlacedNode, overlay: GraphOverlay): string {
  const { node, height, scopes } = placed;
  const run = overlay.run?.states[node.id];
  const words = scopes.length > 0 ? containerWords(placed, overlay, run) : leafWords(placed, overlay, run);
  const dot = overlay.breakpoints?.has(node.id)
    ? `<circle class="breakpoint" cx="0" cy="${scopes.length > 0 ? SCOPE.header / 2 : height / 2}" r="5.5"/>`
    : '';
  return `<title>${escapeXml(tooltip(placed, overlay))}</title><g class="own">${shape(placed)}${words}</g>${dot}${problemMark(placed, overlay)}`;
}

function shape({ node, width, height, scopes }: PlacedNode): string {
  const rect = (name: string, inset: number, radius: number): string =>
    `<rect class="${name}" x="${inset}" y="${inset}" width="${width - 2 * inset}" height="${height - 2 * inset}" rx="${radius}"/>`;
  const distributed = node.badges.some(({ kind }) => kind === 'distributed');
  switch (node.type) {
    case 'Succeed':
    case 'Fail':
      return rect('body', 0, height / 2);
    case 'Pass':
      return rect('body', 0, 6) + rect('inner', 3.5, 3.5);
    case 'Choice':
      return `<path class="body" d="${hexagon(width, height)}"/>`;
    case 'Map':
      return (
        stack(width, height) +
        rect('body', 0, 6) +
        header(width, scopes.length) +
        (distributed ? rect('inner', 3, 4) : '')
      );
    case 'Parallel':
      return rect('body', 0, 6) + header(width, scopes.length);
    default:
      return rect('body', 0, 6);
  }
}

function hexagon(width: number, height: number): string {
  const tip = 14;
  return `M${tip} 0H${width - tip}L${width} ${height / 2}L${width - tip} ${height}H${tip}L0 ${height / 2}Z`;
}

/** Two edges that look out behind the box of a Map, as of a stack of cards. */
function stack(width: number, height: number): string {
  const card = (offset: number): string =>
    `<path class="stack" d="M${width} ${offset}h${offset - 4}a4 4 0 0 1 4 4v${height - 8}a6 6 0 0 1-6 6H${offset + 4}a4 4 0 0 1-4-4v${4 - offset}"/>`;
  return card(8) + card(4);
}

function header(width: number, scopes: number): string {
  if (scopes === 0) return '';
  const y = SCOPE.header;
  return `<path class="header" d="M.5 ${y}V6.5a6 6 0 0 1 6-6H${width - 6.5}a6 6 0 0 1 6 6V${y}z"/><path class="rule" d="M0 ${y}.5H${width}"/>`.replace(
    `${y}.5H`,
    `${y + 0.5}H`,
  );
}

function typeIcon({ node }: PlacedNode, x: number, y: number, size: number): string {
  return iconAt(TYPE_ICONS[node.type], x, y, size, `type type-${node.type.toLowerCase()}`);
}

function leafWords(placed: PlacedNode, overlay: GraphOverlay, run: StateRun | undefined): string {
  const { node, width, height } = placed;
  const top = height / 2;
  const indent = node.type === 'Choice' || node.type === 'Succeed' || node.type === 'Fail' ? 4 : 0;
  const left = TEXT.left + indent;
  const name = elideMiddle(node.name, FONT.name, width - left - TEXT.right);
  const marks = run ? runMarks(run) : NO_MARKS;
  const side = marks.width > 0 ? marks.width + TEXT.gap : badgesWidth(node.badges);
  const detail = elideEnd(node.detail, FONT.detail, width - left - side - TEXT.edge - indent);
  const edge = width - TEXT.edge - indent;
  return [
    typeIcon(placed, 12 + indent, top - 10, 20),
    textAt(name, left, top - 4, 'name'),
    textAt(detail, left, top + 14, 'detail'),
    marks.width > 0 ? marks.at(edge, top + 3) : badges(node.badges, edge, top + 3),
    statusMark(overlay, node.id, run, edge - 16, top - 17),
  ].join('');
}

function containerWords(placed: PlacedNode, overlay: GraphOverlay, run: StateRun | undefined): string {
  const { node, width } = placed;
  const map = overlay.run?.maps[node.id];
  const marks = run ? runMarks(run) : NO_MARKS;
  const mark = run || overlay.run?.stoppedAt === node.id ? 20 : 0;
  const shownBadges = marks.width > 0 || map ? [] : node.badges;
  const side = mark + (marks.width > 0 ? marks.width : badgesWidth(shownBadges));
  const room = width - TEXT.left - TEXT.edge - side;
  const name = elideMiddle(node.name, FONT.header, room / BOLD);
  const nameWidth = textWidth(name, FONT.header) * BOLD;
  const detail = elideEnd(map ? mapText(map) : node.detail, FONT.detail, room - nameWidth - 2 * TEXT.gap);
  const edge = width - TEXT.edge - mark;
  return [
    typeIcon(placed, 14, 6, 16),
    textAt(name, TEXT.left - 2, 18.5, 'name'),
    room - nameWidth > 40 ? textAt(detail, TEXT.left + nameWidth + TEXT.gap, 18.5, 'detail') : '',
    marks.width > 0 ? marks.at(edge, 7) : badges(shownBadges, edge, 7),
    statusMark(overlay, node.id, run, width - TEXT.edge - 16, 6),
    map ? mapBar(map, width) : '',
  ].join('');
}

function badges(list: PlacedNode['node']['badges'], right: number, y: number): string {
  let x = right;
  let text = '';
  for (const badge of [...list].reverse()) {
    x -= badgeWidth(badge);
    const icon = iconAt(BADGE_ICONS[badge.kind], x, y, BADGE.size, 'badge');
    text = icon + textAt(badge.text, x + BADGE.size + 2, y + 10.5, 'badge-text') + text;
    x -= BADGE.gap;
  }
  return text;
}

/** What a run writes into a box, from the right. */
interface RunMarks {
  readonly width: number;
  readonly at: (right: number, y: number) => string;
}

const NO_MARKS: RunMarks = { width: 0, at: () => '' };

/** How often and how long, `×3 · 1.2 s`, and before it the sign of a retry with how often there was one. */
function runMarks(run: StateRun): RunMarks {
  const { retries } = run;
  const text = runText(run);
  const width = text === '' ? 0 : textWidth(text, BADGE.font) + BADGE.gap;
  const retried = retries > 0 ? [{ kind: 'retry', text: countText(retries), tooltip: '' } as const] : [];
  return {
    width: width + badgesWidth(retried),
    at: (right, y) => badges(retried, right - width, y) + textAt(text, right, y + 11, 'run-text'),
  };
}

function runText({ count, lastMilliseconds }: StateRun): string {
  const parts = [
    count > 1 ? `×${countText(count)}` : '',
    (lastMilliseconds ?? 0) < 1 ? '' : elapsedText(lastMilliseconds ?? 0),
  ];
  return parts.filter(Boolean).join(' · ');
}

function statusMark(overlay: GraphOverlay, id: string, run: StateRun | undefined, x: number, y: number): string {
  const status = overlay.run?.stoppedAt === id ? 'stopped' : run?.status;
  return status ? iconAt(STATUS_ICONS[status], x, y, 16, `status status-${status}`) : '';
}

/** At the corner of the type icon. */
function problemMark({ node, scopes, height }: PlacedNode, { problems }: GraphOverlay): string {
  const problem = problems?.get(node.id);
  if (!problem) return '';
  const y = scopes.length > 0 ? 14 : height / 2 + 2;
  return iconAt(PROBLEM_ICONS[problem.severity], 24, y, 12, `problem ${problem.severity}`);
}

function mapText({ succeeded, failed, total }: MapRun): string {
  const done = `${countText(succeeded)} of ${countText(total)} done`;
  return failed > 0 ? `${done} · ${countText(failed)} failed` : done;
}

/** A thin bar at the foot of the header: done, then failed, of all iterations. */
function mapBar({ succeeded, failed, total }: MapRun, width: number): string {
  if (total === 0) return '';
  const inner = width - 2;
  const bar = (name: string, from: number, share: number): string =>
    share > 0
      ? `<rect class="${name}" x="${num(1 + from * inner)}" y="26" width="${num(share * inner)}" height="3"/>`
      : '';
  return (
    bar('bar', 0, 1) + bar('bar-passed', 0, succeeded / total) + bar('bar-failed', succeeded / total, failed / total)
  );
}

function tooltip({ node }: PlacedNode, overlay: GraphOverlay): string {
  const run = overlay.run?.states[node.id];
  return [
    `${node.name} (${node.type === 'Unknown' ? 'unknown type' : node.type})`,
    node.detail,
    ...node.badges.map((badge) => badge.tooltip),
    node.unreachable ? 'No path leads here from StartAt' : '',
    run
      ? `In this run: ${[STATUS_WORDS[run.status], runText(run), retriesText(run.retries)].filter(Boolean).join(', ')}`
      : '',
    overlay.problems?.get(node.id)?.message ?? '',
  ]
    .filter(Boolean)
    .join('\n');
}
