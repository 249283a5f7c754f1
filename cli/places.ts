/** Places in a file as people and terminals read them: `order.asl.json:12:5`. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type AslDocument, nodeAtPointer } from '#asl';

/** The place of an offset, counted from 1. */
export function placeOf({ text }: AslDocument, file: string, offset: number): string {
  return placeIn(text, file, offset);
}

/** The same in any text. */
export function placeIn(text: string, file: string, offset: number): string {
  const { line, character } = TextDocument.create('', '', 0, text).positionAt(offset);
  return `${file}:${line + 1}:${character + 1}`;
}

/** The place of a pointer such as `/mocks/Ship[1]/throw`, or of the innermost thing around it that exists. */
export function placeOfPointer(doc: AslDocument, file: string, pointer: string): string {
  return placeOf(doc, file, doc.root ? nodeAtPointer(doc.root, pointer).start : 0);
}
