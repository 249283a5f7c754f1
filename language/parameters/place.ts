/** The parameter of a call at a place in the text: which member of which shape, however deep. */
import { type ObjectNode, type Place, type PropertyNode, type State, type SyntaxNode, stringOf } from '#asl';
import { type Call, callOf } from '#asl/services/call';
import type { ServiceCatalog } from '#asl/services/catalog';
import { parseResource } from '#asl/services/resource';
import type { Member, Shape, Structure } from '#asl/services/shape';
import { memberName } from './mistakes.ts';

export interface ParameterPlace {
  readonly call: Call;
  /** What the object around the place is: a structure or a map. */
  readonly holder: Shape;
  /** Its path in the parameters. */
  readonly path: readonly string[];
}

/** The call of a state; undefined where it calls no service, or none that is known. */
export function callOfState(state: State | undefined, services: ServiceCatalog): Call | undefined {
  const resource = state?.type === 'Task' ? stringOf(state.node, 'Resource') : undefined;
  return resource === undefined ? undefined : callOf(parseResource(resource), services);
}

/** What the call of a state gives back at once; undefined where that is not known, or the task waits for something else. */
export function resultOfState(state: State | undefined, services: ServiceCatalog): Structure | undefined {
  const text = state?.type === 'Task' ? stringOf(state.node, 'Resource') : undefined;
  const resource = parseResource(text ?? '');
  if ((resource.kind !== 'optimized' && resource.kind !== 'sdk') || resource.pattern !== '') return undefined;
  return callOf(resource, services)?.output;
}

/** The object of parameters around the place; undefined outside of parameters, and where the call is not known. */
export function parametersAround(place: Place, services: ServiceCatalog): ParameterPlace | undefined {
  const { field, object } = place;
  const name = field?.spec.name;
  if (!field?.state || field.object.name !== 'Task' || (name !== 'Parameters' && name !== 'Arguments'))
    return undefined;
  const call = callOfState(field.state, services);
  if (!call?.input) return undefined;
  // A new object under a key of YAML is not there yet: it is what stands under the property.
  const path = object ? pathOf(object, field.property) : place.property && pathUnder(place.property, field.property);
  const holder = path && shapeAt(call.input, path);
  return path && holder && { call, holder, path };
}

/** The member that a property of the parameters gives. */
export function memberIn({ holder }: ParameterPlace, key: string): Member | undefined {
  const name = memberName(key);
  if (holder.kind === 'structure') return holder.members.get(name);
  return holder.kind === 'map' ? { name, required: false, shape: holder.value } : undefined;
}

/** The keys that lead from the field to the object; undefined where the object is not in it. */
function pathOf(object: ObjectNode, field: PropertyNode): readonly string[] | undefined {
  let up: SyntaxNode | PropertyNode | undefined = object.parent;
  while (up?.kind === 'array') up = up.parent;
  return up?.kind === 'property' ? pathUnder(up, field) : undefined;
}

function pathUnder(property: PropertyNode, field: PropertyNode): readonly string[] | undefined {
  if (property === field) return [];
  const above = property.parent?.kind === 'object' ? pathOf(property.parent, field) : undefined;
  return above && [...above, memberName(property.key.value)];
}

function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  let at: Shape | undefined = shape;
  for (const name of path) {
    at = itemOf(at);
    at = at?.kind === 'structure' ? at.members.get(name)?.shape : at?.kind === 'map' ? at.value : undefined;
  }
  return itemOf(at);
}

/** What stands in a list, however deep lists are in lists. */
function itemOf(shape: Shape | undefined): Shape | undefined {
  let at = shape;
  while (at?.kind === 'list') at = at.item;
  return at;
}
