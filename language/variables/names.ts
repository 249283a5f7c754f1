/**
 * Where workflow variables are assigned and read: the keys of every `Assign`, and `$name` in JSONPath, intrinsic
 * functions and JSONata. Names that a JSONata expression binds itself are its own and no variables of the workflow.
 */
import {
  type AslDocument,
  type Expression,
  expressionOf,
  indexInString,
  type Machine,
  type Place,
  type Range,
  type Scope,
  type State,
  type StringNode,
  type SyntaxNode,
} from '#asl';
import { type ParsedJsonata, parseJsonata } from '#asl/expressions';
import { rangeInString } from '../located.ts';
import { walkMachine } from '../walk/machine-walk.ts';
import type { WalkedField } from '../walk/walked.ts';
import { assignmentsOf, variableNameOf } from './assignments.ts';

/** The name of a variable at one place, without its `$`. */
export interface VariableName {
  readonly name: string;
  readonly range: Range;
  readonly node: StringNode;
  readonly scope: Scope;
  readonly state: State | undefined;
}

/** The name of an assigned variable, with the value it gets. */
export interface AssignedName extends VariableName {
  readonly value: SyntaxNode | undefined;
}

/** The names that the machine assigns, in the order of the text. */
export function assignedNames(doc: AslDocument, machine: Machine): readonly AssignedName[] {
  return assignmentsOf(machine).map(({ name, key, scope, state, value }) => ({
    name,
    range: rangeInString(doc, key, { start: 0, end: name.length }),
    node: key,
    scope,
    state,
    value,
  }));
}

/** Every place at which the variable of that name is read, in whatever scope. */
export function usesOfVariable(doc: AslDocument, machine: Machine, name: string): readonly VariableName[] {
  const found: VariableName[] = [];
  for (const { expression, field } of expressionsIn(machine, `$${name}`)) {
    for (const use of variablesIn(expression)) {
      if (use.name !== name) continue;
      const { scope, state } = field.owner;
      found.push({ name, range: rangeIn(doc, expression, use), node: expression.node, scope, state });
    }
  }
  return found;
}

/** The variable whose name stands at a cursor, assigned or read. */
export function variableAtPlace(doc: AslDocument, place: Place): VariableName | undefined {
  const { on, object, property, field, string, expression, scope, state } = place;
  if (!string || !field) return undefined;
  if (on === 'key' && field.spec.kind === 'assign' && property && object === field.property.value) {
    const name = variableNameOf(string.value, state?.queryLanguage ?? place.machine.queryLanguage);
    if (indexInString(doc.text, string, place.offset) > name.length) return undefined;
    return { name, range: rangeInString(doc, string, { start: 0, end: name.length }), node: string, scope, state };
  }
  if (!expression) return undefined;
  const { index } = expression;
  // The `$` before the name belongs to it for the cursor.
  const use = variablesIn(expression).find(({ start, end }) => index >= start - 1 && index <= end);
  return use && { name: use.name, range: rangeIn(doc, expression, use), node: string, scope, state };
}

/** The workflow variables that an expression reads, with ranges of the bare names in its code. */
export function variablesIn(expression: Expression): readonly (Range & { readonly name: string })[] {
  const { code, language } = expression;
  if (!code.includes('$')) return [];
  const parsed = language === 'JSONata' ? parseJsonata(code) : undefined;
  if (parsed?.tree) return freeVariables(parsed);
  return [...scannedVariables(code)].filter(({ name }) => language === 'JSONPath' || name !== 'states');
}

/** The names that a JSONata expression binds itself. */
export function boundNames(expression: Expression): readonly string[] {
  return expression.language === 'JSONata' ? parseJsonata(expression.code).bindings.map(({ name }) => name) : [];
}

/** Every expression of the machine whose text holds `part`, of the whole text or of what touches the range. */
export function* expressionsIn(
  machine: Machine,
  part: string,
  range?: Range,
): Iterable<{ readonly expression: Expression; readonly field: WalkedField }> {
  for (const field of walkMachine(machine).fields) {
    if (!field.value || (range && !touches(field.value, range))) continue;
    const { spec, property, owner } = field;
    const place = { spec, property, object: owner.spec, state: owner.state, machine };
    for (const node of stringsIn(field.value, spec.kind === 'template' || spec.kind === 'assign')) {
      if (!node.value.includes(part) || (range && !touches(node, range))) continue;
      const expression = expressionOf(node, place);
      if (expression) yield { expression, field };
    }
  }
}

/** What an alias or a merge key of YAML brings in stands elsewhere than what holds it, so that each is asked. */
const touches = (node: Range, range: Range): boolean => node.start <= range.end && node.end >= range.start;

function* stringsIn(node: SyntaxNode, deep: boolean): Iterable<StringNode> {
  if (node.kind === 'string') yield node;
  else if (deep && node.kind === 'array') for (const item of node.items) yield* stringsIn(item, deep);
  else if (deep && node.kind === 'object')
    for (const { value } of node.properties) if (value) yield* stringsIn(value, deep);
}

const rangeIn = (doc: AslDocument, { node, from }: Expression, { start, end }: Range): Range =>
  rangeInString(doc, node, { start: start + from, end: end + from });

function freeVariables({ variables }: ParsedJsonata): (Range & { readonly name: string })[] {
  return variables
    .filter(({ name }) => name !== 'states' && name !== '')
    .map(({ name, start, end }) => ({ name, start: start + 1, end }));
}

const TOKENS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\*[\s\S]*?\*\/|`[^`]*`|\$\$|\$([\p{L}_][\p{L}\p{N}_]*)/gu;

/** `$name` outside quotes: enough for paths and intrinsic functions, and all that broken JSONata allows. */
function* scannedVariables(code: string): Iterable<Range & { readonly name: string }> {
  for (const match of code.matchAll(TOKENS)) {
    const name = match[1];
    if (name) yield { name, start: match.index + 1, end: match.index + 1 + name.length };
  }
}
