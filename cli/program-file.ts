/** Definitions that are to run: read, refused where AWS would refuse them, and compiled. */
import { type AslDocument, jsonOf, type Machine } from '#asl';
import { compileProgram, type Program } from '#interpreter';
import { diagnose } from '#language';
import { servicesNear } from '#services';
import { readMachine } from './definition-file.ts';
import { placeOf, placeOfPointer } from './places.ts';
import { UsageError } from './usage-error.ts';

/** The program of a file, or the lines that say what is wrong with the definition. */
export type ProgramFile = { readonly program: Program } | { readonly mistakes: readonly string[] };

export function readProgram(file: string, machineType?: 'STANDARD' | 'EXPRESS'): ProgramFile {
  const { doc, machine } = readMachine(file);
  const mistakes = mistakesOf(doc, file, machineType);
  return mistakes.length > 0 ? { mistakes } : { program: compile(doc, machine, file) };
}

/** What AWS would refuse, as lines; the debugger refuses the same. */
function mistakesOf(
  doc: AslDocument,
  file: string,
  machineType: 'STANDARD' | 'EXPRESS' | undefined,
): readonly string[] {
  const errors = diagnose(doc, { machineType, services: servicesNear(import.meta.dirname) }).filter(
    ({ severity }) => severity === 'error',
  );
  return errors.map(({ range, message, code }) => `${placeOf(doc, file, range.start)}: ${message} [${code}]`);
}

function compile(doc: AslDocument, machine: Machine, file: string): Program {
  const { program, problems } = compileProgram(jsonOf(machine.node, doc.text));
  if (program) return program;
  const lines = problems.map(({ pointer, message }) => `${placeOfPointer(doc, file, pointer)}: ${message}`);
  throw new UsageError(lines.join('\n'));
}
