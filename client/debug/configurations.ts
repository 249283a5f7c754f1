/**
 * Launch configurations: F5 without any, one per machine of the workspace, and what is filled in before a session
 * starts (the definition, its input, its mock file).
 */
import * as vscode from 'vscode';
import { type ExtensionContext, isDefinition } from '../extension-context.ts';
import { fileNameOf, mockFileOf, stemOf, takesAwsMocks } from './companion-files.ts';
import { definitionsOf, exists, fromUri, readText, toUri } from './files.ts';
import { transcriptAddress } from './run-texts.ts';

/** Fills in what a configuration leaves open. */
export function configurationResolver(ext: ExtensionContext): vscode.DebugConfigurationProvider {
  return {
    resolveDebugConfiguration: (_folder, config) => {
      if (config.type || config.request || config.name) return config;
      const document = vscode.window.activeTextEditor?.document;
      if (!isDefinition(document)) {
        void vscode.window.showErrorMessage(vscode.l10n.t('The active editor shows no state machine to debug.'));
        return undefined;
      }
      return configurationFor(document.uri);
    },
    resolveDebugConfigurationWithSubstitutedVariables: async (folder, config) => {
      const completed = await complete(ext, folder, config);
      return completed && { ...completed, transcript: transcriptAddress(nameOf(completed)) };
    },
  };
}

/** Offers a configuration for each machine of the workspace, in "Select and Start Debugging" and in launch.json. */
export function configurationsOfWorkspace(): vscode.DebugConfigurationProvider {
  return {
    provideDebugConfigurations: async (folder, token) => {
      const files = await definitionsOf(folder, token);
      return files.map((uri) => configurationFor(uri));
    },
  };
}

/** What F5 starts for a definition that no launch configuration speaks of. */
export function configurationFor(definition: vscode.Uri): vscode.DebugConfiguration {
  const settings = vscode.workspace.getConfiguration('stepwright.debug', definition);
  return {
    type: 'asl',
    request: 'launch',
    name: vscode.l10n.t('Debug {0}', fileNameOf(definition.path)),
    program: fromUri(definition),
    stopOnEntry: settings.get('stopOnEntry', false),
    time: settings.get('time', 'virtual'),
  };
}

/** What is debugged, for people; of a run of the command line that is not known yet. */
const nameOf = ({ program }: vscode.DebugConfiguration): string =>
  typeof program === 'string' && program !== '' ? fileNameOf(stemOf(program.replaceAll('\\', '/'))) : 'run';

async function complete(
  ext: ExtensionContext,
  folder: vscode.WorkspaceFolder | undefined,
  config: vscode.DebugConfiguration,
): Promise<vscode.DebugConfiguration | undefined> {
  // What has happened needs no input and no mocks.
  if (config.request === 'attach') return config;
  // A wrong `program` is judged by the debugger, which says what is wrong with it.
  if (typeof config.program !== 'string' || config.program === '') return config;
  const definition = programUri(config.program, folder);
  const withInput = await withExecutionInput(ext, definition, config);
  const withAnswers = withInput && (await withMocks(definition, withInput));
  return withAnswers && withTestCase(withAnswers, folder);
}

/** `${file}` is a bare path even where the active editor's document is not on disk: then the editor knows better. */
function programUri(program: string, folder: vscode.WorkspaceFolder | undefined): vscode.Uri {
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && active.scheme !== 'file' && (active.path === program || active.toString() === program)) return active;
  return toUri(program, folder);
}

async function withExecutionInput(
  ext: ExtensionContext,
  definition: vscode.Uri,
  config: vscode.DebugConfiguration,
): Promise<vscode.DebugConfiguration | undefined> {
  const resolved = { ...config, program: fromUri(definition) };
  if (config.input !== undefined || config.inputFile !== undefined) return resolved;
  const when = vscode.workspace.getConfiguration('stepwright.debug', definition).get<string>('askForInput', 'always');
  const { inputFor } = await import('./execution-input.ts');
  const input = await inputFor(ext.vscode.workspaceState, definition, when);
  if (!input) return undefined;
  return 'file' in input
    ? { ...resolved, inputFile: fromUri(vscode.Uri.parse(input.file, true)) }
    : { ...resolved, input: JSON.parse(input.json) };
}

async function withMocks(
  definition: vscode.Uri,
  config: vscode.DebugConfiguration,
): Promise<vscode.DebugConfiguration> {
  if (config.mockFile !== undefined || config.recording !== undefined || definition.scheme === 'untitled')
    return config;
  // What is remembered beside AWS's file counts after it.
  const isAws = takesAwsMocks(config);
  if (config.mocks !== undefined && !isAws) return config;
  if (!vscode.workspace.getConfiguration('stepwright.debug', definition).get('useMockFile', true)) return config;
  const beside = definition.with({ path: mockFileOf(definition.path) });
  return (await exists(beside)) ? { ...config, [isAws ? 'mockFile' : 'mocks']: fromUri(beside) } : config;
}

/** Asks which of the test cases of AWS's file is meant, where the configuration does not say and there is a choice. */
async function withTestCase(
  config: vscode.DebugConfiguration,
  folder: vscode.WorkspaceFolder | undefined,
): Promise<vscode.DebugConfiguration | undefined> {
  if (typeof config.mocks !== 'string' || config.testCase !== undefined || !takesAwsMocks(config)) return config;
  const file = toUri(config.mocks, folder);
  if (!(await exists(file))) return config;
  const { testCasesOf } = await import('#debugger');
  const cases = testCasesOf(await readText(file));
  if (cases.length < 2) return config;
  const title = vscode.l10n.t('Test case of {0}', fileNameOf(file.path));
  const testCase = await vscode.window.showQuickPick(cases, { title, ignoreFocusOut: true });
  return testCase === undefined ? undefined : { ...config, testCase };
}
