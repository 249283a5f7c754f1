/**
 * The timeline on screen: a lane for the execution and for each branch and iteration, in it a bar for each visit of a
 * state. Arrows walk through the bars, Enter or a click goes to the moment.
 */
import type { FromRunView, RunTimeline, TimelineLane, Visit } from '#protocol';
import { element } from './element.ts';
import { type Bar, layoutTimeline, type TimelineLayout } from './timeline-layout.ts';
import { countText, durationText, OUTCOME_SIGNS, partsOfLaneName, startedText, statusOf, visitLabel } from './words.ts';

type Post = (message: FromRunView) => void;

/** The names of lanes, in pixels; in a narrow view the bars need more of it. */
const LABELS = 180;
const LABELS_SHARE = 0.4;
const STATUS = {
  RUNNING: 'Running',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  TIMED_OUT: 'Timed out',
  ABORTED: 'Aborted',
} as const;

export class TimelineView {
  readonly #root: HTMLElement;
  readonly #post: Post;
  #shown: { readonly timeline: RunTimeline; readonly selected: number | undefined } | undefined;
  #width = 0;
  #labels = LABELS;
  /** Where the execution stood when the timeline was drawn last. */
  #here: number | undefined;

  constructor(root: HTMLElement, post: Post) {
    this.#root = root;
    this.#post = post;
    new ResizeObserver(() => {
      if (this.#shown && root.clientWidth !== this.#width) this.show(this.#shown.timeline, this.#shown.selected);
    }).observe(root);
    root.addEventListener('keydown', (event) => this.#pressed(event));
    root.addEventListener('click', ({ target }) => {
      const id = target instanceof Element ? target.closest('[data-visit]')?.getAttribute('data-visit') : undefined;
      if (id !== null && id !== undefined) this.#post({ type: 'visit', visit: Number(id) });
    });
  }

  show(timeline: RunTimeline, selected: number | undefined): void {
    const focused = this.#root.contains(document.activeElement)
      ? document.activeElement?.getAttribute('data-visit')
      : undefined;
    const scroller = this.#root.querySelector('.lanes');
    const [left, top] = [scroller?.scrollLeft ?? 0, scroller?.scrollTop ?? 0];
    this.#shown = { timeline, selected };
    this.#width = this.#root.clientWidth;
    this.#labels = Math.min(LABELS, Math.round(this.#width * LABELS_SHARE));
    const layout = layoutTimeline(timeline, Math.max(0, this.#width - this.#labels - 24));
    const lanes = element('div', 'lanes', [
      axisOf(layout),
      ...timeline.lanes.map((lane) => laneOf(lane, timeline, layout, selected)),
    ]);
    lanes.style.setProperty('--track', `${layout.width}px`);
    lanes.style.setProperty('--labels', `${this.#labels}px`);
    this.#root.replaceChildren(headOf(timeline), lanes);
    const more = this.#moreLanes(timeline);
    if (more) lanes.append(more);
    lanes.scrollTo(left, top);
    if (layout.here !== this.#here && layout.here !== undefined) showMoment(lanes, this.#labels, layout.here);
    this.#here = layout.here;
    this.#rove(focused ?? (selected === undefined ? undefined : String(selected)));
    if (focused !== null && focused !== undefined) this.#bar(focused)?.focus();
  }

  #moreLanes({ lanes, laneCount }: RunTimeline): HTMLElement | undefined {
    const left = laneCount - lanes.length;
    if (left <= 0) return undefined;
    const button = element('button', 'more', `Show more lanes (${countText(left)} left)`);
    button.addEventListener('click', () => this.#post({ type: 'more-lanes', lanes: lanes.length * 2 }));
    return button;
  }

  #bar(id: string): HTMLElement | undefined {
    return this.#root.querySelector<HTMLElement>(`[data-visit="${CSS.escape(id)}"]`) ?? undefined;
  }

  /** One bar is what Tab leads to. */
  #rove(id: string | undefined): void {
    const bars = this.#root.querySelectorAll<HTMLElement>('[data-visit]');
    for (const bar of bars) bar.tabIndex = -1;
    const current = (id === undefined ? undefined : this.#bar(id)) ?? bars[0];
    if (current) current.tabIndex = 0;
  }

  #pressed(event: KeyboardEvent): void {
    const bar = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-visit]') : null;
    const next = bar && neighborOf(bar, event.key);
    if (!next) return;
    event.preventDefault();
    this.#rove(next.dataset.visit);
    next.focus();
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

/** Scrolls sideways to a moment that is out of sight. */
function showMoment(lanes: HTMLElement, labels: number, x: number): void {
  const { scrollLeft, clientWidth } = lanes;
  const room = clientWidth - labels;
  const isSeen = x >= scrollLeft && x <= scrollLeft + room;
  if (!isSeen) lanes.scrollLeft = Math.max(0, x - room / 2);
}

/** Left and right in the lane; up and down to the bar of the next lane that is nearest. */
function neighborOf(bar: HTMLElement, key: string): HTMLElement | undefined {
  const lane = bar.closest('.lane');
  const own = barsOf(lane);
  const at = own.indexOf(bar);
  if (key === 'ArrowRight') return own[at + 1];
  if (key === 'ArrowLeft') return own[at - 1];
  if (key === 'Home') return own[0];
  if (key === 'End') return own.at(-1);
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined;
  let other = key === 'ArrowDown' ? lane?.nextElementSibling : lane?.previousElementSibling;
  while (other && barsOf(other).length === 0)
    other = key === 'ArrowDown' ? other.nextElementSibling : other.previousElementSibling;
  const away = (one: HTMLElement): number => Math.abs(one.offsetLeft - bar.offsetLeft);
  return barsOf(other).sort((a, b) => away(a) - away(b))[0];
}

const barsOf = (lane: Element | null | undefined): HTMLElement[] => [
  ...(lane?.querySelectorAll<HTMLElement>('[data-visit]') ?? []),
];

function headOf({ status, lanes, startTime }: RunTimeline): HTMLElement {
  const visits = lanes.flatMap((lane) => lane.visits);
  const last = visits.reduce((latest, { endTime, startTime: from }) => Math.max(latest, endTime ?? from), startTime);
  return element('header', 'head', [
    element('h1', '', STATUS[status]),
    element('span', 'note', startedText(startTime, last - startTime)),
  ]);
}

function axisOf({ gaps }: TimelineLayout): HTMLElement {
  const track = element(
    'div',
    'track',
    gaps.map(({ x, milliseconds }) => {
      const label = element('span', 'gap', `+${durationText(milliseconds)}`);
      label.style.left = `${x}px`;
      return label;
    }),
  );
  return element('div', 'axis', [element('div', 'lane-name'), track], { 'aria-hidden': 'true' });
}

function laneOf(
  lane: TimelineLane,
  timeline: RunTimeline,
  layout: TimelineLayout,
  selected: number | undefined,
): HTMLElement {
  const name = element('div', 'lane-name', laneName(lane.name), { title: lane.name });
  name.style.setProperty('--depth', String(lane.depth));
  const track = element('div', 'track');
  for (const { x } of layout.gaps) {
    const line = element('span', 'gap-line');
    line.style.left = `${x}px`;
    track.append(line);
  }
  for (const visit of lane.visits) {
    const bar = layout.bars.get(visit.id);
    if (bar) track.append(barOf(visit, bar, timeline.startTime, visit.id === selected));
  }
  if (layout.here !== undefined) {
    const here = element('span', 'here', [], { title: 'The execution stands here' });
    here.style.left = `${layout.here}px`;
    track.append(here);
  }
  const label = lane.left > 0 ? `${lane.name}, the first ${countText(lane.left)} visits are left out` : lane.name;
  return element('div', 'lane', [name, track], { role: 'group', 'aria-label': label });
}

/** Where the name is too long, the container gives way: the number of the branch or item is what tells lanes apart. */
function laneName(name: string): readonly HTMLElement[] {
  const [container, index] = partsOfLaneName(name);
  return [element('span', 'container', container), element('span', 'index', index)];
}

function barOf(visit: Visit, bar: Bar, startTime: number, isSelected: boolean): HTMLElement {
  const status = statusOf(visit);
  const label = visitLabel(visit, startTime, bar.isAhead);
  const classes = `bar is-${status}${bar.isAhead ? ' is-ahead' : ''}${isSelected ? ' is-selected' : ''}`;
  const made = element(
    'button',
    classes,
    [
      element('span', 'words', [
        element('span', 'sign', OUTCOME_SIGNS[status], { 'aria-hidden': 'true' }),
        element('span', 'name', visit.stateName),
        visit.retries.length > 0 ? element('span', 'badge', `↻ ${visit.retries.length}`) : undefined,
      ]),
    ],
    { 'data-visit': String(visit.id), 'aria-label': label, title: label, tabindex: '-1' },
  );
  if (isSelected) made.setAttribute('aria-current', 'true');
  made.style.left = `${bar.x}px`;
  made.style.width = `${bar.width - 2}px`;
  for (const x of bar.retries) {
    const mark = element('span', 'retry');
    mark.style.left = `${x}px`;
    made.append(mark);
  }
  return made;
}
