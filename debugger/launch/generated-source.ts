/**
 * What runs of a definition that is no JSON text: the same machine as JSON, which a client can open beside the file and
 * set breakpoints in. Pointers are the same in both, so that a place in one is a place in the other.
 */
import { isStateMachine, jsonOf, parseByContent } from '#asl';
import { stringifyJson } from '#asl/json';
import type { Definition } from './definition.ts';
import { statesByPointer } from './places.ts';
import { createPositions } from './positions.ts';

/** The definition as JSON under a number of the client's; undefined where its text is JSON already. */
export function generatedJson(definition: Definition, sourceReference: number): Definition | undefined {
  const { doc, machine, name } = definition;
  if (doc.format !== 'yaml') return undefined;
  const text = stringifyJson(jsonOf(machine.node, doc.text), 2);
  const generated = parseByContent(text, 'generated.asl.json');
  const [twin] = generated.machines;
  if (!twin || !isStateMachine(generated)) return undefined;
  return {
    ...definition,
    name: `${name} as JSON`,
    source: {
      name: `${name} as JSON`,
      sourceReference,
      origin: `generated from ${name}`,
      presentationHint: 'deemphasize',
    },
    doc: generated,
    machine: twin,
    positions: createPositions(text),
    states: statesByPointer(twin),
  };
}
