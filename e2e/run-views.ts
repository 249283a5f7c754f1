/** The views of a run as a person sees them. Several webviews may be open: each page says which view it is. */
import type { Frame, Locator, Page } from 'playwright-core';
import { PATIENCE, repeatedly, runCommand } from './workbench.ts';

/** How long the frames that there are get to show the view. */
const A_LOOK = 1000;

type View = 'dataFlow' | 'timeline';
const COMMANDS = { dataFlow: 'Show Data Flow', timeline: 'Show Execution Timeline' } as const;

/** Opens a view of the run by its command and gives its page. */
export async function openRunView(page: Page, view: View): Promise<Locator> {
  await runCommand(page, `Step Functions: ${COMMANDS[view]}`);
  return shownRunView(page, view);
}

/** Presses a button beside the title of a view, which shows its buttons where the mouse is. */
export async function pressViewButton(page: Page, title: string, label: string): Promise<void> {
  const header = page.locator('.part.panel .pane-header', { hasText: title }).first();
  await repeatedly(async (timeout) => {
    await header.hover({ timeout });
    await header.locator(`.action-label[aria-label*="${label}"]`).click({ timeout });
  });
}

/** The page of a view that is open, or about to be. */
export async function shownRunView(page: Page, view: View): Promise<Locator> {
  const deadline = Date.now() + PATIENCE;
  // Its page is in a frame that may come only now: the frames that there are are asked again and again.
  while (Date.now() < deadline) {
    const found = await Promise.any(page.frames().map((frame) => mainOf(frame, view))).catch(() => undefined);
    if (found) return found;
  }
  throw new Error(`The view '${view}' is not there.`);
}

async function mainOf(frame: Frame, view: View): Promise<Locator> {
  const main = frame.locator(`body[data-view="${view}"] main`);
  await main.waitFor({ timeout: A_LOOK });
  return main;
}

/** A stage of the data flow by its name. */
export function stageOf(view: Locator, name: string): Locator {
  return view.getByRole('region', { name, exact: true });
}
