/** Inlay hints of the kinds that the user wants. */
import { type InlayHint, InlayHintKind, type InlayHintParams, MarkupKind } from 'vscode-languageserver';
import { inlayHints } from '#language';
import { fromLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

export function inlayHintsAnswer({ asl, text, params, settings }: Request<InlayHintParams>): InlayHint[] {
  return inlayHints(asl, fromLspRange(text, params.range), settings().inlayHints).map(
    ({ offset, label, tooltip, kind }) => ({
      position: text.positionAt(offset),
      label,
      ...(tooltip !== undefined && { tooltip: { kind: MarkupKind.Markdown, value: tooltip } }),
      ...(kind === 'parameter'
        ? { kind: InlayHintKind.Parameter, paddingRight: true }
        : { kind: InlayHintKind.Type, paddingLeft: true }),
    }),
  );
}
