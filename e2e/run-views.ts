/** The views of a run as a person sees them. Several webviews may be open: each page says which view it is. */
import type { Frame, Locator, Page } from 'playwright-core';
import { repeatedly, runCommand } from './workbench.ts';

type View = 'dataFlow' | 'timeline';
const COMMANDS = { dataFlow: 'Show Data Flow', timeline: 'Show Execution Timeline' } as const;

/** Opens a view of the run by its command and gives its page. */
export async function openRunView(page: Page, view: View): Promise<Locator> {
  await runCommand(page, `Step Functions: ${COMMANDS[view]}`);
  let found: Locator | undefined;
  await repeatedly(async (timeout) => {
    await page.locator('iframe.webview.ready').first().waitFor({ timeout });
    found = await Promise.any(page.frames().map((frame) => mainOf(frame, view, timeout)));
  });
  if (!found) throw new Error(`The view '${view}' is not there.`);
  return found;
}

async function mainOf(frame: Frame, view: View, timeout: number): Promise<Locator> {
  const main = frame.locator(`body[data-view="${view}"] main`);
  await main.waitFor({ timeout });
  return main;
}

/** A stage of the data flow by its name. */
export function stageOf(view: Locator, name: string): Locator {
  return view.getByRole('region', { name, exact: true });
}
