/**
 * What part of the canvas is in view: scale and offset of the picture, moved by wheel, pinch, drag and keys. Moves
 * that nobody's hand makes are eased, unless the reader wants less motion.
 */
import type { Box } from '#graph';

export interface View {
  readonly scale: number;
  /** Where the picture's origin stands in the stage, in pixels of the screen. */
  readonly x: number;
  readonly y: number;
}

/** The height that the toolbar takes with the space below it. */
const TOOLBAR = 56;

export const SCALES = { least: 0.1, most: 3, step: 1.25, readable: 0.5 } as const;
const MARGIN = 24;
const EASE_MS = 160;

export interface Camera {
  readonly view: View;
  /** Goes to a view, eased unless `now` is set. */
  moveTo(view: View, now?: boolean): void;
  /** Zooms by a factor around a point of the stage; around its middle when none is given. */
  zoomBy(factor: number, at?: { readonly x: number; readonly y: number }): void;
  panBy(dx: number, dy: number): void;
  /** The whole picture, or its top where that would be too small to read. */
  fit(now?: boolean): void;
  actualSize(): void;
  /** Brings a box into view with the least move. */
  reveal(box: Box, now?: boolean): void;
  setPicture(width: number, height: number): void;
}

export interface Stage {
  readonly width: () => number;
  readonly height: () => number;
  readonly apply: (view: View) => void;
  readonly calm: () => boolean;
}

export function createCamera(stage: Stage): Camera {
  let view: View = { scale: 1, x: 0, y: 0 };
  let goal: View | undefined;
  let frame = 0;
  let picture = { width: 0, height: 0 };

  const set = (next: View): void => {
    view = next;
    stage.apply(view);
  };
  const moveTo = (next: View, now = false): void => {
    cancelAnimationFrame(frame);
    goal = undefined;
    if (now || stage.calm()) {
      set(next);
      return;
    }
    const from = view;
    const began = performance.now();
    goal = next;
    const step = (time: number): void => {
      const share = Math.min(1, Math.max(0, (time - began) / EASE_MS));
      set(between(from, next, 1 - (1 - share) ** 3));
      if (share < 1) frame = requestAnimationFrame(step);
      else goal = undefined;
    };
    frame = requestAnimationFrame(step);
  };
  const middle = (): { x: number; y: number } => ({ x: stage.width() / 2, y: stage.height() / 2 });
  const zoomed = (from: View, scale: number, at: { readonly x: number; readonly y: number }): View => {
    const bounded = Math.min(SCALES.most, Math.max(SCALES.least, scale));
    const ratio = bounded / from.scale;
    return { scale: bounded, x: at.x - (at.x - from.x) * ratio, y: at.y - (at.y - from.y) * ratio };
  };
  return {
    get view() {
      return goal ?? view;
    },
    moveTo,
    zoomBy: (factor, at) =>
      moveTo(zoomed(goal ?? view, (goal ?? view).scale * factor, at ?? middle()), at !== undefined),
    panBy: (dx, dy) => moveTo({ ...view, x: view.x + dx, y: view.y + dy }, true),
    fit: (now) => moveTo(fitting(picture, stage.width(), clearHeight(stage.height())), now),
    actualSize: () => moveTo(zoomed(goal ?? view, 1, middle())),
    reveal(box, now) {
      const target = goal ?? view;
      const next = revealed(target, box, stage.width(), clearHeight(stage.height()));
      if (next !== target) moveTo(next, now);
    },
    setPicture(width, height) {
      picture = { width, height };
    },
  };
}

/** The height of the stage above the toolbar, which floats over its foot. */
export const clearHeight = (height: number): number => Math.max(height - TOOLBAR, height / 2);

function between(a: View, b: View, share: number): View {
  const mix = (from: number, to: number): number => from + (to - from) * share;
  return { scale: mix(a.scale, b.scale), x: mix(a.x, b.x), y: mix(a.y, b.y) };
}

/** The view that shows all of a picture; a big one keeps a size that can be read and shows its upper middle. */
export function fitting(
  picture: { readonly width: number; readonly height: number },
  width: number,
  height: number,
): View {
  if (picture.width === 0 || width === 0) return { scale: 1, x: 0, y: 0 };
  const scale = Math.max(SCALES.least, Math.min(1, width / picture.width, height / picture.height));
  return { scale, x: (width - picture.width * scale) / 2, y: Math.max(0, (height - picture.height * scale) / 2) };
}

/** The view moved just so far that the box stands in it; its top left corner where it is larger than the stage. */
export function revealed(view: View, box: Box, width: number, height: number): View {
  const dx = shift(box.x * view.scale + view.x, box.width * view.scale, width);
  const dy = shift(box.y * view.scale + view.y, box.height * view.scale, height);
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

function shift(start: number, length: number, room: number): number {
  if (start < MARGIN || length > room - 2 * MARGIN) return start < MARGIN || start > room - MARGIN ? MARGIN - start : 0;
  return Math.min(0, room - MARGIN - (start + length));
}
