/** Definition, references, highlight: the language layer's ranges as locations. */
import {
  type DefinitionParams,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
  type Location,
  type LocationLink,
  type ReferenceParams,
} from 'vscode-languageserver';
import { definition, documentHighlights, references } from '#language';
import { fromLspPosition, toLspLocation, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

/** Links show the whole of what is defined; a client without links gets the names. */
export function definitionAnswer(request: Request<DefinitionParams>): LocationLink[] | Location[] {
  const { asl, text, params, client } = request;
  const links = definition(asl, fromLspPosition(text, params.position));
  if (!client().textDocument?.definition?.linkSupport) return links.map((link) => toLspLocation(text, link.selection));
  return links.map(({ origin, selection, target }) => ({
    targetUri: text.uri,
    originSelectionRange: toLspRange(text, origin),
    targetSelectionRange: toLspRange(text, selection),
    targetRange: toLspRange(text, target),
  }));
}

export function referencesAnswer({ asl, text, params }: Request<ReferenceParams>): Location[] {
  const ranges = references(asl, fromLspPosition(text, params.position), params.context.includeDeclaration);
  return ranges.map((range) => toLspLocation(text, range));
}

export function highlightsAnswer({ asl, text, params }: Request<DocumentHighlightParams>): DocumentHighlight[] {
  return documentHighlights(asl, fromLspPosition(text, params.position)).map(({ range, kind }) => ({
    range: toLspRange(text, range),
    kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
