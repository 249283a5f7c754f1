/** Places in a file as people and terminals read them: `order.asl.json:12:5`. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AslDocument } from '#asl';

/** The place of an offset, counted from 1. */
export function placeOf({ text }: AslDocument, file: string, offset: number): string {
  return placeIn(text, file, offset);
}

/** The same in any text. */
export function placeIn(text: string, file: string, offset: number): string {
  const { line, character } = TextDocument.create('', '', 0, text).positionAt(offset);
  return `${file}:${line + 1}:${character + 1}`;
}
