/** The commands that stand above a machine: see it, run it. */
import { type AslDocument, looksLikeMachine, type Range } from '#asl';

export interface CodeLens {
  /** Where the machine begins. */
  readonly range: Range;
  readonly command: 'preview' | 'debug';
  readonly title: string;
  /** Which machine of the document it is for. */
  readonly machine: number;
}

/** The lenses of each machine of the document; none above an object that is not meant as one. */
export function codeLenses(doc: AslDocument): readonly CodeLens[] {
  return doc.machines.flatMap(({ node }, machine): CodeLens[] => {
    if (!looksLikeMachine(node)) return [];
    const range = { start: node.start, end: node.start };
    return [
      { range, command: 'preview', title: 'Preview', machine },
      { range, command: 'debug', title: 'Debug', machine },
    ];
  });
}
