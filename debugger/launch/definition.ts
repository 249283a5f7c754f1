/**
 * The definition that a session runs: its text, its states with their places in the text, and the program made of
 * it. The value that is compiled comes from the syntax tree, so that pointers and ranges always agree.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import {
  type AslDocument,
  isHole,
  isStateMachine,
  jsonOf,
  type Machine,
  nodeAtPointer,
  parseByContent,
  type Range,
  type State,
  type SyntaxNode,
} from '#asl';
import { type ServiceCatalog, serviceCatalog } from '#asl/services/catalog';
import { compileProgram, type Program } from '#interpreter';
import { type DiagnoseSettings, diagnose } from '#language/diagnostics';
import { fail, messageOf } from '../errors.ts';
import { baseName, type DebugHost } from '../host.ts';
import { machineOfPointer, ownPointer } from '../nested/numbering.ts';
import { statesByPointer } from './places.ts';
import { createPositions, type Positions } from './positions.ts';
import { filledInLine } from './substitutions.ts';
import { chosenMachine, machinesInTemplate, resourceOf, type TemplateMachine } from './template.ts';

export interface Definition {
  /** As the launch configuration names it. */
  readonly file: string;
  readonly name: string;
  readonly source: DebugProtocol.Source;
  readonly doc: AslDocument;
  readonly machine: Machine;
  readonly positions: Positions;
  readonly states: ReadonlyMap<string, State>;
  readonly program: Program;
  /** Names of `${Placeholders}` that are left; they run as text. */
  readonly placeholders: readonly string[];
  /** What is known of the services that it calls. */
  readonly services: ServiceCatalog;
  /** The type that the template gives to the machine. */
  readonly machineType?: 'STANDARD' | 'EXPRESS';
  /** The machines that its tasks may start, by the key under which the launch configuration names them. */
  readonly machines?: ReadonlyMap<string, Definition>;
}

/** The definition that a pointer leads into: this one, or that of a machine that a task has started. */
export function definitionAt(definition: Definition, pointer: string | undefined): Definition {
  const machine = pointer === undefined ? '' : machineOfPointer(pointer);
  return (machine === '' ? undefined : definition.machines?.get(machine)) ?? definition;
}

/** A state by its pointer, also of a machine that a task has started. */
export function findState(definition: Definition, pointer: string): State | undefined {
  return definitionAt(definition, pointer).states.get(ownPointer(pointer));
}

/**
 * Reads, checks and compiles a definition. Fails with a message that names the file, the line and the mistake. One that
 * was made of a recording ('made') is not judged: it leaves out what is not known.
 */
export async function loadDefinition(
  host: DebugHost,
  file: string,
  machineType?: 'STANDARD' | 'EXPRESS' | 'made',
  reference = 1,
): Promise<Definition> {
  const [path, resource] = resourceOf(file);
  const text = await readText(host, path, 'The definition');
  const doc = parseByContent(text, path);
  const template = isStateMachine(doc) ? undefined : machinesInTemplate(doc);
  if (template) return fromTemplate(host, path, chosenMachine(path, template, resource), machineType, reference);
  return definitionIn(host, file, doc, machineType);
}

/** The machine of a document, which is no template: one that a template names cannot lead to another template. */
async function definitionIn(
  host: DebugHost,
  file: string,
  doc: AslDocument,
  machineType: 'STANDARD' | 'EXPRESS' | 'made' | undefined,
): Promise<Definition> {
  const positions = createPositions(doc.text);
  const name = baseName(file);
  const at = ({ start }: Range): string => `${name}:${positions.lineOf(start) + 1}:${positions.columnOf(start) + 1}`;
  const [machine] = doc.machines;

  if (!machine || (doc.problems.length === 0 && !isStateMachine(doc))) {
    const problem = doc.problems[0];
    if (problem) fail('invalidDefinition', `${at(problem)}: ${problem.message}`);
    fail('invalidDefinition', `${name} holds no state machine: it has neither 'StartAt' nor 'States'.`);
  }
  const services = serviceCatalog(host.readServiceFile ?? noFiles);
  await services.loadFor(doc);
  if (machineType !== 'made') refuseMistakes(doc, at, { machineType, services });
  const placeholders = refuseOpenControlFlow(machine, at);
  const program = compile(doc, machine, at);
  const states = statesByPointer(machine);
  return { file, name, source: { name, path: file }, doc, machine, positions, states, program, placeholders, services };
}

