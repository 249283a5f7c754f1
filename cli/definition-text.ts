/**
 * Finds the definition that a command names: a file of its own, or a machine of a CloudFormation, SAM or CDK template
 * (`template.yaml#Order`), which stands there as data, as text, or as the name of a file. What is said of it is said at
 * its place in the file that people have written.
 */
import { dirname, resolve } from 'node:path';
import {
  type AslDocument,
  isStateMachine,
  type Machine,
  nodeAt,
  nodeAtPointer,
  parseByContent,
  pointerOf,
  type SyntaxNode,
} from '#asl';
import { RequestError } from '../debugger/errors.ts';
import { filledIn } from '../debugger/launch/substitutions.ts';
import { chosenMachine, machinesInTemplate, resourceOf, type TemplateMachine } from '../debugger/launch/template.ts';
import { readText } from './definition-file.ts';
import { placeOf } from './places.ts';
import { UsageError } from './usage-error.ts';

/** A definition and where it stands. */
export interface DefinitionText {
  readonly doc: AslDocument;
  /** The file that people have written. */
  readonly file: string;
  /** Where the text of `doc` is written otherwise: a value of a template, or a file that a template fills in. */
  readonly madeOf?: { readonly doc: AslDocument; readonly node: SyntaxNode };
  /** As the template says. */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** A machine of a template of which there is no text: why, and the place in the template. */
export interface MissingText {
  readonly problem: string;
  readonly node: SyntaxNode;
}

/** The one definition that a command needs. Throws a usage error where there is none. */
export function readDefinition(named: string): DefinitionText {
  const read = readNamed(named);
  if ('problem' in read) throw new UsageError(read.problem);
  const { doc, file, resource, machines } = read;
  if (!machines) return { doc, file };
  const found = textOf(doc, file, chosen(file, machines, resource));
  if ('problem' in found) throw new UsageError(`${placeOf(doc, file, found.node.start)}: ${found.problem}`);
  return found;
}

/** A file as it is named on the command line, maybe with a resource of it: `template.yaml#Order`. */
export interface NamedFile {
  readonly file: string;
  readonly doc: AslDocument;
  readonly resource: string | undefined;
  /** Those that are meant; undefined where the file is no template. */
  readonly machines: readonly TemplateMachine[] | undefined;
}

/** Reads what is named. Throws a usage error where it names a resource that is not there. */
export function readNamed(named: string): NamedFile | { readonly problem: string } {
  const whole = readText(named);
  const [file, resource] = 'text' in whole ? [named, undefined] : resourceOf(named);
  const read = resource === undefined ? whole : readText(file);
  if ('problem' in read) return read;
  const doc = parseByContent(read.text, file);
  const all = isStateMachine(doc) ? undefined : machinesInTemplate(doc);
  if (resource === undefined) return { file, doc, resource, machines: all };
  if (!all) throw new UsageError(`'${file}' is no template, so it has no resource '${resource}'.`);
  return { file, doc, resource, machines: [chosen(file, all, resource)] };
}

/** The state machine of a definition. Throws a usage error where there is none. */
export function machineOf({ doc, file }: DefinitionText): Machine {
  const [machine] = doc.machines;
  if (!machine || !isStateMachine(doc))
    throw new UsageError(`'${file}' holds no state machine: it has neither 'StartAt' nor 'States'.`);
  return machine;
}

/** The text of one machine of a template. */
export function textOf(
  template: AslDocument,
  file: string,
  { name, text, uri, type, node, substitutions }: TemplateMachine,
): DefinitionText | MissingText {
  if (text !== undefined)
    return { doc: parseByContent(text, `${name}.asl.json`), file, madeOf: { doc: template, node }, type };
  if (uri === undefined) return { problem: `'${name}' has no definition that can be read here.`, node };
  const folder = dirname(file);
  const path = folder === '.' ? uri : resolve(folder, uri);
  const read = readText(path);
  if ('problem' in read)
    return { problem: `The definition of '${name}' is in another file, and ${read.problem}`, node };
  const doc = parseByContent(read.text, path);
  const filled = filledIn(read.text, substitutions);
  if (filled === read.text || !doc.root) return { doc, file: path, type };
  return { doc: parseByContent(filled, path), file: path, madeOf: { doc, node: doc.root }, type };
}

/** The range of a definition's text in the file that people have written. */
export function writtenRange(
  { doc, madeOf }: DefinitionText,
  range: { readonly start: number; readonly end: number },
): { readonly doc: AslDocument; readonly start: number; readonly end: number } {
  if (!madeOf) return { doc, ...range };
  const node = nodeAt(doc.root, range.start);
  const isKey = node?.parent?.kind === 'property' && node.parent.key === node;
  const written = nodeAtPointer(madeOf.node, node ? pointerOf(isKey ? node.parent : node) : '');
  const value = written.kind === 'property' ? (isKey ? written.key : (written.value ?? written)) : written;
  return { doc: madeOf.doc, start: value.start, end: value.end };
}

function chosen(file: string, machines: readonly TemplateMachine[], resource: string | undefined): TemplateMachine {
  try {
    return chosenMachine(file, machines, resource);
  } catch (error) {
    if (error instanceof RequestError) throw new UsageError(error.message);
    throw error;
  }
}
