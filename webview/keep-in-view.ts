/** What a reader looks at stays in sight when the page is made smaller, as by a panel that opens below it. */
import type { Box } from '#graph';
import { type Camera, clearHeight, revealed } from './camera.ts';

/** Watches the stage; `boxOf` says what is to stay in sight, if it was. */
export function keepInView(stage: HTMLElement, camera: Camera, boxOf: () => Box | undefined): void {
  let { clientWidth: width, clientHeight: height } = stage;
  new ResizeObserver(() => {
    const box = boxOf();
    const wasSeen = box !== undefined && isSeen(camera, box, width, height);
    ({ clientWidth: width, clientHeight: height } = stage);
    if (box && wasSeen && width > 0) camera.reveal(box, true);
  }).observe(stage);
}

/** True where nothing has to move for the box to be seen on a stage of that size. */
export function isSeen({ view }: Pick<Camera, 'view'>, box: Box, width: number, height: number): boolean {
  return revealed(view, box, width, clearHeight(height)) === view;
}
