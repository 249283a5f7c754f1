/** `evaluate`: expressions for hover, watch, console and clipboard, and the console's commands. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { pointerOf, stateAt } from '#asl';
import { type Json, jsonTypeOf, stringifyJson } from '#asl/json';
import type { Phase } from '#interpreter';
import { CONSOLE_PATIENCE, evaluateIn, languageAt } from '../data/evaluate.ts';
import { definitionOf } from '../data/frames.ts';
import { unfold } from '../data/variables.ts';
import type { Definition } from '../launch/definition.ts';
import { phaseOfField } from '../launch/places.ts';
import { ownPointer } from '../nested/numbering.ts';
import { previewOf } from '../preview.ts';
import { runConsoleCommand } from '../report/console-commands.ts';
import { liveOf, threadInFocus } from '../session/current.ts';
import { fromDapColumn, fromDapLine } from '../session/dap-positions.ts';
import type { Session } from '../session/session.ts';
import { request } from './request.ts';

/** Milliseconds that an expression may take: a hover must not hold the editor up, a console user can wait. */
const PATIENCE: Readonly<Record<string, number>> = { hover: 250, watch: 1000, variables: 1000 };
/** What the console and a hover show of a value on one line. */
const LINE_LENGTH = 1000;

export const evaluate = request({
  command: 'evaluate',
  capabilities: { supportsEvaluateForHovers: true, supportsClipboardContext: true },
  needs: { expression: 'string' },
  run(session, args) {
    const { expression, frameId, context = 'repl' } = args;
    const live = liveOf(session);
    const output = context === 'repl' ? runConsoleCommand(session, expression) : undefined;
    if (output !== undefined) return { result: output, variablesReference: 0 };
    const thread = threadInFocus(session, frameId);
    const { snapshot } = live.run;
    const value = evaluateIn(snapshot, thread, expression, {
      phase: phaseAt(session, definitionOf(live.launch.definition, snapshot, thread), thread.frame?.pointer, args),
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

/** The phase of the field in which the expression stands in the text, when it is one of the thread's own state. */
function phaseAt(
  session: Session,
  definition: Definition,
  pointer: string | undefined,
  { source, line, column = session.client.columnBase }: DebugProtocol.EvaluateArguments,
): Phase | undefined {
  if (line === undefined || !session.host.isSameFile(source?.path ?? '', definition.file)) return undefined;
  const offset = definition.positions.startOfLine(fromDapLine(session, line)) + fromDapColumn(session, column);
  const state = stateAt(definition.machine, offset);
  if (!state || pointer === undefined || pointerOf(state.node) !== ownPointer(pointer)) return undefined;
  const field = state.node.properties.find(({ start, end }) => start <= offset && offset <= end);
  return field && phaseOfField(state, field.key.value);
}

function textOf(value: Json, context: string): string {
  if (context === 'clipboard') return stringifyJson(value, 2);
  return previewOf(value, context === 'repl' || context === 'hover' ? LINE_LENGTH : undefined);
}
