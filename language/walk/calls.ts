/**
 * The calls that a machine makes, each with its resource and its parameters in the text: those of its tasks, and those
 * by which its Maps read and write.
 */

import { isHole, type ObjectNode, type State, type StringNode } from '#asl';
import { type Call, callOf } from '#asl/services/call';
import type { ServiceCatalog } from '#asl/services/catalog';
import { mapCallOf } from '#asl/services/map-calls';
import { parseResource, type Resource } from '#asl/services/resource';
import { mistakesIn, type ParameterMistake } from '../parameters/mistakes.ts';
import type { RuleContext } from '../rule.ts';
import { objectSpecsWhere } from './by-spec.ts';
import type { MachineWalk } from './machine-walk.ts';
import type { WalkedField, WalkedObject } from './walked.ts';

export interface TaskCall {
  readonly state: State;
  readonly object: WalkedObject;
  /** The text that names what is called. */
  readonly node: StringNode;
  readonly resource: Resource;
  /** Undefined where there is no such call, or it is not known. */
  readonly call: Call | undefined;
  /** The field that holds the parameters in the language of the state. */
  readonly field: 'Parameters' | 'Arguments';
  readonly parameters: WalkedField | undefined;
  /** The object of parameters, where it is written down. */
  readonly values: ObjectNode | undefined;
  /** What is wrong with the parameters, found when a rule first asks. */
  readonly mistakes: () => readonly ParameterMistake[];
}

const newStore = () => new WeakMap<MachineWalk, { readonly loaded: unknown; readonly calls: readonly TaskCall[] }>();

/** The calls in what was walked; worked out once for all rules, and again when more of the catalogue is loaded. */
export function callsOf({ machine, walk, services }: Pick<RuleContext, 'machine' | 'walk' | 'services'>) {
  const store = machine.notes.store(newStore);
  const known = store.get(walk);
  if (known && known.loaded === services.loaded()) return known.calls;
  const calls = callsIn(walk, machine.notes.store(newKnownCalls), services);
  store.set(walk, { loaded: services.loaded(), calls });
  return calls;
}

/** Machines call the same few resources again and again. */
class KnownCalls {
  private readonly calls = new Map<string, Called>();
  private loaded: unknown;

  of(text: string, services: ServiceCatalog): Called {
    const loaded = services.loaded();
    // Every resource that was ever typed would stay otherwise.
    if (loaded !== this.loaded || this.calls.size > MAX_KNOWN_CALLS) this.calls.clear();
    this.loaded = loaded;
    const before = this.calls.get(text);
    if (before) return before;
    const resource = parseResource(text);
    const called = { resource, call: callOf(resource, services) };
    this.calls.set(text, called);
    return called;
  }
}

type Called = Pick<TaskCall, 'resource' | 'call'>;
const MAX_KNOWN_CALLS = 10_000;
const newKnownCalls = () => new KnownCalls();

const TASKS = objectSpecsWhere(({ name }) => name === 'Task');

/** The tasks whose `Resource` is a text, in their order. */
function callsIn(walk: MachineWalk, known: KnownCalls, services: ServiceCatalog): readonly TaskCall[] {
  const found: TaskCall[] = [];
  for (const object of walk.objectsOf(TASKS)) {
    const { state } = object;
    const node = object.fields.get('Resource')?.value;
    if (!state || node?.kind !== 'string' || isHole(node)) continue;
    const called = known.of(node.value, services);
    found.push({ state, object, node, ...called, ...parametersIn(object, called.call) });
  }
  return found;
}

const newMapStore = () => new WeakMap<MachineWalk, readonly TaskCall[]>();

/** The calls of the item readers and result writers in what was walked; worked out once for all rules. */
export function mapCallsOf({ machine, walk }: Pick<RuleContext, 'machine' | 'walk'>): readonly TaskCall[] {
  const store = machine.notes.store(newMapStore);
  const found = store.get(walk) ?? walk.objectsOf(MAP_CALLERS).flatMap(mapCallIn);
  store.set(walk, found);
  return found;
}

const MAP_CALLERS = objectSpecsWhere(({ name }) => name === 'ItemReader' || name === 'ResultWriter');

function mapCallIn(object: WalkedObject): TaskCall[] {
  const { state, fields, spec } = object;
  const node = fields.get('Resource')?.value;
  if (!state || node?.kind !== 'string' || isHole(node)) return [];
  const resource = parseResource(node.value);
  const call = mapCallOf(spec.name === 'ItemReader' ? 'ItemReader' : 'ResultWriter', resource);
  return [{ state, object, node, resource, call, ...parametersIn(object, call) }];
}

type ParametersInText = Pick<TaskCall, 'field' | 'parameters' | 'values' | 'mistakes'>;

function parametersIn(object: WalkedObject, call: Call | undefined): ParametersInText {
  const { queryLanguage, fields } = object;
  const field = queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
  const parameters = fields.get(field);
  const value = parameters?.value;
  const values = value?.kind === 'object' && !isHole(value) ? value : undefined;
  const mistakes = once(() => (values && call ? mistakesIn(values, call, queryLanguage) : []));
  return { field, parameters, values, mistakes };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
