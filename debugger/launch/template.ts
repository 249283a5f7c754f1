/**
 * State machines in templates of CloudFormation, SAM and CDK, in files of the Serverless Framework and of Terraform, and
 * in what AWS describes: a machine stands there as data, as text, or as the name of a file. References to other resources are kept as `${Name}`, which runs as text.
 */
import { type AslDocument, jsonOf, parseByContent, type SyntaxNode, valueOf } from '#asl';
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';
import { fail } from '../errors.ts';
import { baseName } from '../host.ts';
import { filledIn, literalSubstitutions, type Substitutions } from './substitutions.ts';

/** A machine of a template. */
export interface TemplateMachine {
  /** The logical id of the resource. */
  readonly name: string;
  /** Its definition as JSON. */
  readonly text: string | undefined;
  /** The file that holds the definition instead. */
  readonly uri: string | undefined;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** What is filled into the file that holds the definition. */
  readonly substitutions: Substitutions;
  /** Where the definition or the name of its file stands. */
  readonly node: SyntaxNode;
}

const MACHINES: ReadonlySet<Json | undefined> = new Set([
  'AWS::Serverless::StateMachine',
  'AWS::StepFunctions::StateMachine',
]);

/** The machines of a template in its order; undefined where the document is no template. */
export function machinesInTemplate({ root, text }: AslDocument): readonly TemplateMachine[] | undefined {
  const node = root?.kind === 'object' ? valueOf(root, 'Resources') : undefined;
  const resources = node && dataOf(node, text);
  const others = machinesWithDefinition(root, text);
  if (!node || !isJsonObject(resources)) return others;
  const ofResources = Object.entries(resources).flatMap(([name, resource]) => {
    if (!isJsonObject(resource) || !MACHINES.has(resource.Type) || !isJsonObject(resource.Properties)) return [];
    const { Properties } = resource;
    const isExpress = [Properties.Type, Properties.StateMachineType].includes('EXPRESS');
    const { DefinitionUri } = Properties;
    const substitutions = literalSubstitutions(Properties.DefinitionSubstitutions);
    return {
      node: definitionNode(node, name),
      name,
      text: definitionText(Properties, substitutions),
      uri: typeof DefinitionUri === 'string' ? DefinitionUri : undefined,
      type: isExpress ? ('EXPRESS' as const) : ('STANDARD' as const),
      substitutions,
    };
  });
  return [...ofResources, ...(others ?? [])];
}

/** Where named machines stand in files that are no templates of CloudFormation. */
const NAMED_MACHINES = [
  // serverless-step-functions, a plugin of the Serverless Framework, and a file that it includes.
  ['stepFunctions', 'stateMachines'],
  ['stateMachines'],
  // Terraform in JSON, as CDK for Terraform writes it.
  ['resource', 'aws_sfn_state_machine'],
];

/** Machines with a field `definition`: of the Serverless Framework, of Terraform, and what AWS describes. */
function machinesWithDefinition(root: SyntaxNode | undefined, text: string): readonly TemplateMachine[] | undefined {
  if (root?.kind !== 'object') return undefined;
  for (const keys of NAMED_MACHINES) {
    const node = nodeUnder(root, keys);
    if (node?.kind === 'object') return machinesUnder(node, text);
  }
  if (holdsDefinition(root, text)) return [withDefinition('definition', root, dataOf(root, text))].flat();
  return root.properties.some(({ value }) => value && holdsDefinition(value, text))
    ? machinesUnder(root, text)
    : undefined;
}

const machinesUnder = (node: SyntaxNode, text: string): readonly TemplateMachine[] =>
  node.kind === 'object'
    ? node.properties.flatMap(({ key, value }) => (value ? withDefinition(key.value, value, dataOf(value, text)) : []))
    : [];

/** Whether a definition is what the field `definition` holds, be it data or text. */
function holdsDefinition(machine: SyntaxNode, text: string): boolean {
  const node = nodeUnder(machine, ['definition']);
  const definition = node && definitionIn(dataOf(node, text));
  return definition !== undefined && /"(?:StartAt|States)"/.test(definition);
}

