/**
 * State machines in templates of CloudFormation, SAM and CDK: a machine stands there as data, as text, or as the name of
 * a file. References to other resources are kept as `${Name}`, which runs as text.
 */
import { type AslDocument, jsonOf, type SyntaxNode, valueOf } from '#asl';
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson, stringifyJson } from '#asl/json';

/** A machine of a template. */
export interface TemplateMachine {
  /** The logical id of the resource. */
  readonly name: string;
  /** Its definition as JSON. */
  readonly text: string | undefined;
  /** The file that holds the definition instead. */
  readonly uri: string | undefined;
  readonly type: 'STANDARD' | 'EXPRESS';
}

const MACHINES: ReadonlySet<Json | undefined> = new Set([
  'AWS::Serverless::StateMachine',
  'AWS::StepFunctions::StateMachine',
]);

/** The machines of a template in its order; undefined where the document is no template. */
export function machinesInTemplate({ root, text }: AslDocument): readonly TemplateMachine[] | undefined {
  const node = root?.kind === 'object' ? valueOf(root, 'Resources') : undefined;
  const resources = node && dataOf(node, text);
  if (!isJsonObject(resources)) return undefined;
  return Object.entries(resources).flatMap(([name, resource]) => {
    if (!isJsonObject(resource) || !MACHINES.has(resource.Type) || !isJsonObject(resource.Properties)) return [];
    const { Properties } = resource;
    const isExpress = [Properties.Type, Properties.StateMachineType].includes('EXPRESS');
    const { DefinitionUri } = Properties;
    return {
      name,
      text: definitionText(Properties),
      uri: typeof DefinitionUri === 'string' ? DefinitionUri : undefined,
      type: isExpress ? ('EXPRESS' as const) : ('STANDARD' as const),
    };
  });
}

function definitionText({ Definition, DefinitionString }: JsonObject): string | undefined {
  if (isJsonObject(Definition)) return stringifyJson(withTexts(Definition), 2);
  const text = DefinitionString === undefined ? undefined : withTexts(DefinitionString);
  if (typeof text !== 'string') return undefined;
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
  const written = writtenText(text.slice(node.start, node.end));
  return /!Sub\s+$/.test(text.slice(0, node.start)) ? written : `\${${written}}`;
}

/** What a scalar of YAML says: a block without its indentation, a text without its quotes. */
function writtenText(source: string): string {
  const [, block] = /^[|>][+-]?\d*[ \t]*\r?\n([\s\S]*)$/.exec(source) ?? [];
  if (block === undefined) return source.replace(/^(["'])([\s\S]*)\1$/, '$2').trim();
  const indent = /^ */.exec(block)?.[0] ?? '';
  return block
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}
