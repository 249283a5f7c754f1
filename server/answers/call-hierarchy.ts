/** Call hierarchy: who leads to a state and where it leads, through the files of the workspace. */
import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  type CancellationToken,
  SymbolKind,
} from 'vscode-languageserver';
import {
  type HierarchyItem,
  hierarchyItemAt,
  incomingCalls,
  machineFile,
  machineItem,
  machineNameOf,
  outgoingCalls,
  startedMachines,
  startingTasks,
} from '#language';
import { fromLspPosition, toLspRange } from '../convert.ts';
import type { OpenDocument } from '../documents.ts';
import type { Request, ServerContext } from '../routes.ts';
import { KIND_OF_STATE } from './outline.ts';

/** What brings an item back to its state; absent for a machine as a whole. */
interface Handle {
  readonly pointer?: string;
}

export function prepareCallHierarchy({
  asl,
  text,
  params,
}: Request<CallHierarchyPrepareParams>): CallHierarchyItem[] | null {
  const found = hierarchyItemAt(asl, fromLspPosition(text, params.position), machineNameOf(text.uri));
  return found ? [toLspItem({ asl, text }, found)] : null;
}

export async function incomingAnswer(
  server: ServerContext,
  { item }: CallHierarchyIncomingCallsParams,
  token: CancellationToken,
): Promise<CallHierarchyIncomingCall[]> {
  const { pointer } = (item.data ?? {}) as Handle;
  if (pointer === undefined) return startersOf(server, item.uri, token);
  const doc = await server.workspace.document(item.uri);
  if (!doc) return [];
  return incomingCalls(doc.asl, pointer, machineNameOf(item.uri)).map((call) => ({
    from: toLspItem(doc, call.item),
    fromRanges: call.ranges.map((range) => toLspRange(doc.text, range)),
  }));
}

/** The tasks of the workspace that start the machine of a file. */
async function startersOf(
  { workspace }: ServerContext,
  uri: string,
  token: CancellationToken,
): Promise<CallHierarchyIncomingCall[]> {
  const files = await workspace.uris(token);
  const found: CallHierarchyIncomingCall[] = [];
  for await (const doc of workspace.documents(token)) {
    for (const { machineName, item, ranges } of startingTasks(doc.asl)) {
      if (machineFile(machineName, files, doc.uri) !== uri) continue;
      found.push({ from: toLspItem(doc, item), fromRanges: ranges.map((range) => toLspRange(doc.text, range)) });
    }
  }
  return found;
}

export async function outgoingAnswer(
  { workspace }: ServerContext,
  { item }: CallHierarchyOutgoingCallsParams,
  token: CancellationToken,
): Promise<CallHierarchyOutgoingCall[]> {
  const files = await workspace.uris(token);
  const { pointer } = (item.data ?? {}) as Handle;
  const doc = await workspace.document(item.uri);
  if (!doc) return [];
  const calls: CallHierarchyOutgoingCall[] = outgoingCalls(doc.asl, pointer).map((call) => ({
    to: toLspItem(doc, call.item),
    fromRanges: call.ranges.map((range) => toLspRange(doc.text, range)),
  }));
  const starts = startedMachines(doc.asl, pointer).map(({ machineName, ranges }) => ({
    file: machineFile(machineName, files, item.uri),
    fromRanges: ranges.map((range) => toLspRange(doc.text, range)),
  }));
  for (const { file, fromRanges } of starts) {
    const other = file === undefined ? undefined : await workspace.document(file);
    const [machine] = other?.asl.machines ?? [];
    if (other && machine)
      calls.push({ to: toLspItem(other, machineItem(machine, machineNameOf(other.uri))), fromRanges });
  }
  return calls;
}

function toLspItem({ text }: OpenDocument, item: HierarchyItem): CallHierarchyItem {
  const { pointer, name, stateType, detail, range, selection } = item;
  const data: Handle = pointer === undefined ? {} : { pointer };
  return {
    name,
    kind: pointer === undefined ? SymbolKind.Module : stateType ? KIND_OF_STATE[stateType] : SymbolKind.Object,
    detail,
    uri: text.uri,
    range: toLspRange(text, range),
    selectionRange: toLspRange(text, selection),
    data,
  };
}
