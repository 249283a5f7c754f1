/**
 * The names of a document: where states and variables are defined and used. Definition, references, highlight, rename
 * and hover read this one index. A state's name counts in its scope; a variable's in the scope that assigns it and in
 * the scopes inside, but not in the processor of a distributed Map.
 */
import {
  type AslDocument,
  type Machine,
  type Place,
  placeOf,
  type Range,
  type Scope,
  type State,
  type StringNode,
} from '#asl';
import { assignedNames, usesOfVariable, type VariableName, variableAtPlace } from './variables/names.ts';
import { readableScopes } from './variables/scopes.ts';

/** A name at one place of the text. */
export interface Occurrence {
  /** The name alone, without quotes, `$` or `.$`. */
  readonly range: Range;
  readonly node: StringNode;
  readonly isDefinition: boolean;
  readonly state: State | undefined;
}

export interface StateSymbol {
  readonly kind: 'state';
  readonly name: string;
  readonly scope: Scope;
  /** Undefined where no state of that name is in the scope. */
  readonly state: State | undefined;
  /** The name at the cursor. */
  readonly range: Range;
}

export interface VariableSymbol {
  readonly kind: 'variable';
  readonly name: string;
  readonly machine: Machine;
  /** The scope that assigns it; undefined where nothing does. */
  readonly scope: Scope | undefined;
  readonly range: Range;
}

export type SymbolAt = StateSymbol | VariableSymbol;

/** The state or variable whose name stands at the offset. */
export function symbolAt(doc: AslDocument, offset: number): SymbolAt | undefined {
  const place = placeOf(doc, offset);
  return place && (stateAtPlace(doc, place) ?? variableSymbol(doc, place));
}

/** Every place of the symbol's name, definitions first, then uses in the order of the text. */
export function occurrencesOf(doc: AslDocument, symbol: SymbolAt): readonly Occurrence[] {
  const found = symbol.kind === 'state' ? stateOccurrences(doc, symbol) : variableOccurrences(doc, symbol);
  // What an alias of YAML repeats stands in the text once.
  const seen = new Set<number>();
  return found.filter(({ range, node }) => {
    if (seen.has(range.start)) return false;
    const isCopy = symbol.kind === 'variable' || found.some((other) => anchors(doc, other.node, node));
    if (isAlias(doc, node) && isCopy) return false;
    seen.add(range.start);
    return true;
  });
}

/** The part of a string node between its quotes. */
export function innerRange(doc: AslDocument, node: StringNode): Range {
  const quote = node.style === 'double' || node.style === 'single' ? 1 : 0;
  const closed = quote === 1 && node.end - node.start > 1 && doc.text[node.end - 1] === doc.text[node.start];
  return { start: node.start + quote, end: node.end - (closed ? 1 : 0) };
}

/** True where the string stands at an anchor of YAML, and only its alias here. */
export const isAlias = (doc: AslDocument, node: StringNode): boolean =>
  doc.format === 'yaml' && doc.text[node.start] === '*' && node.style !== 'double' && node.value[0] !== '*';

/** True where the string has the anchor that the alias names: what happens to it happens to the alias. */
function anchors(doc: AslDocument, node: StringNode, alias: StringNode): boolean {
  const name = doc.text.slice(alias.start + 1, alias.end);
  return doc.text.slice(0, node.start).trimEnd().endsWith(`&${name}`);
}

function stateAtPlace(
  doc: AslDocument,
  { on, role, property, field, string, scope, machine }: Place,
): StateSymbol | undefined {
  if (!string) return undefined;
  if (on === 'key' && role?.kind === 'states' && property) {
    const state = property.value?.kind === 'object' ? machine.byNode.get(property.value) : undefined;
    const owner = state?.scope ?? scope;
    return {
      kind: 'state',
      name: string.value,
      scope: owner,
      state: state ?? owner.byName.get(string.value),
      range: innerRange(doc, string),
    };
  }
  if (on !== 'value' || field?.spec.kind !== 'stateName') return undefined;
  return {
    kind: 'state',
    name: string.value,
    scope,
    state: scope.byName.get(string.value),
    range: innerRange(doc, string),
  };
}

function stateOccurrences(doc: AslDocument, { name, scope, state }: StateSymbol): Occurrence[] {
  const found: Occurrence[] = [];
  if (state) found.push({ range: innerRange(doc, state.key), node: state.key, isDefinition: true, state });
  const transitions = [...(scope.start ? [scope.start] : []), ...scope.states.flatMap((from) => from.transitions)];
  for (const { target, node, from } of transitions)
    if (target === name) found.push({ range: innerRange(doc, node), node, isDefinition: false, state: from });
  return found;
}

function variableSymbol(doc: AslDocument, place: Place): VariableSymbol | undefined {
  const found = variableAtPlace(doc, place);
  if (!found) return undefined;
  const { machine } = place;
  const assigned = assignedNames(doc, machine);
  const scope = definingScope(assigned, found.name, found.scope);
  return { kind: 'variable', name: found.name, machine, scope, range: found.range };
}

/** The scope whose assignment a name in another scope means: the nearest one outwards. */
export function definingScope(assigned: readonly VariableName[], name: string, from: Scope): Scope | undefined {
  return meaningOf(assigned, name)(from);
}

/** The same for many places: the scopes that assign the name are gathered once. */
function meaningOf(assigned: readonly VariableName[], name: string): (from: Scope) => Scope | undefined {
  const scopes = new Set(assigned.filter((assignment) => assignment.name === name).map(({ scope }) => scope));
  return (from) => readableScopes(from).find((scope) => scopes.has(scope));
}

function variableOccurrences(doc: AslDocument, { name, machine, scope }: VariableSymbol): Occurrence[] {
  const assigned = assignedNames(doc, machine);
  const scopeOf = meaningOf(assigned, name);
  const meant = (found: VariableName): boolean => scopeOf(found.scope) === scope;
  const definitions = assigned.filter((found) => found.name === name && meant(found));
  const uses = usesOfVariable(doc, machine, name).filter(meant);
  return [
    ...definitions.map(({ range, node, state }) => ({ range, node, state, isDefinition: true })),
    ...uses.map(({ range, node, state }) => ({ range, node, state, isDefinition: false })),
  ];
}
