/** Document symbols, folding and selection ranges: the shape of the text in the client's terms. */
import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  type SelectionRange,
  type SelectionRangeParams,
  type SymbolInformation,
  SymbolKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { StateType } from '#asl';
import { documentSymbols, foldingRanges, type DocumentSymbol as Outline, selectionRanges } from '#language';
import { fromLspPosition, toLspLocation, toLspRange } from '../convert.ts';
import type { Request } from '../routes.ts';

/** Chosen for the picture that editors show beside the name. */
export const KIND_OF_STATE: Readonly<Record<StateType, SymbolKind>> = {
  Task: SymbolKind.Function,
  Pass: SymbolKind.Field,
  Choice: SymbolKind.Enum,
  Wait: SymbolKind.Event,
  Succeed: SymbolKind.EnumMember,
  Fail: SymbolKind.EnumMember,
  Parallel: SymbolKind.Namespace,
  Map: SymbolKind.Array,
};

export function symbolsAnswer(request: Request<DocumentSymbolParams>): DocumentSymbol[] | SymbolInformation[] {
  const { asl, text, client } = request;
  const symbols = documentSymbols(asl);
  const nested = client().textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
  return nested ? symbols.map((symbol) => nestedSymbol(text, symbol)) : flatSymbols(text, symbols, undefined);
}

function nestedSymbol(text: TextDocument, symbol: Outline): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: kindOf(symbol),
    range: toLspRange(text, symbol.range),
    selectionRange: toLspRange(text, symbol.selection),
    children: symbol.children.map((child) => nestedSymbol(text, child)),
  };
}

function flatSymbols(text: TextDocument, symbols: readonly Outline[], containerName?: string): SymbolInformation[] {
  return symbols.flatMap((symbol) => [
    {
      name: symbol.name,
      kind: kindOf(symbol),
      location: toLspLocation(text, symbol.range),
      ...(containerName !== undefined && { containerName }),
    },
    ...flatSymbols(text, symbol.children, symbol.name),
  ]);
}

function kindOf({ kind, stateType }: Outline): SymbolKind {
  if (kind === 'state') return stateType ? KIND_OF_STATE[stateType] : SymbolKind.Object;
  return kind === 'machine' ? SymbolKind.Module : SymbolKind.Package;
}

export function foldingAnswer({ asl, text }: Request<FoldingRangeParams>): FoldingRange[] {
  return foldingRanges(asl).map(({ start, end, kind }) => ({
    startLine: text.positionAt(start).line,
    endLine: text.positionAt(end).line,
    ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }),
  }));
}

export function selectionAnswer({ asl, text, params }: Request<SelectionRangeParams>): SelectionRange[] {
  const offsets = params.positions.map((position) => fromLspPosition(text, position));
  return selectionRanges(asl, offsets).map((ranges, index) => {
    let parent: SelectionRange | undefined;
    for (const range of [...ranges].reverse()) {
      parent = { range: toLspRange(text, range), ...(parent && { parent }) };
    }
    // The protocol wants an answer for each position, an empty one too.
    const offset = offsets[index] ?? 0;
    return parent ?? { range: toLspRange(text, { start: offset, end: offset }) };
  });
}
