/** Starts the language server anew, when the user has a reason to. */
import type { Command } from '../command.ts';

export const restartServer: Command = {
  id: 'stepwright.restartServer',
  run: (ext) => ext.server.restart(),
};
