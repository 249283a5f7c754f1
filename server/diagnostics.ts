/**
 * Tells the client what is wrong with each open document. A small document is judged at once after a change, a
 * large one when the typing pauses for as long as the last look took.
 * Invariant: a finding is only ever shown for, and fixed in, the version it was found in.
 */
import type { Connection, Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import type { LoadingCatalog } from '#asl/services/catalog';
import { type Diagnostic, diagnose } from '#language';
import { VALIDATED_NOTIFICATION, type Validated } from '#protocol';
import { type DiagnosticExtras, toLspDiagnostic } from './convert.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { Settings } from './settings.ts';
import type { RuleFiles } from './workspace/rule-files.ts';

/** A finding as the language layer knows it and as the client saw it. */
export interface ShownFinding {
  readonly finding: Diagnostic;
  readonly shown: LspDiagnostic;
}

export interface Diagnostics {
  /** The findings in the document as it is now. */
  findings(uri: string): readonly ShownFinding[];
  /** Another one whenever a client would be shown something else than before; most keys change nothing. */
  revision(uri: string): number;
  /** Another one whenever the same text may be judged in another way. */
  generation(): number;
  /** Looks again at every open document, after a change of settings. */
  refresh(): void;
  dispose(): void;
}

export interface DiagnosticsDeps {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly services: LoadingCatalog;
  readonly rules: RuleFiles;
  /** Undefined until the client has told them: nothing is judged before, so that no problem flickers up. */
  readonly settings: () => Settings | undefined;
  readonly extras: () => DiagnosticExtras;
  /** True where the client asks for findings itself: then none are sent. */
  readonly isPulled: () => boolean;
  readonly reportBug: (where: string, error: unknown) => void;
}

interface Latest {
  readonly version: number;
  /** What was known of services. */
  readonly services: object;
  /** Undefined when the text has changed: fixes hold the tree that they were found in. */
  readonly findings: readonly ShownFinding[] | undefined;
  readonly shown: readonly LspDiagnostic[];
  readonly revision: number;
}

/** Milliseconds of work that nobody notices while typing. */
const UNNOTICED = 30;
const LONGEST_PAUSE = 200;

export function publishDiagnostics(deps: DiagnosticsDeps): Diagnostics {
  const { connection, documents } = deps;
  const timers = new Map<string, NodeJS.Timeout>();
  const costs = new Map<string, number>();
  const latest = new Map<string, Latest>();

  let generation = 0;
  let lastRevision = 0;

  const findings = (uri: string): readonly ShownFinding[] => {
    const doc = documents.get(uri);
    if (!doc) return [];
    const known = latest.get(uri);
    const services = deps.services.loaded();
    if (known?.findings && known.version === doc.text.version && known.services === services) return known.findings;
    const began = performance.now();
    const found = findingsOf(doc, deps);
    // The first look at a document says nothing about those that follow, which see what has changed.
    if (known) costs.set(uri, performance.now() - began);
    const shown = found.map((item) => item.shown);
    const isSame = known !== undefined && isSameShown(known.shown, shown);
    const revision = isSame ? known.revision : ++lastRevision;
    latest.set(uri, { version: doc.text.version, services, findings: found, shown, revision });
    return found;
  };
  const publish = (uri: string): void => {
    timers.delete(uri);
    try {
      const doc = documents.get(uri);
      if (!doc) return;
      // What is called is known first, so that no finding comes after the others: it takes a moment, once.
      const loading = deps.services.loadFor(doc.asl) ?? deps.rules.loadFor(uri);
      if (loading) return void loading.then(() => publishAgain(uri));
      const diagnostics = findings(uri).map((item) => item.shown);
      if (!deps.isPulled()) void connection.sendDiagnostics({ uri, version: doc.text.version, diagnostics });
      void connection.sendNotification(VALIDATED_NOTIFICATION, summaryOf(doc, findings(uri)));
    } catch (error) {
      deps.reportBug('diagnostics', error);
    }
  };
  const publishAgain = (uri: string): void => {
    // A change of the text has asked for it already.
    if (!timers.has(uri)) publish(uri);
  };
  const schedule = (uri: string): void => {
    clearTimeout(timers.get(uri));
    if (!deps.settings()) return;
    const cost = costs.get(uri) ?? 0;
    timers.set(uri, setTimeout(publish, cost <= UNNOTICED ? 0 : Math.min(cost, LONGEST_PAUSE), uri));
  };
  const forget = (uri: string): void => {
    clearTimeout(timers.get(uri));
    for (const kept of [timers, costs, latest]) kept.delete(uri);
    if (!deps.isPulled()) void connection.sendDiagnostics({ uri, diagnostics: [] });
  };
  documents.onDidChange((uri) => {
    const known = latest.get(uri);
    if (known) latest.set(uri, { ...known, findings: undefined });
    schedule(uri);
  });
  documents.onDidClose(forget);
  return {
    findings,
    revision: (uri) => {
      findings(uri);
      return latest.get(uri)?.revision ?? 0;
    },
    generation: () => generation,
    refresh: () => {
      generation++;
      latest.clear();
      documents.all().forEach(schedule);
    },
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function isSameShown(before: readonly LspDiagnostic[], now: readonly LspDiagnostic[]): boolean {
  return before.length === now.length && before.every((shown, index) => isSame(shown, now[index]));
}

/** Of plain data. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const members = Object.entries(one);
  return (
    members.length === Object.keys(other).length &&
    members.every(([name, value]) => isSame(value, (other as Readonly<Record<string, unknown>>)[name]))
  );
}

function findingsOf(
  doc: OpenDocument,
  { settings, rules, extras, services, reportBug }: DiagnosticsDeps,
): ShownFinding[] {
  const current = settings();
  if (!current?.validation) return [];
  const { severities, machineType } = rules.judging(doc.text.uri, current);
  return diagnose(doc.asl, { severities, machineType, services }).flatMap((finding) => {
    if (finding.failure === undefined) return [{ finding, shown: toLspDiagnostic(doc.text, finding, extras()) }];
    reportBug(finding.message, finding.failure);
    return [];
  });
}

function summaryOf({ text, asl }: OpenDocument, findings: readonly ShownFinding[]): Validated {
  const machine = asl.machines[0];
  const count = (severity: string) => findings.filter(({ finding }) => finding.severity === severity).length;
  return {
    uri: text.uri,
    version: text.version,
    machine: machine?.states.length
      ? {
          queryLanguage: machine.queryLanguage,
          states: machine.states.length,
          mixed: machine.states.some((state) => state.queryLanguage !== machine.queryLanguage),
        }
      : undefined,
    errors: count('error'),
    warnings: count('warning'),
  };
}
