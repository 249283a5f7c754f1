/** The pointer on the stage: drag pans, the wheel pans, with Ctrl or a pinch it zooms, a click is a click. */
import type { Camera } from './camera.ts';

const DRAG = 4;

export interface PointerEvents {
  readonly click: (target: Element, twice: boolean) => void;
  readonly hover: (target: Element | undefined) => void;
  readonly moved: () => void;
}

export function followPointer(stage: HTMLElement, camera: Camera, events: PointerEvents): void {
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 16 : 1;
      const [dx, dy] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      if (event.ctrlKey || event.metaKey) {
        const box = stage.getBoundingClientRect();
        const at = { x: event.clientX - box.x, y: event.clientY - box.y };
        camera.zoomBy(Math.exp((-Math.max(-60, Math.min(60, event.deltaY * unit)) * 0.5) / 100), at);
      } else camera.panBy(-dx * unit, -dy * unit);
      events.moved();
    },
    { passive: false },
  );
  followDrag(stage, camera, events);
  stage.addEventListener('pointerover', (event) =>
    events.hover(event.target instanceof Element ? event.target : undefined),
  );
  stage.addEventListener('pointerleave', () => events.hover(undefined));
}

function followDrag(stage: HTMLElement, camera: Camera, events: PointerEvents): void {
  let last: { x: number; y: number } | undefined;
  let way = 0;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button > 1) return;
    last = { x: event.clientX, y: event.clientY };
    way = 0;
  });
  stage.addEventListener('pointermove', (event) => {
    if (!last) return;
    const [dx, dy] = [event.clientX - last.x, event.clientY - last.y];
    way += Math.abs(dx) + Math.abs(dy);
    if (way < DRAG) return;
    // Captured only now: a captured pointer would take the click away from what was pressed.
    if (!stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    stage.classList.add('is-dragging');
    camera.panBy(dx, dy);
    last = { x: event.clientX, y: event.clientY };
  });
  const drop = (): void => {
    if (last && way >= DRAG) events.moved();
    last = undefined;
    stage.classList.remove('is-dragging');
  };
  stage.addEventListener('pointerup', drop);
  stage.addEventListener('pointercancel', drop);
  stage.addEventListener('click', (event) => {
    if (way < DRAG && event.target instanceof Element) events.click(event.target, event.detail > 1);
  });
}
