/** Workspace symbols: machines and states of every definition, the best ones of a query. */
import {
  type CancellationToken,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { machineNameOf, type WorkspaceSymbol, workspaceSymbols } from '#language';
import { toLspLocation } from '../convert.ts';
import type { ServerContext } from '../routes.ts';
import { KIND_OF_STATE } from './outline.ts';

/** So many are shown. */
const MOST = 300;

export async function workspaceSymbolsAnswer(
  { workspace }: ServerContext,
  { query }: WorkspaceSymbolParams,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  let best: { readonly symbol: WorkspaceSymbol; readonly shown: SymbolInformation }[] = [];
  for await (const { asl, text, uri } of workspace.documents(token)) {
    for (const symbol of workspaceSymbols(asl, machineNameOf(uri), query)) {
      const { name, container, range } = symbol;
      const containerName = container === '' ? {} : { containerName: container };
      best.push({
        symbol,
        shown: { name, kind: kindOf(symbol), location: toLspLocation(text, range), ...containerName },
      });
    }
    if (best.length > 4 * MOST) best = theBest(best);
  }
  return theBest(best).map(({ shown }) => shown);
}

const theBest = <T extends { readonly symbol: WorkspaceSymbol }>(found: readonly T[]): T[] =>
  [...found].sort((a, b) => a.symbol.distance - b.symbol.distance).slice(0, MOST);

function kindOf({ kind, stateType }: WorkspaceSymbol): SymbolKind {
  if (kind === 'machine') return SymbolKind.Module;
  return stateType ? KIND_OF_STATE[stateType] : SymbolKind.Object;
}
