/** Puts states into a Map or a Parallel of their own: what led to them leads to it, and it leads where they led. */
import { type AslDocument, isMerged, type PropertyNode, propertyOf, type State, type Transition } from '#asl';
import { replaceString, replaceValue } from '../edits/edits.ts';
import { indentAt, indentUnit, lineBreak } from '../edits/layout.ts';
import { indented, joined, type MemberPiece, propertyPieces } from '../edits/members.ts';
import { stringText } from '../edits/value-text.ts';
import type { TextEdit } from '../rule.ts';
import { assignedNames, usesOfVariable } from '../variables/names.ts';
import { quotedList } from '../words.ts';
import { freeName, type Refactoring, type Selected, sound } from './refactoring.ts';

type Container = 'Map' | 'Parallel';

export function wrapStates(selected: Selected): Refactoring[] {
  if (!selected.scope.statesNode || selected.states.some(({ property }) => isMerged(property))) return [];
  return (['Map', 'Parallel'] as const).map((container) => wrapIn(selected, container));
}

function wrapIn(selected: Selected, container: Container): Refactoring {
  const { states, machine } = selected;
  const names = states.map(({ name }) => name);
  const what = names.length === 1 ? `'${names[0]}'` : `${names.length} states`;
  const title = `Wrap ${what} in a ${container} state`;
  const boundary = boundaryOf(selected);
  if (typeof boundary === 'string')
    return { title, kind: 'refactor.surround', refusal: boundary, edits: () => undefined };
  const name = freeName(machine, names.length === 1 ? `${container} of ${names[0]}` : container);
  return {
    title,
    kind: 'refactor.surround',
    edits: () => sound(selected.doc, editsFor(selected, container, name, boundary)),
  };
}

/** How the states hang together with the others. */
interface Boundary {
  /** The state that is entered first. */
  readonly entry: State;
  readonly entering: readonly Transition[];
  readonly leaving: readonly Transition[];
  /** Where they lead; undefined where the machine ends with them. */
  readonly exit: string | undefined;
}

/** A sentence where the states have no single way in and out. */
function boundaryOf({ doc, machine, scope, states }: Selected): Boundary | string {
  const inside = new Set(states.map(({ name }) => name));
  const all = [...(scope.start ? [scope.start] : []), ...scope.states.flatMap(({ transitions }) => transitions)];
  const isInside = ({ from }: Transition): boolean => from !== undefined && inside.has(from.name);
  const entering = all.filter((one) => inside.has(one.target) && !isInside(one));
  const leaving = all.filter((one) => isInside(one) && !inside.has(one.target));
  const entries = [...new Set(entering.map(({ target }) => target))];
  if (entries.length > 1)
    return `There are several ways in, to ${quotedList(entries, 'and')}: a container has one start.`;
  const exits = [...new Set(leaving.map(({ target }) => target))];
  if (exits.length > 1)
    return `There are several ways out, to ${quotedList(exits, 'and')}: a container leads to one state.`;
  const other = leaving.find(({ kind }) => kind !== 'next');
  if (other)
    return `A ${other.kind === 'catch' ? 'catcher' : 'choice'} of '${other.from?.name}' leads out to '${other.target}': from inside a container nothing can be reached but its end.`;
  const ends = states.find(({ isTerminal, type }) => isTerminal && type !== 'Fail');
  if (ends && exits.length > 0)
    return `'${ends.name}' ends the machine, and another state goes on: behind a container both would go on.`;
  const variable = leakOf({ doc, machine, scope, states });
  if (variable)
    return `The variable '$${variable}' is assigned inside and read outside: a container keeps its variables to itself.`;
  const shared = sharedBy({ doc, machine, scope, states });
  if (shared) return `The variable '$${shared}' is assigned outside too: inside a container it could not be assigned.`;
  const entry = states.find(({ name }) => name === (entries[0] ?? states[0]?.name));
  return entry ? { entry, entering, leaving, exit: exits[0] } : 'There is no state to begin with.';
}

/** A variable that states outside would miss. */
function leakOf({ doc, machine, states }: Selected): string | undefined {
  const isInside = (at: { readonly start: number }): boolean =>
    states.some(({ property }) => at.start >= property.start && at.start < property.end);
  const names = new Set(
    assignedNames(doc, machine)
      .filter(({ range }) => isInside(range))
      .map(({ name }) => name),
  );
  return [...names].find((name) => usesOfVariable(doc, machine, name).some(({ range }) => !isInside(range)));
}

/** A variable that states outside assign as well: an inner scope may not take the name of an outer variable. */
function sharedBy({ doc, machine, states }: Selected): string | undefined {
  const assigned = assignedNames(doc, machine);
  const isInside = ({ range }: (typeof assigned)[number]): boolean =>
    states.some(({ property }) => range.start >= property.start && range.start < property.end);
  const outside = new Set(assigned.filter((one) => !isInside(one)).map(({ name }) => name));
  return assigned.find((one) => isInside(one) && outside.has(one.name))?.name;
}

