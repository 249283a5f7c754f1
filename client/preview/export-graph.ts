/** Writes the graph of a definition to a file: SVG in light or dark colors, or the text of a Mermaid diagram. */
import * as vscode from 'vscode';
import { renderMermaid, renderSvg, type Scene } from '#graph';

const SVG_NAME = /\.svg$/i;

/** Asks for the file, writes it and offers to open it. Does nothing when the user changes their mind. */
export async function exportGraph(uri: vscode.Uri, scene: Scene): Promise<void> {
  const name = uri.path.split('/').at(-1) ?? 'graph';
  const stem = name.replace(/\.(?:asl\.)?(?:json|ya?ml)$|\.asl$/i, '');
  const format = await vscode.window.showQuickPick(formats(), {
    placeHolder: vscode.l10n.t('Format of the exported graph'),
  });
  if (!format) return;
  const target = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(uri, '..', `${stem}${format.suffix}`),
    filters: format.suffix === '.svg' ? { SVG: ['svg'] } : { Mermaid: ['mmd', 'mermaid'] },
  });
  if (!target) return;
  const text = format.theme ? renderSvg(scene, { theme: format.theme, title: name }) : renderMermaid(scene);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = vscode.l10n.t('Open');
  const written = vscode.l10n.t('The graph was written to {0}.', target.path.split('/').at(-1) ?? '');
  if ((await vscode.window.showInformationMessage(written, open)) !== open) return;
  // An SVG file opens as a picture only outside the text editor.
  if (SVG_NAME.test(target.path) && target.scheme === 'file') await vscode.env.openExternal(target);
  else await vscode.window.showTextDocument(target);
}

interface Format extends vscode.QuickPickItem {
  readonly suffix: string;
  readonly theme?: 'light' | 'dark';
}

function formats(): Format[] {
  const svg = (theme: 'light' | 'dark', label: string): Format => ({ label, theme, suffix: '.svg' });
  const both = [svg('light', vscode.l10n.t('SVG, light')), svg('dark', vscode.l10n.t('SVG, dark'))];
  const { kind } = vscode.window.activeColorTheme;
  if (kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast) both.reverse();
  return [...both, { label: vscode.l10n.t('Mermaid diagram'), suffix: '.mmd' }];
}
