/**
 * Tasks that start executions of other state machines, and which file holds such a machine: a definition names it by
 * ARN or by a placeholder, and people name the file alike.
 */
import { type AslDocument, type Machine, type Range, type State, type SyntaxNode, stringOf, valueOf } from '#asl';
import { parseResource } from '#asl/services/resource';
import { innerRange } from './symbols.ts';

/** A place that names another state machine. */
export interface NestedMachine {
  readonly state: State;
  /** The name as it is written, without quotes. */
  readonly range: Range;
  /** The name of the machine, as far as the text tells it. */
  readonly name: string;
}

/** The state machines that the tasks of a machine start. */
export function nestedMachinesOf(doc: AslDocument, machine: Machine): readonly NestedMachine[] {
  return machine.states.flatMap((state) => {
    const named = startsExecution(state) ? machineArnOf(state) : undefined;
    const name = named && nameIn(named, doc.text);
    if (!named || !name) return [];
    const range = named.kind === 'string' ? innerRange(doc, named) : { start: named.start, end: named.end };
    return [{ state, range, name }];
  });
}

/** The name of a machine at the offset. */
export function nestedMachineAt(doc: AslDocument, offset: number): NestedMachine | undefined {
  return doc.machines
    .flatMap((machine) => nestedMachinesOf(doc, machine))
    .find(({ range }) => offset >= range.start && offset <= range.end);
}

const STARTS = new Set(['startExecution', 'startSyncExecution', 'startexecution', 'startsyncexecution']);

function startsExecution({ type, node }: State): boolean {
  const resource = type === 'Task' ? parseResource(stringOf(node, 'Resource') ?? '') : undefined;
  if (!resource || !('service' in resource)) return false;
  return (resource.service === 'states' || resource.service === 'sfn') && STARTS.has(resource.action);
}

function machineArnOf({ node }: State): SyntaxNode | undefined {
  return valueOf(valueOf(node, 'Arguments') ?? valueOf(node, 'Parameters'), 'StateMachineArn');
}

/** The name in `arn:…:stateMachine:Name:alias`, `${NameArn}`, `{"Ref": "Name"}` and `{"Fn::GetAtt": ["Name", "Arn"]}`. */
function nameIn(node: SyntaxNode, text: string): string | undefined {
  switch (node.kind) {
    case 'string': {
      const last = node.value.split(':stateMachine:')[1]?.split(':')[0] ?? node.value;
      const hole = /^\$\{([\w.:-]+)\}$/.exec(last)?.[1];
      if (hole !== undefined) return hole;
      return node.value.includes(':stateMachine:') ? last : undefined;
    }
    case 'placeholder':
      return /[\w-]+(?:\.[\w-]+)*(?=\}?$)/.exec(text.slice(node.start, node.end))?.[0];
    case 'object': {
      const [only] = node.properties;
      const value = only?.value?.kind === 'array' ? only.value.items[0] : only?.value;
      return only && /^(?:Ref|Fn::GetAtt)$/.test(only.key.value) && value?.kind === 'string' ? value.value : undefined;
    }
    default:
      return undefined;
  }
}

/** Endings of files that hold a definition. */
const ENDING = /\.(?:asl\.)?(?:json|ya?ml|asl)$/i;
/** Names of files that say nothing of the machine: the folder does. */
const GENERIC = /^(?:state-?_?machine|definition|workflow|step-?_?functions?|template|main|index)$/i;

/** The name of the machine that a file holds, as people would call it. */
export function machineNameOf(uri: string): string {
  const parts = decoded(uri).split(/[/:]/);
  const base = (parts.at(-1) ?? '').replace(ENDING, '');
  return GENERIC.test(base) ? (parts.at(-2) ?? base) : base;
}

/** A URI may hold a lone percent sign. */
function decoded(uri: string): string {
  return uri.replace(/%[0-9A-Fa-f]{2}/g, (code) => {
    const character = Number.parseInt(code.slice(1), 16);
    return character < 128 ? String.fromCharCode(character) : code;
  });
}

/**
 * The file that holds the machine of that name: the one beside the file that names it, else the only one of that name.
 *
 * @example machineFile('ChildStateMachineArn', ['file:///a/child.asl.json'], 'file:///a/parent.asl.json')
 */
export function machineFile(name: string, files: readonly string[], from: string): string | undefined {
  const wanted = plainName(name);
  const same = files.filter((file) => file !== from && plainName(machineNameOf(file)) === wanted);
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  const beside = same.filter((file) => file.startsWith(folder) && !file.slice(folder.length).includes('/'));
  if (beside.length === 1) return beside[0];
  return same.length === 1 ? same[0] : undefined;
}

/** Without case, separators, and the words that say only that it is a machine. */
function plainName(name: string): string {
  const letters = name
    .replace(/\.(?:Arn|Name)$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
  const bare = letters.replace(/arn$/, '').replace(/(?:statemachine|stepfunctions?|workflow)$/, '');
  return bare || letters;
}
