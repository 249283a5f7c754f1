/** Error names: those of the tables that the state may raise, and those that this machine names itself. */
import { type AslDocument, hasPlaceholder, type Place, type State, type SyntaxNode, stringOf } from '#asl';
import { errorSpecs } from '#asl/spec';
import { callOfState } from '../parameters/place.ts';
import type { CompletionItem } from './item.ts';
import { type Spot, textItem } from './spot.ts';

/** The errors that a list of the state may hold and does not hold yet. */
export function errorNames(spot: Spot): CompletionItem[] {
  const { doc, place } = spot;
  const present = new Set(namesIn(place.field?.property.value));
  const typed = place.string?.value;
  const { state } = place;
  const call = callOfState(state, spot.services);
  const known = errorSpecs.filter(
    ({ name, catchable, raisedBy, service }) =>
      catchable &&
      (!call || !service || call.errors.includes(name)) &&
      (raisedBy.length === 0 || !state?.type || raisedBy.includes(state.type) || (isContainer(state) && !service)),
  );
  const ofService = (call?.errors ?? []).filter((name) => !errorSpecs.some((error) => error.name === name));
  const custom = [...customErrors(place)].filter(
    (name) => !ofService.includes(name) && !errorSpecs.some((error) => error.name === name),
  );
  const wanted = (name: string): boolean => name === typed || !present.has(name);
  return [
    ...known
      .filter(({ name }) => wanted(name))
      .map(({ name, doc: text, service }) =>
        textItem(spot, {
          name,
          doc: text,
          detail: service,
          rank: service ? 2 : name === 'States.ALL' ? 0 : 1,
          kind: 'error',
        }),
      ),
    ...ofService
      .filter(wanted)
      .map((name, index) => textItem(spot, { name, detail: call?.serviceName, rank: 2 + index, kind: 'error' })),
    ...custom
      .filter(wanted)
      .map((name) => textItem(spot, { name, detail: 'named in this machine', rank: 1, kind: 'error' })),
  ].map((item) => (place.on === 'value' && place.property === place.field?.property ? inList(doc, item) : item));
}

/** Where the list itself is not there yet, the name comes in brackets. */
function inList(doc: AslDocument, item: CompletionItem): CompletionItem {
  const comma = item.newText.endsWith(',') ? ',' : '';
  const text = comma ? item.newText.slice(0, -1) : item.newText;
  return doc.format === 'json' || text !== '' ? { ...item, newText: `[${text}]${comma}` } : item;
}

const isContainer = (state: State): boolean => state.type === 'Map' || state.type === 'Parallel';

function namesIn(node: SyntaxNode | undefined): string[] {
  if (node?.kind !== 'array') return [];
  return node.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

/** Names that Fail states raise and that other handlers name. */
function customErrors({ machine }: Place): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { node, type } of machine.states) {
    const error = type === 'Fail' ? stringOf(node, 'Error') : undefined;
    if (error && !error.startsWith('{%')) names.add(error);
    for (const property of node.properties) {
      if ((property.key.value !== 'Retry' && property.key.value !== 'Catch') || property.value?.kind !== 'array')
        continue;
      for (const item of property.value.items)
        for (const name of namesIn(
          item.kind === 'object' ? item.properties.find(({ key }) => key.value === 'ErrorEquals')?.value : undefined,
        ))
          names.add(name);
    }
  }
  return new Set([...names].filter((name) => name !== '' && !hasPlaceholder(name)));
}
