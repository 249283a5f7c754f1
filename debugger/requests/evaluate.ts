/** `evaluate`: expressions for hover, watch, console and clipboard, and the console's commands. */
import { type Json, jsonTypeOf, stringifyJson } from '#asl/json';
import { runConsoleCommand } from '../console.ts';
import { liveOf, threadInFocus } from '../current.ts';
import { CONSOLE_PATIENCE, evaluateIn, languageAt } from '../evaluate.ts';
import { previewOf } from '../preview.ts';
import { unfold } from '../variables.ts';
import { request } from './request.ts';

/** Milliseconds that an expression may take: a hover must not hold the editor up, a console user can wait. */
const PATIENCE: Readonly<Record<string, number>> = { hover: 250, watch: 1000, variables: 1000 };
/** What the console and a hover show of a value on one line. */
const LINE_LENGTH = 1000;

export const evaluate = request({
  command: 'evaluate',
  capabilities: { supportsEvaluateForHovers: true, supportsClipboardContext: true },
  needs: { expression: 'string' },
  run(session, { expression, frameId, context = 'repl' }) {
    const live = liveOf(session);
    const output = context === 'repl' ? runConsoleCommand(session, expression) : undefined;
    if (output !== undefined) return { result: output, variablesReference: 0 };
    const thread = threadInFocus(session, frameId);
    const { snapshot } = live.run;
    const value = evaluateIn(snapshot, thread, expression, {
      patience: PATIENCE[context] ?? CONSOLE_PATIENCE,
      now: session.host.now,
    });
    const language = languageAt(snapshot, thread);
    const entry = {
      name: expression,
      value,
      expression: /^\s*\{%/.test(expression) ? undefined : { text: expression.trim(), language },
    };
    return { result: textOf(value, context), type: jsonTypeOf(value), ...unfold(session.handles.variables, entry) };
  },
});

function textOf(value: Json, context: string): string {
  if (context === 'clipboard') return stringifyJson(value, 2);
  return previewOf(value, context === 'repl' || context === 'hover' ? LINE_LENGTH : undefined);
}
