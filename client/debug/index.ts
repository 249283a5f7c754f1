/** The debugger's part of the extension: configurations, the adapter in process, and answers to tasks. */
import * as vscode from 'vscode';
import type { DebugHost, Unpackers } from '#debugger';
import type { Command } from '../command.ts';
import type { ExtensionContext } from '../extension-context.ts';
import { registerClockItem } from './clock-item.ts';
import { fileNameOf } from './companion-files.ts';
import { configurationResolver, configurationsOfWorkspace } from './configurations.ts';
import { debugHost } from './host.ts';
import { mockFileFor, rememberAnswer } from './remember-answer.ts';
import { registerResultEditors } from './result-editor.ts';
import { createRunInspector } from './run-inspector.ts';
import { registerRunMoves } from './run-moves.ts';
import { registerRunTexts } from './run-texts.ts';
import { registerRunViews } from './run-views.ts';
import { registerShownValues } from './shown-values.ts';
import { skipState } from './skip-state.ts';
import { registerWaitingTasks } from './waiting-tasks.ts';
import { registerWaitingView } from './waiting-view.ts';
import { watchMockDocuments } from './watch-mock-documents.ts';

const TYPE = 'asl';

/** True for a configuration that attaches to a run of the command line, and opens no recording. */
const attachesToRun = ({ request, port }: vscode.DebugConfiguration): boolean =>
  request === 'attach' && port !== undefined;

/** What only Node can do for the debugger; in a browser there is none of it. */
export interface NodeParts {
  readonly loadUnpackers: () => Promise<Unpackers>;
  readonly loadAttachedRuns: () => Promise<typeof import('./attached-runs.node.ts')>;
  readonly loadHandlers: () => Promise<(session: vscode.DebugSession) => Pick<DebugHost, 'handlers' | 'requests'>>;
}

export function registerDebug(ext: ExtensionContext, node?: NodeParts): readonly Command[] {
  watchMockDocuments(ext);
  const editors = registerResultEditors(ext);
  const tasks = registerWaitingTasks(ext, async (task) => {
    const { askAboutTask } = await import('./task-prompt.ts');
    const mockFileName = (it: typeof task): string => fileNameOf(mockFileFor(it).path);
    await askAboutTask(task, { editors, remember: rememberAnswer, mockFileName });
  });
  const inspector = createRunInspector(ext.vscode.subscriptions);
  const texts = registerRunTexts(ext.vscode.subscriptions, inspector);
  ext.vscode.subscriptions.push(
    vscode.debug.registerDebugConfigurationProvider(TYPE, configurationResolver(ext)),
    vscode.debug.registerDebugConfigurationProvider(
      TYPE,
      configurationsOfWorkspace(),
      vscode.DebugConfigurationProviderTriggerKind.Dynamic,
    ),
    vscode.debug.registerDebugAdapterDescriptorFactory(TYPE, {
      createDebugAdapterDescriptor: async (session) => {
        const { extensionUri } = ext.vscode;
        if (attachesToRun(session.configuration)) {
          if (!node) throw new Error(vscode.l10n.t('In a browser, no process of this machine can be attached to.'));
          const runs = await node.loadAttachedRuns();
          const descriptor = await runs.descriptorOf(session);
          const host = debugHost(ext.log, session.workspaceFolder, undefined, extensionUri, {});
          inspector.add(session, runs.inspectAttached(session, host));
          return descriptor;
        }
        const { createDebugSession } = await import('#debugger');
        const unpackers = await node?.loadUnpackers();
        const outside = (await node?.loadHandlers())?.(session) ?? {};
        const adapter = createDebugSession(
          debugHost(ext.log, session.workspaceFolder, unpackers, extensionUri, outside),
        );
        inspector.add(session, async (command, args) => adapter.inspect(command, args));
        return new vscode.DebugAdapterInlineImplementation(adapter);
      },
    }),
    registerShownValues(),
    registerClockItem(),
  );
  return [
    ...registerRunViews(ext, inspector),
    ...registerRunMoves(ext),
    ...registerWaitingView(ext, tasks, editors),
    {
      id: 'stepwright.debugRecordedExecution',
      run: async (_ext, history) => (await import('./recorded-executions.ts')).debugRecordedExecution(history),
    },
    {
      id: 'stepwright.compareRuns',
      run: async () => (await import('./recorded-executions.ts')).compareRuns(inspector, texts),
    },
    { id: 'stepwright.skipState', run: () => skipState() },
    { id: 'stepwright.answerTask', run: () => tasks.askAgain() },
    {
      id: 'stepwright.saveRunAsMocks',
      run: async () => (await import('./mock-documents.ts')).saveRunAsMocks(inspector),
    },
    { id: 'stepwright.sendTaskResult', run: (_ext, target) => editors.send(target) },
  ];
}