function editsFor(selected: Selected, container: Container, name: string, boundary: Boundary): readonly TextEdit[] {
  const { doc, scope, states } = selected;
  if (!scope.statesNode) return [];
  const { entering, leaving } = boundary;
  const ending = leaving.flatMap(({ from, node }) => {
    const next = from && propertyOf(from.node, 'Next');
    return next ? [replaceString(doc, next.key, 'End'), ...replaceValue(doc, node, 'true')] : [];
  });
  const redirected = entering.map(({ node }) => replaceString(doc, node, name));
  const inStates = (edit: TextEdit): boolean =>
    scope.statesNode !== undefined &&
    edit.range.start >= scope.statesNode.start &&
    edit.range.end <= scope.statesNode.end;
  const { range, pieces, separator } = propertyPieces(doc, scope.statesNode, [
    ...ending,
    ...redirected.filter(inStates),
  ]);
  const isTaken = (node: PropertyNode): boolean => states.some(({ property }) => property === node);
  const taken = pieces.filter(({ node }) => isTaken(node));
  const [first] = taken;
  if (!first) return [];
  const text = containerText(selected, container, name, boundary, taken, separator);
  const wrapped: MemberPiece = { node: first.node, lead: gapOf(first), body: text, trail: '' };
  const rest = pieces.flatMap((piece): MemberPiece[] =>
    piece === first ? [wrapped] : isTaken(piece.node) ? [] : [piece],
  );
  return [
    { range, newText: joined(rest, separator, pieces[0]?.lead ?? '') },
    ...redirected.filter((edit) => !inStates(edit)),
  ];
}

/** A line of the container, so many levels deep; `states` stands for the states themselves. */
type Line = readonly [level: number, text: string] | 'states';

function containerText(
  { doc, states }: Selected,
  container: Container,
  name: string,
  { entry, exit }: Boundary,
  taken: readonly MemberPiece[],
  separator: '' | ',',
): string {
  const isJsonata = states[0]?.queryLanguage === 'JSONata';
  const isMixed = states[0]?.queryLanguage !== states[0]?.scope.machine.queryLanguage;
  const words = { container, name, start: entry.name, exit, isJsonata, language: isMixed ? 'JSONata' : undefined };
  const unit = indentUnit(doc);
  const inBrackets = separator === ',';
  const lines = inBrackets ? bracketLines(words) : blockLines(words);
  // The first member of a list's item stands behind the dash, which is two characters wide.
  const inner = container === 'Map' ? unit.repeat(3) : inBrackets ? unit.repeat(4) : `${unit.repeat(3)}  `;
  return laidOut(doc, lines, taken, inner, separator);
}

interface Words {
  readonly container: Container;
  readonly name: string;
  readonly start: string;
  readonly exit: string | undefined;
  readonly isJsonata: boolean;
  readonly language: string | undefined;
}

const quote = (text: string): string => JSON.stringify(text);

function bracketLines({ container, name, start, exit, isJsonata, language }: Words): Line[] {
  const end = exit === undefined ? '"End": true' : `"Next": ${quote(exit)}`;
  const items = isJsonata ? '"Items": "{% $states.input.items %}",' : '"ItemsPath": "$.items",';
  const head: Line[] = [
    [0, `${quote(name)}: {`],
    [1, `"Type": "${container}",`],
    ...(language ? ([[1, `"QueryLanguage": "${language}",`]] as Line[]) : []),
  ];
  const tail: Line[] = [
    [1, end],
    [0, '}'],
  ];
  if (container === 'Map')
    return [
      ...head,
      [1, items],
      [1, '"ItemProcessor": {'],
      [2, `"StartAt": ${quote(start)},`],
      [2, '"States": {'],
      'states',
      [2, '}'],
      [1, '},'],
      ...tail,
    ];
  return [
    ...head,
    [1, '"Branches": ['],
    [2, '{'],
    [3, `"StartAt": ${quote(start)},`],
    [3, '"States": {'],
    'states',
    [3, '}'],
    [2, '}'],
    [1, '],'],
    ...tail,
  ];
}

function blockLines({ container, name, start, exit, isJsonata, language }: Words): Line[] {
  const plain = (text: string): string => stringText(text, 'plain');
  const end = exit === undefined ? 'End: true' : `Next: ${plain(exit)}`;
  const items = isJsonata ? "Items: '{% $states.input.items %}'" : 'ItemsPath: $.items';
  const head: Line[] = [
    [0, `${plain(name)}:`],
    [1, `Type: ${container}`],
    ...(language ? ([[1, `QueryLanguage: ${language}`]] as Line[]) : []),
  ];
  if (container === 'Map')
    return [
      ...head,
      [1, items],
      [1, 'ItemProcessor:'],
      [2, `StartAt: ${plain(start)}`],
      [2, 'States:'],
      'states',
      [1, end],
    ];
  return [...head, [1, 'Branches:'], [2, `- StartAt: ${plain(start)}`], [2, '  States:'], 'states', [1, end]];
}

function laidOut(
  doc: AslDocument,
  lines: readonly Line[],
  taken: readonly MemberPiece[],
  inner: string,
  separator: '' | ',',
): string {
  const { text } = doc;
  const unit = indentUnit(doc);
  const [first] = taken;
  const outer = first ? indentAt(text, first.node.start) : '';
  const isSpread = first?.lead.includes('\n') ?? false;
  const at = (indent: string): string => (isSpread ? `${lineBreak(text)}${outer}${indent}` : ' ');
  const moved = taken.map((piece) => ({
    ...piece,
    lead: isSpread ? indented(piece.lead, inner) : piece.lead,
    body: indented(piece.body, inner),
  }));
  const states = joined(moved, separator, at(inner));
  return lines
    .map((line, i) => (line === 'states' ? states : i === 0 ? line[1] : `${at(unit.repeat(line[0]))}${line[1]}`))
    .join('');
}

/** What parts a state from the one before it, without the comments that go along with the state. */
function gapOf({ lead }: MemberPiece): string {
  if (!lead.includes('\n')) return /^\s*/.exec(lead)?.[0] ?? '';
  const lines = /^(?:[ \t]*\r?\n)*/.exec(lead)?.[0] ?? '';
  return `${lines}${/[^\n]*$/.exec(lead)?.[0] ?? ''}`;
}