const definitionIn = (value: Json): string | undefined =>
  isJsonObject(value)
    ? definitionText({ Definition: value }, new Map())
    : typeof value === 'string' && /^\s*\{/.test(value)
      ? definitionText({ DefinitionString: value }, new Map())
      : undefined;

function withDefinition(name: string, node: SyntaxNode, machine: Json): TemplateMachine | [] {
  if (!isJsonObject(machine) || machine.definition === undefined) return [];
  const { definition, type } = machine;
  return {
    node: nodeUnder(node, ['definition']) ?? node,
    name,
    text: definitionIn(definition),
    uri: typeof definition === 'string' ? /^\$\{file\(([^()]+)\)\}$/.exec(definition)?.[1]?.trim() : undefined,
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    substitutions: new Map(),
  };
}

const nodeUnder = (node: SyntaxNode, [key, ...keys]: readonly string[]): SyntaxNode | undefined => {
  if (key === undefined) return node;
  const child = node.kind === 'object' ? valueOf(node, key) : undefined;
  return child && nodeUnder(child, keys);
};

/** The innermost of the nodes around a definition that is there. */
function definitionNode(resources: SyntaxNode, name: string): SyntaxNode {
  const child = (node: SyntaxNode, key: string) => (node.kind === 'object' ? valueOf(node, key) : undefined) ?? node;
  const properties = child(child(resources, name), 'Properties');
  const found = ['Definition', 'DefinitionString', 'DefinitionUri'].map((key) => child(properties, key));
  return found.find((node) => node !== properties) ?? properties;
}

/** `template.yaml#Order`: the file, and the resource in it. */
export function resourceOf(file: string): readonly [path: string, resource: string | undefined] {
  const [, path, resource] = /^(.*)#([\w-]+)$/s.exec(file) ?? [];
  return path === undefined ? [file, undefined] : [path, resource];
}

/** The machine of a template that is meant, or a failure that says which ones there are. */
export function chosenMachine(
  path: string,
  machines: readonly TemplateMachine[],
  resource: string | undefined,
): TemplateMachine {
  const name = baseName(path);
  const names = machines.map((one) => `${name}#${one.name}`).join(', ');
  const chosen = resource === undefined ? machines[0] : machines.find((one) => one.name === resource);
  if (machines.length === 0) return fail('invalidDefinition', `The template ${name} holds no state machine.`);
  if (!chosen) return fail('invalidDefinition', `${name} has no state machine '${resource}'. It has ${names}.`);
  if (resource === undefined && machines.length > 1)
    return fail('invalidDefinition', `${name} holds several state machines. Name the one that is meant: ${names}.`);
  return chosen;
}

function definitionText({ Definition, DefinitionString }: JsonObject, known: Substitutions): string | undefined {
  if (isJsonObject(Definition)) return filledIn(stringifyJson(withTexts(Definition), 2), known);
  const written = DefinitionString === undefined ? undefined : withTexts(DefinitionString);
  if (typeof written !== 'string') return undefined;
  const text = filledIn(written, known);
  const { value } = parseJson(text);
  return value === undefined ? text : stringifyJson(value, 2);
}

/** The same data with a text in the place of each function of CloudFormation. */
function withTexts(value: Json): Json {
  if (isJsonArray(value)) return value.map(withTexts);
  if (!isJsonObject(value)) return value;
  const [only, ...others] = Object.entries(value);
  if (only && others.length === 0 && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) return textOf(only[0], only[1]);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withTexts(member)]));
}

function textOf(name: string, value: Json): string {
  const [first, second] = isJsonArray(value) ? value : [value];
  if (name === 'Fn::Sub') return typeof first === 'string' ? first : '${Fn::Sub}';
  if (name === 'Fn::Join' && isJsonArray(second))
    return second.map((part) => String(withTexts(part))).join(typeof first === 'string' ? first : '');
  const parts = isJsonArray(value) ? value : [value];
  return parts.every((part) => typeof part === 'string') ? `\${${parts.join('.')}}` : `\${${name}}`;
}

/** The data of a node; YAML's short tags (`!Ref`, `!Sub`) stand for texts. */
function dataOf(node: SyntaxNode, text: string): Json {
  if (node.kind === 'array') return node.items.map((item) => dataOf(item, text));
  if (node.kind === 'object')
    return Object.fromEntries(
      node.properties.map(({ key, value }) => [key.value, value === undefined ? null : dataOf(value, text)]),
    );
  if (node.kind !== 'placeholder') return jsonOf(node, text);
  const source = text.slice(node.start, node.end);
  const column = node.start - (text.lastIndexOf('\n', node.start - 1) + 1);
  const isSub = /!Sub\s+$/.test(text.slice(0, node.start));
  const written = writtenText(source, column, isSub);
  return isSub || written.startsWith('${') ? written : `\${${written}}`;
}

/** What YAML after a tag says. Of the list that Fn::Sub takes, the text counts, which comes first. */
function writtenText(source: string, column: number, isSub: boolean): string {
  const isList = source.startsWith('- ');
  const { root } = parseByContent(isList ? `x:\n${' '.repeat(column)}${source}` : `x: ${source}`, 'x.yaml');
  const value = root?.kind === 'object' ? valueOf(root, 'x') : undefined;
  const text = value?.kind === 'array' && isSub ? value.items[0] : value;
  return text?.kind === 'string' ? text.value : source.trim();
}
