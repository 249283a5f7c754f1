/** A document that holds no state machine: one clear finding in place of one for every line. */
import type { AslDocument, SyntaxNode } from '#asl';
import type { DocumentRule, Finding } from '../rule.ts';
import { VALUE_NAMES } from '../walk/value-types.ts';

const SHAPE = "A state machine is an object with 'StartAt' and 'States'.";

export const notAStateMachine: DocumentRule = {
  code: 'not-a-state-machine',
  severity: 'error',
  ofAbsence: 'object',
  doc: `The document is not an object, or it has neither \`StartAt\` nor \`States\`.

Wrong: \`[]\`. Right: \`{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}\`.`,
  *checkDocument({ root, text }: AslDocument) {
    if (root?.kind === 'object') {
      if (!hasMachineFields(root))
        yield notAMachine(
          text,
          root.start,
          `${root.properties.length ? "Neither 'StartAt' nor 'States' is here." : 'This object is empty.'} ${SHAPE}`,
          ['StartAt', 'States'],
        );
      return;
    }
    const start = root?.start ?? 0;
    yield notAMachine(
      text,
      start,
      `${root ? `This is ${VALUE_NAMES[root.kind]}.` : text.trim() ? 'There is no value here.' : 'The document is empty.'} ${SHAPE}`,
    );
  },
};

/** Also in the wrong case: then the wrong case is what there is to report. */
export function hasMachineFields(root: SyntaxNode): boolean {
  return root.kind === 'object' && root.properties.some(({ key }) => /^(?:startat|states)$/i.test(key.value));
}

function notAMachine(text: string, start: number, message: string, missing?: readonly string[]): Finding {
  const aws = missing
    ? { code: 'SCHEMA_VALIDATION_FAILED', message: 'These fields are required: [States, StartAt]', location: '/' }
    : { code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' };
  // The first character stands for the whole, which would be one red block.
  return { range: { start, end: Math.min(start + 1, text.length) }, message, aws };
}
