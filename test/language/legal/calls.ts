/** Calls of services, made from the catalogue: each optimized integration and any action of an API, with parameters. */

import type { Json } from '#asl/json';
import { callOf } from '#asl/services/call';
import { optimizedServices } from '#asl/services/optimized/index';
import { parseResource } from '#asl/services/resource';
import type { Member, Shape, Structure } from '#asl/services/shape';
import { SERVICE_NAMES, SERVICES } from '../../services.ts';
import type { Fields, Spot } from './objects.ts';

/** Every optimized integration with each of its patterns. */
export const OPTIMIZED: readonly string[] = Object.entries(optimizedServices).flatMap(([service, { actions }]) =>
  Object.entries(actions).flatMap(([action, { patterns, disputed = [] }]) =>
    ['', ...patterns.filter((one) => !disputed.includes(one))].map((pattern) => `${service}:${action}${pattern}`),
  ),
);

/** A resource with the parameters that it needs and some of the others. */
export function legalCall(spot: Spot): Fields {
  const { dice } = spot;
  const partition = dice.pick(['aws', 'aws-cn', 'aws-us-gov', '${AWS::Partition}']);
  const call = dice.chance(0.5) ? dice.pick(OPTIMIZED) : anyAction(spot);
  return callWith(`arn:${partition}:states:::${call}`, spot);
}

const TOKEN = '.waitForTaskToken';

/** The resource with parameters; a task token goes into one of them where it is waited for. */
export function callWith(resource: string, spot: Spot): Fields {
  const call = callOf(parseResource(resource), SERVICES);
  const needed = [...(call?.required ?? []), ...(call?.oneOf.slice(0, 1) ?? [])];
  const parameters = call?.input ? structure(call.input, spot, 3, needed) : {};
  const isWaiting = resource.endsWith(TOKEN) && call?.input !== undefined && passToken(parameters, call.input, spot);
  const Resource = isWaiting ? resource : resource.replace(TOKEN, '');
  return { Resource, [spot.language === 'JSONata' ? 'Arguments' : 'Parameters']: parameters };
}

function anyAction({ dice }: Spot): string {
  const service = dice.pick(SERVICE_NAMES);
  const actions = SERVICES.services()?.get(service)?.actions ?? [];
  const [action = 'getObject'] = actions.length > 0 ? [dice.pick(actions)] : [];
  return `aws-sdk:${actions.length > 0 ? service : 's3'}:${action}${dice.chance(0.1) ? '.waitForTaskToken' : ''}`;
}

function structure(shape: Structure, spot: Spot, depth: number, needed: readonly string[] = []): Fields {
  const members = [...shape.members.values()].filter(({ isAlias }) => !isAlias);
  const made: Fields = {};
  const chosen = shape.isUnion
    ? members.slice(0, 1)
    : members.filter(
        ({ name, required }) =>
          required || needed.includes(name) || (depth > 0 && spot.dice.chance(3 / (members.length + 3))),
      );
  for (const member of chosen) addMember(made, member, spot, depth);
  return made;
}

/** Written down or computed. */
function addMember(made: Fields, { name, shape }: Member, spot: Spot, depth: number): void {
  const { dice, language } = spot;
  if (depth <= 0 || dice.chance(0.2)) {
    if (language === 'JSONata') made[name] = '{% $states.input.s %}';
    else made[`${name}.$`] = dice.pick(['$.s', '$$.Execution.Name', "States.Format('{}', $.s)"]);
  } else made[name] = valueOf(shape, spot, depth - 1);
}

function valueOf(shape: Shape, spot: Spot, depth: number): Json {
  const { dice } = spot;
  switch (shape.kind) {
    case 'structure':
      return structure(shape, spot, depth);
    case 'list':
      return Array.from({ length: Math.max(shape.min ?? 0, Math.min(shape.max ?? 2, 2)) }, () =>
        valueOf(shape.item, spot, depth - 1),
      );
    case 'map':
      return depth > 0 ? { [shape.values?.[0] ?? 'key']: valueOf(shape.value, spot, depth - 1) } : {};
    case 'string':
      return shape.values
        ? dice.pick(shape.values)
        : dice.pick(['text', '${FromTemplate}', 'https://example.com/a?b=c']);
    case 'number': {
      const low = shape.min ?? 0;
      return dice.pick([low, Math.min(shape.max ?? low + 5, low + 5), '${FromTemplate}']);
    }
    case 'boolean':
      return dice.pick<Json>([true, false, '${FromTemplate}']);
    case 'timestamp':
      return '2026-01-31T12:00:00Z';
    default:
      return 'text';
  }
}

/** The first member that is a text, or any JSON, holds the token; of lists and objects, one in them. */
function passToken(made: Fields, { members }: Structure, spot: Spot): boolean {
  for (const { name, shape } of members.values()) {
    const token = tokenIn(shape, spot);
    if (token === undefined) continue;
    delete made[name];
    delete made[`${name}.$`];
    const isPath = token === '$$.Task.Token';
    made[isPath ? `${name}.$` : name] = token;
    return true;
  }
  return false;
}

function tokenIn(shape: Shape, spot: Spot): Json | undefined {
  if (shape.kind === 'any' || (shape.kind === 'string' && !shape.values))
    return spot.language === 'JSONata' ? '{% $states.context.Task.Token %}' : '$$.Task.Token';
  if (shape.kind === 'list' && shape.item.kind === 'structure') {
    const item = structure(shape.item, spot, 0);
    return passToken(item, shape.item, spot) ? [item] : undefined;
  }
  return undefined;
}
