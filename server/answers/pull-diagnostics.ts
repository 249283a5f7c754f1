/**
 * Diagnostics for clients that ask for them: of one document, and of the whole workspace. A client that was told the
 * same before gets a short answer. Such a client is sent nothing unasked.
 */
import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Diagnostic as LspDiagnostic,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { diagnose } from '#language';
import { toLspDiagnostic } from '../convert.ts';
import type { Route, ServerContext } from '../routes.ts';
import type { WorkspaceDocument } from '../workspace/workspace.ts';
import { documentationLink } from './rule-documentation.ts';

/** Not by `route`: a text that changed meanwhile is answered as it is now, because an error would clear what is shown. */
export const pullRoute: Route = {
  name: 'diagnostic',
  capability: ({ capabilities, hasWorkspace }) =>
    capabilities.textDocument?.diagnostic
      ? {
          diagnosticProvider: {
            identifier: 'stepwright',
            interFileDependencies: false,
            workspaceDiagnostics: hasWorkspace,
          },
        }
      : {},
  listen: (server) => {
    const ofDocument = server.connection.languages.diagnostics.on((params) => documentReport(server, params));
    const ofWorkspace = server.connection.languages.diagnostics.onWorkspace((params, token) =>
      workspaceReport(server, params, token),
    );
    return {
      dispose: () => {
        ofDocument.dispose();
        ofWorkspace.dispose();
      },
    };
  },
};

/** A document that is opened again begins with version 1 again: each one has a number of its own. */
const numbers = new WeakMap<TextDocument, number>();
let lastNumber = 0;

function numberOf(text: TextDocument): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  lastNumber++;
  numbers.set(text, lastNumber);
  return lastNumber;
}

async function documentReport(
  server: ServerContext,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> {
  await server.ready;
  const asked = server.documents.get(uri);
  await (asked && server.services.loadFor(asked.asl));
  await server.rules.loadFor(uri);
  const doc = server.documents.get(uri);
  if (!doc) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  try {
    const revision = server.diagnostics.revision(uri);
    const resultId = `${numberOf(doc.text)}.${revision}.${server.diagnostics.generation()}`;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    const items = server.diagnostics.findings(uri).map(({ shown }) => shown);
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  } catch (error) {
    server.reportBug('diagnostics', error);
    return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  }
}

/** What a file had that is gone, or is not to be judged any more. */
const GONE = 'gone';

async function workspaceReport(
  server: ServerContext,
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  await server.ready;
  const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const { validation, wholeWorkspace } = server.settings();
  try {
    if (validation && wholeWorkspace) {
      for await (const { uri, report } of closedReports(server, before, token)) {
        if (report) items.push(report);
        before.delete(uri);
      }
    }
  } catch (error) {
    server.reportBug('workspace diagnostics', error);
  }
  if (token.isCancellationRequested) return { items: [] };
  for (const [uri, value] of before) {
    if (value === GONE || server.documents.versionOf(uri) !== undefined) continue;
    items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, resultId: GONE, items: [] });
  }
  return { items };
}

/** A report about each closed file, after a breath now and then; none about open ones, for which the client asks itself. */
async function* closedReports(
  server: ServerContext,
  before: ReadonlyMap<string, string>,
  token: CancellationToken,
): AsyncIterable<{ readonly uri: string; readonly report: WorkspaceDocumentDiagnosticReport | undefined }> {
  for (const uri of await server.workspace.uris(token)) {
    if (token.isCancellationRequested) return;
    const known = server.workspace.revision(uri);
    const resultId = known === undefined ? undefined : `${known}.${server.diagnostics.generation()}`;
    if (resultId !== undefined && resultId === before.get(uri)) {
      yield { uri, report: { kind: DocumentDiagnosticReportKind.Unchanged, uri, version: null, resultId } };
      continue;
    }
    // A file is read and judged between two turns of the event loop: other requests come in between.
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    const doc = await server.workspace.document(uri);
    if (doc) yield { uri, report: doc.isOpen ? undefined : await reportOf(server, doc, before.get(uri)) };
  }
}

async function reportOf(
  server: ServerContext,
  doc: WorkspaceDocument,
  previous: string | undefined,
): Promise<WorkspaceDocumentDiagnosticReport> {
  const { uri, revision } = doc;
  const resultId = `${revision}.${server.diagnostics.generation()}`;
  const about = { uri, version: null, resultId };
  if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, ...about };
  await server.services.loadFor(doc.asl);
  await server.rules.loadFor(uri);
  return { kind: DocumentDiagnosticReportKind.Full, ...about, items: findingsOf(server, doc) };
}

function findingsOf(server: ServerContext, { uri, asl, text }: WorkspaceDocument): LspDiagnostic[] {
  const extras = {
    withRelated: server.client().textDocument?.publishDiagnostics?.relatedInformation ?? false,
    link: (code: string) => documentationLink(server.options(), code),
  };
  const judging = server.rules.judging(uri, server.settings());
  return diagnose(asl, { ...judging, services: server.services }).flatMap((finding) => {
    if (finding.failure === undefined) return [toLspDiagnostic(text, finding, extras)];
    server.reportBug(finding.message, finding.failure);
    return [];
  });
}
