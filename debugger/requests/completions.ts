/** `completions`: commands, variables, functions and the members of values, for the debug console and watches. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { completeExpression } from '../data/completion.ts';
import { CONSOLE_COMMANDS } from '../report/console-commands.ts';
import { threadInFocus } from '../session/current.ts';
import { fromDapColumn } from '../session/dap-positions.ts';
import { request } from './request.ts';

export const completions = request({
  command: 'completions',
  capabilities: { supportsCompletionsRequest: true, completionTriggerCharacters: ['.', '$', '['] },
  needs: { text: 'string', column: 'number' },
  run(session, { text, column, frameId }) {
    const before = text.slice(0, fromDapColumn(session, column));
    const command = /^\s*(\.[a-z]*)$/i.exec(before)?.[1];
    if (command !== undefined) return { targets: commandTargets(command, before.length - command.length) };
    if (!session.live) return { targets: [] };
    const { snapshot } = session.live.run;
    const found = completeExpression(snapshot, threadInFocus(session, frameId), before, session.host.now);
    return { targets: found };
  },
});

function commandTargets(typed: string, start: number): DebugProtocol.CompletionItem[] {
  return CONSOLE_COMMANDS.filter(({ name }) => name.startsWith(typed.toLowerCase())).map(({ name, usage, doc }) => ({
    label: name,
    detail: `${usage} – ${doc}`,
    type: 'method',
    start,
    length: typed.length,
  }));
}
