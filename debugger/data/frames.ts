/**
 * Threads and call stacks as people read them: an execution with its branches and iterations, each standing in a
 * state, inside the containers around it.
 */
import { pathOf, propertyOf, type Range, type State } from '#asl';
import type { Snapshot, Thread } from '#interpreter';
import { type Definition, definitionAt, findState } from '../launch/definition.ts';
import { rangeOfPhase } from '../launch/places.ts';
import { executionOfId } from '../nested/numbering.ts';
import { nestedWith } from '../nested/world.ts';
import { findThread } from '../run/changes.ts';
import type { FrameHandle } from './stop-handles.ts';

type ThreadOf = Snapshot['threads'][number];

const LONGEST_CONTAINER = 24;
const SHORT_CONTAINER = 12;

/** A line of the call stack before it has a number. */
export interface StackLine {
  readonly handle: FrameHandle;
  readonly name: string;
  readonly range: Range;
  /** The text that the range is of. */
  readonly definition: Definition;
}

/**
 * `Fan out ▸ branch 2`, `Ship ▸ parcels`, `Lines ▸ item 0 in item 17 in branch 2`, or the name of the definition. From
 * the inside out, as the frames below it: a list cuts off the end, and threads that share a beginning would look alike.
 */
export function threadName(definition: Definition, snapshot: Snapshot, thread: Thread): string {
  const [own, ...around] = [...indexPath(definition, snapshot, thread)].reverse();
  if (own === undefined) return definition.name;
  return [`${shortContainerName(definition, thread)} ▸ ${own}`, ...around].join(' in ');
}

/** `branch 2`, `item 17`, `parcels`: the way from the execution to the thread without the names of the containers. */
export function indexPath(definition: Definition, snapshot: Snapshot, thread: Thread): readonly string[] {
  const parts: string[] = [];
  for (let at: Thread | undefined = thread; at?.parent !== undefined; at = parentOf(snapshot, at))
    parts.unshift(indexName(definition, snapshot, at));
  return parts;
}

/** `Parcels ▸ Ship`: the state of a thread and those around it; of a nested execution, then with the way to it. */
export function statePath(definition: Definition, snapshot: Snapshot, thread: Thread): string {
  const parts: string[] = [];
  for (let at: Thread | undefined = thread; at; at = executionAround(snapshot, at)) {
    const state = at.frame && findState(definition, at.frame.pointer);
    if (state) parts.unshift(...pathOf(state).map(({ name }) => name));
    if (executionOfId(at.id) > 0) parts.unshift(executionName(definitionOf(definition, snapshot, at)));
  }
  return parts.join(' ▸ ');
}

/** The thread whose task waits for the nested execution of a thread. */
function executionAround(snapshot: Snapshot, { id }: Thread): ThreadOf | undefined {
  const task = nestedWith(snapshot, id)?.task;
  return task && findThread(snapshot, task.thread);
}

/** The thread whose state holds the branch or iteration. */
export function parentOf(snapshot: Snapshot, thread: Thread): ThreadOf | undefined {
  return thread.parent === undefined ? undefined : findThread(snapshot, thread.parent);
}

/** Iterations are counted as `$$.Map.Item.Index` counts them, branches as people do. */
function indexName(definition: Definition, snapshot: Snapshot, thread: Thread): string {
  const { kind, index } = thread;
  if (kind === 'execution') return executionName(definitionOf(definition, snapshot, thread));
  return kind === 'branch' ? `branch ${index + 1}` : `item ${index}`;
}

/** What a nested execution is called: its machine by the file, without what all such files have in their names. */
export const executionName = ({ name }: Definition): string => name.replace(/(?:\.asl)?\.(?:json|ya?ml)$|\.asl$/i, '');

/** The definition that a thread runs. */
export function definitionOf(definition: Definition, snapshot: Snapshot, { id, frame }: Thread): Definition {
  if (frame) return definitionAt(definition, frame.pointer);
  return definition.machines?.get(nestedWith(snapshot, id)?.machine ?? '') ?? definition;
}

const containerName = (definition: Definition, thread: Thread): string =>
  findState(definition, thread.container)?.name ?? thread.container;

