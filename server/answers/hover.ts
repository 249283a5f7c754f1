/** Hover: Markdown where the client takes it, else the same words as plain text. */
import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { hover } from '#language';
import { fromLspPosition, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

export async function hoverAnswer({
  asl,
  text,
  params,
  client,
  services,
}: Request<HoverParams>): Promise<Hover | null> {
  const offset = fromLspPosition(text, params.position);
  await services.loadFor(asl);
  let found = hover(asl, offset, services);
  if (found?.needs !== undefined) {
    await services.loadDocs(found.needs);
    found = hover(asl, offset, services);
  }
  if (!found) return null;
  const takesMarkdown = client().textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? false;
  const kind = takesMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: found.markdown }, range: toLspRange(text, found.range) };
}
