/** Formatting of a document or a part of it. */
import type { DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit } from 'vscode-languageserver';
import { formatting } from '#language';
import { fromLspRange, toLspEdits } from '../convert.ts';
import type { Request } from '../routes.ts';

export function formattingAnswer({ asl, text, params }: Request<DocumentFormattingParams>): TextEdit[] {
  return toLspEdits(text, formatting(asl, params.options));
}

export function rangeFormattingAnswer({ asl, text, params }: Request<DocumentRangeFormattingParams>): TextEdit[] {
  return toLspEdits(text, formatting(asl, params.options, fromLspRange(text, params.range)));
}
