/** Formatting of a document, of a part of it, and of what is being typed. */
import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import { formatting, onTypeFormatting } from '#language';
import { fromLspPosition, fromLspRange, toLspEdits } from '../convert.ts';
import type { Request } from '../routes.ts';

export function formattingAnswer({ asl, text, params }: Request<DocumentFormattingParams>): TextEdit[] {
  return toLspEdits(text, formatting(asl, params.options));
}

export function rangeFormattingAnswer({ asl, text, params }: Request<DocumentRangeFormattingParams>): TextEdit[] {
  return toLspEdits(text, formatting(asl, params.options, fromLspRange(text, params.range)));
}

export function onTypeFormattingAnswer({ asl, text, params }: Request<DocumentOnTypeFormattingParams>): TextEdit[] {
  const { ch, position, options } = params;
  return toLspEdits(text, onTypeFormatting(asl, fromLspPosition(text, position), ch, options));
}
