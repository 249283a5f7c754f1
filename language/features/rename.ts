/** Renames states and variables everywhere they are named, and refuses with the reason where that would not be right. */
import { type AslDocument, pathOf, type Range, type State } from '#asl';
import { findJsonataFunction, parseJsonata } from '#asl/expressions';
import { limits } from '#asl/spec';
import { replaceString } from '../edits/edits.ts';
import type { TextEdit } from '../rule.ts';
import { occurrencesOf, type StateSymbol, symbolAt, type VariableSymbol } from '../symbols.ts';
import { assignedNames, boundNames, expressionsIn, variablesIn } from '../variables/names.ts';
import { readableScopes } from '../variables/scopes.ts';

export type RenameTarget =
  | { readonly range: Range; readonly name: string; readonly refusal?: undefined }
  /** A whole sentence that says why nothing can be renamed here. */
  | { readonly refusal: string };

export type RenameResult =
  | { readonly edits: readonly TextEdit[]; readonly refusal?: undefined }
  | { readonly refusal: string; readonly edits?: undefined };

/** What a rename at the offset would change. */
export function prepareRename(doc: AslDocument, offset: number): RenameTarget {
  const symbol = symbolAt(doc, offset);
  if (!symbol) return { refusal: 'Only names of states and variables can be renamed.' };
  return { range: symbol.range, name: symbol.name };
}

/** The edits that give the state or variable at the offset another name. */
export function rename(doc: AslDocument, offset: number, newName: string): RenameResult {
  const symbol = symbolAt(doc, offset);
  if (!symbol) return { refusal: 'Only names of states and variables can be renamed.' };
  return symbol.kind === 'state' ? renameState(doc, symbol, newName) : renameVariable(doc, symbol, newName);
}

function renameState(doc: AslDocument, symbol: StateSymbol, newName: string): RenameResult {
  const limit = limits.stateNameCharacters.value;
  if (newName === '') return { refusal: 'A state needs a name.' };
  if (newName.length > limit)
    return { refusal: `The name of a state has at most ${limit} characters; this one has ${newName.length}.` };
  const other = symbol.scope.machine.states.find((state) => state.name === newName && state !== symbol.state);
  if (other)
    return {
      refusal: `There is already a state '${newName}'${whereIs(other)}: names are unique in the whole machine.`,
    };
  return { edits: occurrencesOf(doc, symbol).map(({ node }) => replaceString(doc, node, newName)) };
}

function whereIs(state: State): string {
  const owners = pathOf(state).slice(0, -1);
  return owners.length > 0 ? ` in '${owners.map(({ name }) => name).join(' / ')}'` : '';
}

function renameVariable(doc: AslDocument, symbol: VariableSymbol, typed: string): RenameResult {
  const newName = typed.replace(/^\$/, '');
  const occurrences = occurrencesOf(doc, symbol);
  const refusal =
    wrongName(newName) ?? clash(doc, symbol, newName) ?? capture(symbol, newName) ?? hiddenFunction(symbol, newName);
  if (refusal !== undefined) return { refusal };
  return {
    edits: occurrences.map(({ range, node, isDefinition }) =>
      // A key as a whole may need quotes: in YAML `null` is no name.
      isDefinition && node.value === symbol.name ? replaceString(doc, node, newName) : { range, newText: newName },
    ),
  };
}

function wrongName(name: string): string | undefined {
  const limit = limits.variableNameCharacters.value;
  if (name === 'states') return "The name 'states' is reserved: '$states' holds the data of a state.";
  if (name.length > limit)
    return `The name of a variable has at most ${limit} characters; this one has ${name.length}.`;
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
    return 'The name of a variable begins with a letter and has only letters, digits and underscores.';
  return undefined;
}

/** Another variable of that name that would be the same one, or that this one would hide. */
function clash(doc: AslDocument, symbol: VariableSymbol, newName: string): string | undefined {
  if (newName === symbol.name) return undefined;
  const own = symbol.scope ? readableScopes(symbol.scope) : [];
  const other = assignedNames(doc, symbol.machine).find(
    ({ name, scope }) =>
      name === newName && (own.includes(scope) || (symbol.scope && readableScopes(scope).includes(symbol.scope))),
  );
  if (!other) return undefined;
  return `The variable '$${newName}' is already assigned in the state '${other.state?.name ?? ''}'.`;
}

/** A name that an expression binds for itself would take the place of the variable there. */
function capture(symbol: VariableSymbol, newName: string): string | undefined {
  for (const { expression, field } of expressionsIn(symbol.machine, `$${symbol.name}`)) {
    if (!boundNames(expression).includes(newName)) continue;
    if (!variablesIn(expression).some(({ name }) => name === symbol.name)) continue;
    return `An expression in the field '${field.spec.name}' of the state '${field.owner.state?.name ?? ''}' already binds '$${newName}' for itself.`;
  }
  return undefined;
}

/** In JSONata a variable takes the place of the function of its name: where that is called, nothing could be called. */
function hiddenFunction(symbol: VariableSymbol, newName: string): string | undefined {
  if (newName === symbol.name || !findJsonataFunction(newName)) return undefined;
  for (const { expression, field } of expressionsIn(symbol.machine, `$${newName}`)) {
    if (expression.language !== 'JSONata') continue;
    if (!parseJsonata(expression.code).calls.some(({ name }) => name === newName)) continue;
    return `An expression in the field '${field.spec.name}' of the state '${field.owner.state?.name ?? ''}' calls the function '$${newName}': a variable of that name would hide it.`;
  }
  return undefined;
}
