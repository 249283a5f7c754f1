/** A text whose cursor is written as `$0`, opened in a client. */

import type { Position, Range } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LspClient } from './lsp-client.ts';

export interface Opened {
  readonly uri: string;
  readonly text: string;
  /** The position of `$0`. */
  readonly position: Position;
  /** What a request about the cursor needs. */
  readonly params: { readonly textDocument: { readonly uri: string }; readonly position: Position };
  /** The text of a range. */
  textOf(range: Range): string;
  /** The text after the edits. */
  edited(edits: readonly { range: Range; newText: string }[]): string;
}

export function openAtCursor(client: LspClient, marked: string, languageId = 'asl'): Opened {
  const uri = languageId === 'asl-yaml' ? 'file:///machine.asl.yaml' : 'file:///machine.asl.json';
  const offset = marked.indexOf('$0');
  const text = offset < 0 ? marked : marked.slice(0, offset) + marked.slice(offset + 2);
  const document = TextDocument.create(uri, languageId, 1, text);
  const position = document.positionAt(Math.max(offset, 0));
  client.open(uri, text, languageId);
  return {
    uri,
    text,
    position,
    params: { textDocument: { uri }, position },
    textOf: (range) => document.getText(range),
    edited: (edits) => TextDocument.applyEdits(document, [...edits]),
  };
}
