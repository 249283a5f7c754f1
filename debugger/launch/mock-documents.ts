/** Mock files in an editor: what is wrong with them, and which states take answers. Pure: texts come in. */
import { jsonOf, parseByContent } from '#asl';
import {
  compileProgram,
  type MockTextProblem,
  mockMachinesOf,
  mockTextProblems,
  namesOf,
  type Program,
} from '#interpreter';

export { testCasesOf } from '#interpreter';

/** The text of a definition and its name, which says whether it is JSON or YAML. */
export interface DefinitionText {
  readonly text: string;
  readonly file: string;
}

/** Finds the definition of a machine that AWS's file names; undefined stands for the one that a file of ours is for. */
export type ReadDefinition = (machine: string | undefined) => Promise<DefinitionText | undefined>;

/** All mistakes of a mock file. Names of states are checked where their definition is found and can run. */
export async function checkMockFile(text: string, readDefinition: ReadDefinition): Promise<readonly MockTextProblem[]> {
  const programs = new Map<string | undefined, Program | undefined>();
  for (const machine of mockMachinesOf(text) ?? [undefined]) {
    const definition = await readDefinition(machine);
    programs.set(machine, definition && programOf(definition));
  }
  return mockTextProblems(text, (machine) => programs.get(machine));
}

/** The names under which answers of a definition may stand: each once, a path where a name is not enough. */
export function answerableStates(definition: DefinitionText): readonly string[] {
  const states = [...(programOf(definition)?.states.values() ?? [])];
  const counts = new Map<string, number>();
  for (const { name } of states) counts.set(name, (counts.get(name) ?? 0) + 1);
  return states
    .filter(({ type, fields }) => type === 'Task' || fields.ItemReader !== undefined)
    .map((state) => (counts.get(state.name) === 1 ? state.name : (namesOf(state)[0] ?? state.name)));
}

/** The states with which an execution may begin: those of the outermost scope. */
export function outermostStates({ text, file }: DefinitionText): readonly string[] {
  const [machine] = parseByContent(text, file).machines;
  return [...(machine?.scope.byName.keys() ?? [])];
}

function programOf({ text, file }: DefinitionText): Program | undefined {
  const doc = parseByContent(text, file);
  const [machine] = doc.machines;
  return machine && compileProgram(jsonOf(machine.node, text)).program;
}
