/** Definitions that are to run: read, refused where AWS would refuse them, and compiled. */
import { jsonOf, type Machine, nodeAtPointer } from '#asl';
import { compileProgram, type Program } from '#interpreter';
import { diagnose } from '#language';
import { servicesNear } from '#services';
import { type DefinitionText, machineOf, readDefinition, writtenRange } from './definition-text.ts';
import { placeOf } from './places.ts';
import { UsageError } from './usage-error.ts';

/** The program of a file, or the lines that say what is wrong with the definition. */
export type ProgramFile = { readonly program: Program } | { readonly mistakes: readonly string[] };

export function readProgram(file: string, machineType?: 'STANDARD' | 'EXPRESS'): ProgramFile {
  const definition = readDefinition(file);
  const machine = machineOf(definition);
  const mistakes = mistakesOf(definition, machineType ?? definition.type);
  return mistakes.length > 0 ? { mistakes } : { program: compile(definition, machine) };
}

/** What AWS would refuse, as lines; the debugger refuses the same. */
function mistakesOf(definition: DefinitionText, machineType: 'STANDARD' | 'EXPRESS' | undefined): readonly string[] {
  const errors = diagnose(definition.doc, { machineType, services: servicesNear(import.meta.dirname) }).filter(
    ({ severity }) => severity === 'error',
  );
  return errors.map(({ range, message, code }) => `${placeIn(definition, range)}: ${message} [${code}]`);
}

function placeIn(definition: DefinitionText, range: { readonly start: number; readonly end: number }): string {
  const { doc, start } = writtenRange(definition, range);
  return placeOf(doc, definition.file, start);
}

function compile(definition: DefinitionText, machine: Machine): Program {
  const { doc } = definition;
  const { program, problems } = compileProgram(jsonOf(machine.node, doc.text));
  if (program) return program;
  const lines = problems.map(
    ({ pointer, message }) => `${placeIn(definition, nodeAtPointer(machine.node, pointer))}: ${message}`,
  );
  throw new UsageError(lines.join('\n'));
}
