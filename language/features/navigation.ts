/** Where a name is defined and used: go to definition, find references, highlight. */
import { type AslDocument, isMerged, type Range } from '#asl';
import { type Occurrence, occurrencesOf, type SymbolAt, symbolAt } from '../symbols.ts';

export interface DefinitionLink {
  /** The name at the cursor. */
  readonly origin: Range;
  /** The name where it is defined. */
  readonly selection: Range;
  /** The whole of what is defined there. */
  readonly target: Range;
}

export interface Highlight {
  readonly range: Range;
  readonly kind: 'read' | 'write';
}

/** Where the state or variable at the offset is defined; a variable may be assigned at several places. */
export function definition(doc: AslDocument, offset: number): readonly DefinitionLink[] {
  const symbol = symbolAt(doc, offset);
  if (!symbol) return [];
  return definitionsOf(doc, symbol).map(({ range, node }) => {
    const whole = node.parent?.kind === 'property' && !isMerged(node.parent) ? node.parent : node;
    const { start, end } = whole;
    return { origin: symbol.range, selection: range, target: { start, end } };
  });
}

/** Every place of the name at the offset. */
export function references(doc: AslDocument, offset: number, withDefinitions: boolean): readonly Range[] {
  const symbol = symbolAt(doc, offset);
  if (!symbol) return [];
  return occurrencesOf(doc, symbol)
    .filter(({ isDefinition }) => withDefinitions || !isDefinition)
    .map(({ range }) => range);
}

/** The same for the marks in the text: definitions are written, uses are read. */
export function documentHighlights(doc: AslDocument, offset: number): readonly Highlight[] {
  const symbol = symbolAt(doc, offset);
  if (!symbol) return [];
  return occurrencesOf(doc, symbol).map(({ range, isDefinition }) => ({
    range,
    kind: isDefinition ? 'write' : 'read',
  }));
}

function definitionsOf(doc: AslDocument, symbol: SymbolAt): readonly Occurrence[] {
  return occurrencesOf(doc, symbol).filter(({ isDefinition }) => isDefinition);
}
