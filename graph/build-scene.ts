/**
 * From the typed view of a definition to its scene. Never throws: a half-typed machine gives what is known of it,
 * a transition to a state that does not exist gives no edge (the diagnostics say so), and two states of one name
 * still get two ids.
 */
import {
  type Machine,
  type ObjectNode,
  pointerOf,
  reachableFrom,
  type Scope,
  type State,
  stringOf,
  type Transition,
} from '#asl';
import { badgesOf, errorNamesOf } from './scene/badges.ts';
import { conditionLabel, conditionText } from './scene/condition.ts';
import { detailOf } from './scene/detail.ts';
import { shortenNames } from './scene/words.ts';
import type { Scene, SceneEdge, SceneNode, SceneScope } from './scene.ts';

const LABEL_LENGTH = 28;

/**
 * The scene of a machine, all scopes in one tree.
 *
 *     const [machine] = parseAsl(text, 'json').machines;
 *     if (machine) renderSvg(layoutScene(buildScene(machine)));
 */
export function buildScene(machine: Machine): Scene {
  const ids = new Map<State, string>();
  const used = new Set<string>();
  for (const state of machine.states) ids.set(state, uniqueId(pointerOf(state.node), used));
  const comment = stringOf(machine.node, 'Comment');
  const root = sceneScope(machine.scope, ids);
  return { root, queryLanguage: machine.queryLanguage, ...(comment === undefined ? {} : { comment }) };
}

function uniqueId(pointer: string, used: Set<string>): string {
  let id = pointer;
  for (let n = 2; used.has(id); n++) id = `${pointer}#${n}`;
  used.add(id);
  return id;
}

function sceneScope(scope: Scope, ids: ReadonlyMap<State, string>): SceneScope {
  const reachable = reachableFrom(scope);
  const first = scope.start && scope.byName.get(scope.start.target);
  return {
    id: pointerOf(scope.node),
    kind: scope.kind,
    label: scope.kind === 'branch' ? `branch ${scope.index + 1}` : scope.kind === 'processor' ? 'each item' : '',
    nodes: scope.states.map((state) => sceneNode(state, ids, reachable)),
    edges: scope.states.flatMap((state) => edgesOf(state, ids)),
    start: first && ids.get(first),
  };
}

function sceneNode(state: State, ids: ReadonlyMap<State, string>, reachable: ReadonlySet<State>): SceneNode {
  return {
    id: ids.get(state) ?? '',
    name: state.name,
    type: state.type ?? 'Unknown',
    detail: detailOf(state),
    badges: badgesOf(state),
    scopes: state.scopes.map((scope) => sceneScope(scope, ids)),
    terminal: state.isTerminal,
    unreachable: !reachable.has(state),
    nameRange: { start: state.key.start, end: state.key.end },
    range: { start: state.property.start, end: state.property.end },
  };
}

function edgesOf(state: State, ids: ReadonlyMap<State, string>): SceneEdge[] {
  return state.transitions.flatMap((transition, position) => {
    const target = state.scope.byName.get(transition.target);
    const from = ids.get(state);
    const to = target && ids.get(target);
    if (from === undefined || to === undefined || transition.kind === 'start') return [];
    const { start, end } = transition.holder ?? transition.node;
    const kind = transition.kind;
    // A key that is written twice gives two transitions of one kind: the position keeps their ids apart.
    const index =
      transition.index ?? (kind === 'next' || kind === 'default' ? firstOf(state, kind, position) : position);
    return [{ id: `${from}|${kind}|${index}`, from, to, kind, ...wordsOf(transition), range: { start, end } }];
  });
}

function firstOf(state: State, kind: Transition['kind'], position: number): number {
  return state.transitions.findIndex((other) => other.kind === kind) === position ? 0 : position;
}

function wordsOf({ kind, holder, index }: Transition): Pick<SceneEdge, 'label' | 'tooltip'> {
  if (kind === 'default') return { label: 'default', tooltip: 'Default: no rule holds' };
  if (kind === 'choice' && holder) {
    const whole = conditionText(holder);
    const comment = stringOf(holder, 'Comment');
    return { label: conditionLabel(holder, index ?? 0), tooltip: [whole, comment].filter(Boolean).join('\n') };
  }
  if (kind === 'catch' && holder) return catchWords(holder);
  return { label: '', tooltip: '' };
}

function catchWords(holder: ObjectNode): Pick<SceneEdge, 'label' | 'tooltip'> {
  const names = errorNamesOf(holder);
  const tooltip = names.length > 0 ? `Catch ${names.join(', ')}` : 'Catch';
  return { label: shortenNames(names, LABEL_LENGTH) || 'catch', tooltip };
}
