/** A definition that is larger than AWS takes. */
import type { AslDocument } from '#asl';
import { limits } from '#asl/spec';
import type { DocumentRule } from '../rule.ts';

const MAX = limits.definitionCharacters.value;

export const definitionSize: DocumentRule = {
  code: 'definition-size',
  severity: 'error',
  doc: `A definition has at most ${MAX.toLocaleString('en-US')} characters. Move parts of it into state machines of their own and start them with \`states:startExecution.sync:2\`.`,
  *checkDocument({ text, root }: AslDocument) {
    if (text.length <= MAX) return;
    const start = root?.start ?? 0;
    yield {
      range: { start, end: start + 1 },
      message: `This definition has ${text.length.toLocaleString('en-US')} characters, but AWS takes at most ${MAX.toLocaleString('en-US')}.`,
    };
  },
};