/** Lists cut at the end what does not fit, and the number behind the name is what tells threads apart. */
function shortContainerName(definition: Definition, thread: Thread): string {
  const name = containerName(definition, thread);
  return name.length > LONGEST_CONTAINER ? `${name.slice(0, SHORT_CONTAINER).trimEnd()}…` : name;
}

/** What a thread waits for, to put behind its name; empty while it runs. */
export function waitingText(now: number, { status }: Thread, isAsked: boolean): string {
  switch (status.kind) {
    case 'waiting': {
      const time = clock(status.until - now);
      return status.reason === 'retry' ? ` (retry in ${time})` : ` (waiting ${time})`;
    }
    case 'task':
      return isAsked ? ' (waiting for an answer)' : ' (task running)';
    default:
      return '';
  }
}

/** `00:10`, `2:03:04`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3600 ? minutes : `${Math.floor(seconds / 3600)}:${minutes}`;
}

/** The call stack of a thread, innermost first. */
export function stackOf(definition: Definition, snapshot: Snapshot, thread: ThreadOf): readonly StackLine[] {
  const lines: StackLine[] = [];
  for (let at: ThreadOf | undefined = thread; at; at = parentOf(snapshot, at)) {
    const own = definitionOf(definition, snapshot, at);
    const state = stateLine(own, at);
    if (state) lines.push(state);
    lines.push(at.kind === 'execution' ? machineLine(own, at) : labelLine(definition, own, snapshot, at));
  }
  return lines;
}

function machineLine(definition: Definition, { id }: ThreadOf): StackLine {
  const { start } = definition.machine.node;
  const range = { start, end: start };
  return { handle: { kind: 'machine', thread: id }, name: definition.name, range, definition };
}

function stateLine(definition: Definition, thread: ThreadOf): StackLine | undefined {
  const { frame } = thread;
  const state = frame && findState(definition, frame.pointer);
  if (!frame || !state) return undefined;
  return {
    handle: { kind: 'state', thread: thread.id },
    name: `${frame.name} (${frame.type})`,
    range: activeRange(definition, thread),
    definition,
  };
}

/** The text that a thread is at: the field of its phase, the rule a Choice has taken, or the catcher at work. */
export function activeRange(definition: Definition, { frame, status }: ThreadOf): Range {
  const state = frame && findState(definition, frame.pointer);
  if (!frame || !state) return definition.machine.node;
  if (status.kind === 'waiting' && status.reason === 'retry') return retrierRange(state, frame.retryCounts);
  const rule =
    frame.phase === 'leave' || frame.phase === 'Assign' || frame.phase === 'Output'
      ? chosenRule(state, frame.chosen)
      : undefined;
  return rule ?? rangeOfPhase(state, frame.phase, frame.catcher);
}

function chosenRule(state: State, chosen: number | undefined): Range | undefined {
  if (chosen === undefined) return undefined;
  const taken = state.transitions.find(({ kind, index }) =>
    chosen < 0 ? kind === 'default' : kind === 'choice' && index === chosen,
  );
  return taken?.holder ?? taken?.node.parent;
}

/** The retrier at work, as far as the counts tell; else the whole field. */
function retrierRange(state: State, counts: readonly number[]): Range {
  const field = propertyOf(state.node, 'Retry');
  const used = counts.flatMap((count, index) => (count > 0 ? [index] : []));
  const [only] = used;
  const item =
    field?.value?.kind === 'array' && used.length === 1 && only !== undefined ? field.value.items[only] : undefined;
  return item ?? field?.key ?? state.key;
}

function labelLine(definition: Definition, own: Definition, snapshot: Snapshot, thread: ThreadOf): StackLine {
  const range = thread.scope.owner
    ? (findState(definition, thread.container)?.scopes[thread.scope.index]?.node ?? own.machine.node)
    : own.machine.node;
  const name = `${indexName(definition, snapshot, thread)} of ${containerName(definition, thread)}`;
  return {
    handle: { kind: 'label', thread: thread.id },
    name,
    range: { start: range.start, end: range.start },
    definition: own,
  };
}
