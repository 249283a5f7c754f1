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
import {
  definition,
  documentHighlights,
  machineFile,
  type NestedMachine,
  nestedMachineAt,
  references,
} from '#language';
import { fromLspPosition, toLspLocation, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

/** Links show the whole of what is defined; a client without links gets the names. */
export async function definitionAnswer(request: Request<DefinitionParams>): Promise<LocationLink[] | Location[]> {
  const { asl, text, params, client } = request;
  const takesLinks = client().textDocument?.definition?.linkSupport ?? false;
  const offset = fromLspPosition(text, params.position);
  const links = definition(asl, offset);
  const other = links.length === 0 ? nestedMachineAt(asl, offset) : undefined;
  if (other) return machineDefinition(request, other, takesLinks);
  if (!takesLinks) return links.map((link) => toLspLocation(text, link.selection));
  return links.map(({ origin, selection, target }) => ({
    targetUri: text.uri,
    originSelectionRange: toLspRange(text, origin),
    targetSelectionRange: toLspRange(text, selection),
    targetRange: toLspRange(text, target),
  }));
}

/** The beginning of the file that holds a machine which a task starts. */
async function machineDefinition(
  { text, workspace }: Request<DefinitionParams>,
  { name, range }: NestedMachine,
  takesLinks: boolean,
): Promise<LocationLink[] | Location[]> {
  const originSelectionRange = toLspRange(text, range);
  const targetUri = machineFile(name, await workspace.uris(), text.uri);
  if (targetUri === undefined) return [];
  const start = { line: 0, character: 0 };
  const top = { start, end: start };
  if (!takesLinks) return [{ uri: targetUri, range: top }];
  return [{ targetUri, originSelectionRange, targetRange: top, targetSelectionRange: top }];
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
