/** What a command is: an id that package.json contributes, and what it does. */
import type { ExtensionContext } from './extension-context.ts';

export interface Command {
  readonly id: `stepwright.${string}`;
  readonly run: (ext: ExtensionContext, ...args: readonly unknown[]) => unknown;
}
