/**
 * A definition made of nothing but a history: the states that were entered, where they stand and what followed them. It
 * is good for walking through the recording, which brings all data along, and knows nothing that has not happened.
 */
import { isJsonObject, type Json, type JsonObject, numberOf } from '#asl/json';
import type { RecordedEvent } from './recorded-history.ts';

interface Scope {
  readonly owner: StateNode | undefined;
  readonly states: Map<string, StateNode>;
}

interface StateNode {
  readonly name: string;
  readonly type: string;
  readonly scope: Scope;
  readonly inner: Scope[];
  readonly next: Set<string>;
  resource?: string;
  length: number;
  isDistributed: boolean;
  hasFailed: boolean;
  retries: number;
  failure?: JsonObject;
}

interface Place {
  readonly scope: Scope;
  readonly state: StateNode | undefined;
  /** The state that was left last in the scope, until the next is entered. */
  readonly left: StateNode | undefined;
}

/** The definition that a history tells of. */
export function skeletonOf(events: readonly RecordedEvent[]): JsonObject {
  const root: Scope = { owner: undefined, states: new Map() };
  const places = new Map<number, Place>();
  for (const event of events) {
    const before = places.get(event.previousEventId) ?? { scope: root, state: undefined, left: undefined };
    places.set(event.id, placeAfter(event, before));
  }
  return scopeJson(root);
}

function placeAfter(event: RecordedEvent, before: Place): Place {
  const { type, details } = event;
  const { scope, state } = before;
  if (type.endsWith('StateEntered')) return entered(event, before);
  if (type.endsWith('StateExited')) {
    const left = around(before, (one) => one.name === details.name);
    return left ? { scope: left.scope, state: left, left } : before;
  }
  if (type === 'MapIterationStarted') {
    const map = around(before, (one) => one.name === details.name && one.type === 'Map');
    if (!map) return before;
    if (map.inner.length === 0) map.inner.push({ owner: map, states: new Map() });
    return { scope: map.inner[0] ?? scope, state: undefined, left: undefined };
  }
  if (state) note(state, event);
  return type === 'ParallelStateStarted' ? { scope, state, left: undefined } : before;
}

/** The state itself or one of those around it. */
function around({ scope, state }: Place, isMeant: (state: StateNode) => boolean): StateNode | undefined {
  for (let at = state ?? scope.owner; at; at = at.scope.owner) if (isMeant(at)) return at;
  return undefined;
}

function entered({ type, details }: RecordedEvent, before: Place): Place {
  const name = String(details.name);
  let { scope } = before;
  if (before.state?.type === 'Parallel' && before.left === undefined) scope = branchOf(before.state, name);
  before.left?.next.add(name);
  const known = scope.states.get(name);
  const state = known ?? {
    name,
    type: type.replace('StateEntered', ''),
    scope,
    inner: [],
    next: new Set<string>(),
    length: 0,
    isDistributed: false,
    hasFailed: false,
    retries: 0,
  };
  scope.states.set(name, state);
  return { scope, state, left: undefined };
}

function branchOf(parallel: StateNode, first: string): Scope {
  const known = parallel.inner.find(({ states }) => states.keys().next().value === first);
  if (known) return known;
  const branch: Scope = { owner: parallel, states: new Map() };
  parallel.inner.push(branch);
  return branch;
}

function note(state: StateNode, { type, details }: RecordedEvent): void {
  const { resource, resourceType, length } = details;
  if (type.endsWith('Scheduled') && typeof resource === 'string') {
    state.resource = typeof resourceType === 'string' ? `arn:aws:states:::${resourceType}:${resource}` : resource;
    if (state.hasFailed) state.retries++;
  } else if (type === 'MapStateStarted') state.length = Math.max(state.length, numberOf(length ?? null) ?? 0);
  else if (type === 'MapRunStarted') state.isDistributed = true;
  else if (type === 'ExecutionFailed') state.failure = details;
  else if (/(?:Failed|TimedOut)$/.test(type)) state.hasFailed = true;
}

function scopeJson({ states }: Scope): JsonObject {
  const list = [...states.values()];
  if (list.length === 0) return { StartAt: 'Not recorded', States: { 'Not recorded': { Type: 'Pass', End: true } } };
  const members = list.map((state): [string, Json] => [state.name, stateJson(state)]);
  return { StartAt: list[0]?.name ?? '', States: Object.fromEntries(members) };
}

function stateJson(state: StateNode): JsonObject {
  const { name, type, next, scope } = state;
  const targets = [...next].filter((target) => scope.states.has(target));
  const [first] = targets;
  const end: JsonObject = first === undefined ? { End: true } : { Next: first };
  switch (type) {
    case 'Succeed':
      return { Type: type };
    case 'Fail':
      return failJson(state);
    case 'Choice': {
      const others = targets.slice(1).map((target) => ({ Condition: '{% false %}', Next: target }));
      const never = { Condition: '{% false %}', Next: first ?? name };
      return {
        Type: type,
        QueryLanguage: 'JSONata',
        Choices: others.length > 0 ? others : [never],
        Default: first ?? name,
      };
    }
    case 'Wait':
      return { Type: type, Seconds: 0, ...end };
    case 'Task':
      return {
        Type: type,
        Resource: state.resource ?? 'arn:aws:states:::lambda:invoke',
        ...handlers(state, first),
        ...end,
      };
    case 'Parallel': {
      const branches = state.inner.length > 0 ? state.inner : [{ owner: state, states: new Map() }];
      return { Type: type, Branches: branches.map(scopeJson), ...end };
    }
    case 'Map': {
      const processor = scopeJson(state.inner[0] ?? { owner: state, states: new Map() });
      const mode = state.isDistributed ? { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } : { Mode: 'INLINE' };
      const items = Array.from({ length: state.length }, (_, index) => index);
      return {
        Type: type,
        QueryLanguage: 'JSONata',
        Items: items,
        ItemProcessor: { ProcessorConfig: mode, ...processor },
        ...end,
      };
    }
    default:
      return { Type: 'Pass', ...end };
  }
}

function failJson({ failure }: StateNode): JsonObject {
  const member = (name: string, value: Json | undefined): JsonObject =>
    typeof value === 'string' ? { [name]: value } : {};
  return isJsonObject(failure ?? null)
    ? { Type: 'Fail', ...member('Error', failure?.error), ...member('Cause', failure?.cause) }
    : { Type: 'Fail' };
}

/** A task that was tried again, or left in spite of a failure. */
function handlers({ hasFailed, retries, failure }: StateNode, next: string | undefined): JsonObject {
  if (!hasFailed) return {};
  const all = ['States.ALL'];
  return {
    ...(retries > 0 && { Retry: [{ ErrorEquals: all, IntervalSeconds: 1, MaxAttempts: retries }] }),
    ...(failure === undefined && next !== undefined && { Catch: [{ ErrorEquals: all, Next: next }] }),
  };
}
