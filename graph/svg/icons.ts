/**
 * The project's icons: outlines on a grid of 16, one stroke weight, drawn in the current color. Each entry is the
 * inside of an `svg` element.
 */
import type { StateType } from '#asl';
import type { NodeStatus } from '../overlay.ts';
import type { SceneBadge } from '../scene.ts';

const path = (d: string): string => `<path d="${d}"/>`;

export const TYPE_ICONS: Readonly<Record<StateType | 'Unknown', string>> = {
  Task: path(
    'M4 2.5h8A1.5 1.5 0 0 1 13.5 4v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4A1.5 1.5 0 0 1 4 2.5zM5.25 6l2 2-2 2M8.75 10h2',
  ),
  Pass: path('M1.75 8h12M10 4.25 13.75 8 10 11.75M5.5 4v8'),
  Choice: path('M8 1.75 14.25 8 8 14.25 1.75 8zM8 6.75v2.5'),
  Wait: path('M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.75V8l2.25 1.5'),
  Succeed: path('M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.25 8.25l2 2 3.5-4'),
  Fail: path('M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5'),
  Parallel: path('M2.5 2.75h11M4 2.75v10.5M8 2.75v10.5M12 2.75v10.5M2.5 13.25h11'),
  Map: path(
    'M3.5 6.5h6.25a1 1 0 0 1 1 1v5.25a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1V7.5a1 1 0 0 1 1-1zM5 4.25h7a1 1 0 0 1 1 1v5.5M7.5 2h5.75a2 2 0 0 1 2 2v4.25',
  ),
  Unknown: path('M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6.25 6.5a1.75 1.75 0 1 1 2.5 1.6c-.5.25-.75.5-.75 1.15M8 11.2v.1'),
};

export const BADGE_ICONS: Readonly<Record<SceneBadge['kind'], string>> = {
  retry: path('M13 8a5 5 0 1 1-1.6-3.7M11.75 1.75V4.5H9'),
  catch: path('M8 1.75 13 3.5v4c0 3.2-2 5.4-5 6.75C5 12.9 3 10.7 3 7.5v-4z'),
  timeout: path('M4 2h8M4 14h8M5 2c0 4 6 4 6 6.5M11 2c0 4-6 4-6 6.5M5 14c0-2.5 0-4 0-5.5M11 14V8.5'),
  callback: path('M13.5 13V9.5a3 3 0 0 0-3-3H3M6.25 3 2.75 6.5l3.5 3.5'),
  language: path(
    'M6 2.5c-1.75 0-2 .75-2 2v1.75c0 1-.5 1.75-1.5 1.75 1 0 1.5.75 1.5 1.75v1.75c0 1.25.25 2 2 2M10 2.5c1.75 0 2 .75 2 2v1.75c0 1 .5 1.75 1.5 1.75-1 0-1.5.75-1.5 1.75v1.75c0 1.25-.25 2-2 2',
  ),
  distributed: path(
    'M8 6.25a1.75 1.75 0 1 1 0 3.5 1.75 1.75 0 0 1 0-3.5zM6.6 6.9 4 4.75M9.4 6.9 12 4.75M6.6 9.1 4 11.25M9.4 9.1 12 11.25M3 4h.01M13 4h.01M3 12h.01M13 12h.01',
  ),
};

/** Filled marks of a run; told apart by their shape, not by their color. */
export const STATUS_ICONS: Readonly<Record<NodeStatus, string>> = {
  running: `${path('M8 2.5A5.5 5.5 0 1 1 2.5 8')}<path class="solid" d="M6.5 5.5v5l4-2.5z"/>`,
  waiting: path('M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM8 5v3.25l2 1.25'),
  succeeded: path('M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM5.5 8.25l1.75 1.75L10.75 6'),
  failed: path('M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM6 6l4 4M10 6l-4 4'),
  aborted: path('M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM4.1 4.1l7.8 7.8'),
  caught: path(
    'M8 2 12.75 3.75v3.5c0 3-1.9 5.1-4.75 6.5-2.85-1.4-4.75-3.5-4.75-6.5v-3.5zM6.25 6.25l3.5 3.5M9.75 6.25l-3.5 3.5',
  ),
  retrying: path('M13.25 8a5.25 5.25 0 1 1-1.7-3.9M12 1.5v3H9'),
  stopped: '<path class="solid" d="M2.5 4.5h6L13.5 8l-5 3.5h-6z"/>',
};

export const PROBLEM_ICONS = {
  error:
    '<path class="solid" d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z"/><path class="cut" d="M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5"/>',
  warning: '<path class="solid" d="M8 2 14.5 13.5h-13z"/><path class="cut" d="M8 6.25v3.5M8 11.6v.1"/>',
} as const;

/** An icon at a place, scaled from its grid of 16 to a size. */
export function iconAt(icon: string, x: number, y: number, size: number, name: string): string {
  const scale = size === 16 ? '' : ` scale(${Number((size / 16).toFixed(4))})`;
  return `<g class="icon ${name}" transform="translate(${x} ${y})${scale}">${icon}</g>`;
}
