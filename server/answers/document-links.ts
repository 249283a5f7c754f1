/** Links to the definitions of other machines, and, where the user wants them, to the documentation. */
import type { CancellationToken, DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { documentationLinks, type DocumentLink as Link, machineFile, machineLinks } from '#language';
import { toLspRange } from '../convert.ts';
import type { ServerContext } from '../routes.ts';

export async function documentLinksAnswer(
  { workspace, documents, settings, client }: ServerContext,
  { textDocument: { uri } }: DocumentLinkParams,
  token: CancellationToken,
): Promise<DocumentLink[]> {
  const files = await workspace.uris(token);
  const doc = documents.get(uri);
  if (!doc) return [];
  const links: readonly Link[] = [
    ...machineLinks(doc.asl, (name) => machineFile(name, files, uri)),
    ...(settings().documentationLinks ? documentationLinks(doc.asl) : []),
  ];
  const withTooltip = client().textDocument?.documentLink?.tooltipSupport ?? false;
  return links.map(({ range, target, tooltip }) => ({
    range: toLspRange(doc.text, range),
    target,
    ...(withTooltip && { tooltip }),
  }));
}
