/** Shows the log of the extension and its server. */
import type { Command } from '../command.ts';

export const showLog: Command = {
  id: 'stepwright.showLog',
  run: (ext) => ext.log.show(),
};
