/**
 * The rule files of the workspace (`.stepwright.json`): for a document the nearest one above it, inside the folder of
 * the workspace that it belongs to. Each is read when a document first needs it, and again when it changes.
 */
import { type Connection, DiagnosticSeverity } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type MachineType, parseRuleFile, RULE_FILE_NAME, type RuleFile, type Weight } from '#language';
import { toLspRange } from '../convert.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** What can be said of a document by the settings and by its rule file; what the file says counts more. */
export interface Judging {
  readonly severities: Readonly<Record<string, Weight>>;
  readonly machineType: MachineType | undefined;
}

export interface RuleFiles {
  /** Reads what the document needs; undefined where it is there. */
  loadFor(uri: string): Promise<void> | undefined;
  /** The settings with what the rule file of the document says. */
  judging<S extends Judging>(uri: string, settings: S): S;
  /** True where one of the files is a rule file, which is read anew then. */
  forget(uris: readonly string[]): boolean;
  forgetAll(): void;
}

export interface RuleFilesDeps {
  readonly connection: Connection;
  readonly folders: () => readonly string[];
  readonly files: () => WorkspaceFiles | undefined;
  /** False where the client checks the file itself. */
  readonly isReported: () => boolean;
}

export function ruleFiles({ connection, folders, files, isReported }: RuleFilesDeps): RuleFiles {
  /** By the URI of the folder; undefined where it has none. */
  const known = new Map<string, RuleFile | undefined>();

  /** From the folder of the document up to that of the workspace. */
  const foldersOf = (uri: string): string[] => {
    const roots = folders().map((folder) => folder.replace(/\/*$/, '/'));
    // Folders may lie in one another: the innermost is the workspace's.
    const root = roots.filter((folder) => uri.startsWith(folder)).sort((a, b) => b.length - a.length)[0];
    const found: string[] = [];
    if (root === undefined || !files()) return found;
    for (let at = uri.lastIndexOf('/'); at >= root.length - 1; at = uri.lastIndexOf('/', at - 1))
      found.push(uri.slice(0, at + 1));
    return found;
  };
  const load = async (folder: string): Promise<void> => {
    const uri = folder + RULE_FILE_NAME;
    const text = await files()?.read(uri);
    const file = text === undefined ? undefined : parseRuleFile(text);
    known.set(folder, file);
    if (file && text !== undefined && isReported()) report(connection, uri, text, file);
  };
  return {
    loadFor: (uri) => {
      const missing = foldersOf(uri).filter((folder) => !known.has(folder));
      return missing.length ? Promise.all(missing.map(load)).then(() => undefined) : undefined;
    },
    judging: (uri, settings) => {
      const folder = foldersOf(uri).find((one) => known.get(one));
      const file = folder === undefined ? undefined : known.get(folder);
      if (!file || folder === undefined) return settings;
      const { severities, machineType } = file.settingsFor(decodeURIComponent(uri.slice(folder.length)));
      return {
        ...settings,
        severities: { ...settings.severities, ...severities },
        machineType: machineType ?? settings.machineType,
      };
    },
    forget: (uris) => {
      const changed = uris.filter((uri) => uri.endsWith(`/${RULE_FILE_NAME}`));
      for (const uri of changed) known.delete(uri.slice(0, -RULE_FILE_NAME.length));
      return changed.length > 0;
    },
    forgetAll: () => known.clear(),
  };
}

function report(connection: Connection, uri: string, text: string, { problems }: RuleFile): void {
  const doc = TextDocument.create(uri, 'json', 0, text);
  const diagnostics = problems.map(({ range, message }) => ({
    range: toLspRange(doc, range),
    severity: DiagnosticSeverity.Warning,
    source: 'stepwright',
    message,
  }));
  void connection.sendDiagnostics({ uri, diagnostics });
}
