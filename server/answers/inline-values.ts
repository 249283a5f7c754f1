/** Inline values: the expressions whose values the client asks the debugger for. */
import type { InlineValue, InlineValueParams } from 'vscode-languageserver';
import { inlineValues } from '#language';
import { fromLspPosition, fromLspRange, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

export function inlineValuesAnswer({ asl, text, params }: Request<InlineValueParams>): InlineValue[] {
  const stop = fromLspPosition(text, params.context.stoppedLocation.start);
  return inlineValues(asl, fromLspRange(text, params.range), stop).map(({ range, expression }) => ({
    range: toLspRange(text, range),
    expression,
  }));
}
