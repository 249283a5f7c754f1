/** A definition that is larger than AWS takes. */
import type { AslDocument } from '#asl';
import { limits } from '#asl/spec';
import type { DocumentRule } from '../rule.ts';

const MAX = limits.definitionCharacters.value;

/** A number with commas. `toLocaleString` would load the locales of all languages, which every start would wait for. */
const grouped = (number: number): string => String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');

export const definitionSize: DocumentRule = {
  code: 'definition-size',
  severity: 'error',
  doc: `A definition has at most ${grouped(MAX)} characters. Move parts of it into state machines of their own and start them with \`states:startExecution.sync:2\`.`,
  *checkDocument({ text, root }: AslDocument) {
    if (text.length <= MAX) return;
    const start = root?.start ?? 0;
    yield {
      range: { start, end: start + 1 },
      message: `This definition has ${grouped(text.length)} characters, but AWS takes at most ${grouped(MAX)}.`,
    };
  },
};
