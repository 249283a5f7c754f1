/** Hover: Markdown where the client takes it, else the same words as plain text. */
import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { hover } from '#language';
import { fromLspPosition, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

export function hoverAnswer({ asl, text, params, client }: Request<HoverParams>): Hover | null {
  const found = hover(asl, fromLspPosition(text, params.position));
  if (!found) return null;
  const takesMarkdown = client().textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false;
  const kind = takesMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: found.markdown }, range: toLspRange(text, found.range) };
}