/** A machine that stands in a template: as JSON in a text of its own, which the client asks for, or in another file. */
async function fromTemplate(
  host: DebugHost,
  path: string,
  { name, text, uri, type, substitutions }: TemplateMachine,
  asked: 'STANDARD' | 'EXPRESS' | 'made' | undefined,
  reference: number,
): Promise<Definition> {
  const machineType = asked ?? type;
  if (text === undefined) {
    if (uri === undefined)
      return fail('invalidDefinition', `${baseName(path)}: '${name}' has no definition that can be read here.`);
    const file = host.resolve(uri, path);
    const read = filledInLine(await readText(host, file, 'The definition'), substitutions);
    return { ...(await definitionIn(host, file, parseByContent(read, file), machineType)), machineType: type };
  }
  const title = `${name} of ${baseName(path)}`;
  const file = `${path}/${name}.asl.json`;
  const definition = await definitionIn(host, file, parseByContent(text, file), machineType);
  const source = { name: title, sourceReference: reference, origin: `generated from ${baseName(path)}` };
  return { ...definition, file: `${path}#${name}`, name: title, source, machineType: type };
}

const noFiles = (file: string): Promise<never> => Promise.reject(new Error(`${file} is not here`));

/** The text of a file that a launch configuration names, or a failure that says whose it is and why. */
export async function readText(host: DebugHost, file: string, what: string): Promise<string> {
  try {
    return (await host.readText(file)).replace(/^\uFEFF/, '');
  } catch (error) {
    return fail('cannotRead', `${what} '${file}' cannot be read: ${messageOf(error)}`);
  }
}

function refuseMistakes(doc: AslDocument, at: (range: Range) => string, settings: DiagnoseSettings): void {
  const errors = diagnose(doc, settings).filter((one) => one.severity === 'error');
  const [first] = errors;
  if (!first) return;
  const others = errors.length === 1 ? '' : ` (and ${errors.length - 1} more)`;
  fail('invalidDefinition', `${at(first.range)}: ${first.message} [${first.code}]${others}`);
}

const CONTROL_FIELDS = new Set([
  'StartAt',
  'States',
  'Type',
  'Next',
  'Default',
  'End',
  'Branches',
  'ItemProcessor',
  'Iterator',
  'Choices',
  'Retry',
  'Catch',
]);

/** A placeholder may stand for data, but where the execution goes has to be known. Gives the names of those left. */
function refuseOpenControlFlow(machine: Machine, at: (range: Range) => string): readonly string[] {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (node.kind === 'placeholder') names.add(node.name);
    else if (node.kind === 'string')
      for (const [, name] of node.value.matchAll(/\$\{([^{}\n]+)\}/g)) names.add(name ?? '');
    else if (node.kind === 'array') node.items.forEach(visit);
    else if (node.kind === 'object') {
      for (const { key, value } of node.properties) {
        if (!value) continue;
        if (CONTROL_FIELDS.has(key.value) && isHole(value) && isControl(node, machine)) {
          fail(
            'openPlaceholder',
            `${at(value)}: '${key.value}' is a placeholder. Where the execution goes has to be known before it can run; write the value in its place.`,
          );
        }
        visit(value);
      }
    }
  };
  visit(machine.node);
  return [...names].sort();
}

/** True for the machine, scopes, states and the rules in them, not for data that happens to use the same names. */
function isControl(node: SyntaxNode, machine: Machine): boolean {
  if (node === machine.node) return true;
  return machine.states.some(
    (state) =>
      state.node === node ||
      state.scopes.some((scope) => scope.node === node) ||
      state.transitions.some((transition) => transition.holder === node),
  );
}

function compile(doc: AslDocument, machine: Machine, at: (range: Range) => string): Program {
  const { program, problems } = compileProgram(jsonOf(machine.node, doc.text));
  if (program) return program;
  const [first] = problems;
  const node = nodeAtPointer(machine.node, first?.pointer ?? '');
  const range = node.kind === 'property' ? (node.value ?? node) : node;
  return fail('invalidDefinition', `${at(range)}: ${first?.message ?? 'The definition cannot run.'}`);
}
