/**
 * What a Task calls, whatever kind of integration it is: its parameters, its result and its errors, in the names that
 * Step Functions uses. Rules, completion, hover and sample answers all read this.
 */
import type { ServiceCatalog } from './catalog.ts';
import { optimizedServices } from './optimized/index.ts';
import type { OptimizedAction, OptimizedService, OwnParameter } from './optimized-service.ts';
import type { Resource } from './resource.ts';
import type { ServiceAction, ServiceModel } from './service-model.ts';
import type { DocPlace, Member, Shape, Structure } from './shape.ts';

export interface Call {
  readonly kind: 'optimized' | 'sdk';
  /** `sqs:sendMessage` */
  readonly title: string;
  /** AWS's name of the service. */
  readonly serviceName: string;
  /** The parameters; undefined while the service is not loaded. */
  readonly input: Structure | undefined;
  /** Names that the API knows and the integration does not take. */
  readonly notTaken: ReadonlySet<string>;
  readonly required: readonly string[];
  /** One of these is needed besides. */
  readonly oneOf: readonly string[];
  /** What the service answers at once; undefined where it is not known. A task that waits gets something else. */
  readonly output: Structure | undefined;
  /** What the service answers when it is asked for the job that `.sync` waits for. */
  readonly polled: Structure | undefined;
  /** The result in words, where it is not the API's. */
  readonly result: string | undefined;
  /** The errors of the action first, then those of its service. */
  readonly errors: readonly string[];
  readonly doc: DocPlace | undefined;
  /** The page of AWS's developer guide. */
  readonly page: string;
}

/** The endings that an SDK integration may have. */
export const SDK_PATTERNS: readonly string[] = ['.waitForTaskToken'];

/** The call of a resource; undefined where there is no such action, or it is not known. */
export function callOf(resource: Resource, services: ServiceCatalog): Call | undefined {
  if (resource.kind === 'sdk') return sdkCall(resource.service, resource.action, services);
  if (resource.kind !== 'optimized') return undefined;
  const { service: name, action: wanted, pattern } = resource;
  const service = Object.hasOwn(optimizedServices, name) ? optimizedServices[name] : undefined;
  const action = service && Object.hasOwn(service.actions, wanted) ? service.actions[wanted] : undefined;
  return service && action && optimizedCall(`${name}:${wanted}`, service, action, pattern, services);
}

function sdkCall(service: string, name: string, services: ServiceCatalog): Call | undefined {
  const model = services.model(service, 'sdk');
  const action = model?.action(name);
  if (!model || !action) return undefined;
  return {
    kind: 'sdk',
    title: `${service}:${name}`,
    serviceName: model.name,
    input: action.input,
    notTaken: new Set(),
    required: requiredOf(action.input),
    oneOf: [],
    output: action.output,
    polled: undefined,
    result: undefined,
    errors: sdkErrors(model, action),
    doc: action.doc,
    page: 'supported-services-awssdk.html',
  };
}

/** What has no name of its own arrives under the name of the service. */
function sdkErrors(model: ServiceModel, action: ServiceAction): readonly string[] {
  return [...new Set([...action.errors, `${model.prefix}.${model.prefix}Exception`, ...model.errors])];
}

function optimizedCall(
  title: string,
  service: OptimizedService,
  action: OptimizedAction,
  pattern: string,
  services: ServiceCatalog,
): Call {
  const api = actionAt(action.api, services);
  const known = api || !action.api ? inputOf(action, api, pattern) : undefined;
  return {
    kind: 'optimized',
    title,
    serviceName: service.name,
    input: known,
    notTaken: new Set([...(api?.input.members.keys() ?? [])].filter((name) => !known?.members.has(name))),
    required: action.required,
    oneOf: action.oneOf ?? [],
    output: api && outputOf(action, api),
    polled: polledOf(action, pattern, services),
    result: action.result,
    errors: [...new Set([...service.errors, ...(api?.errors ?? []).map((name) => withPrefix(name, service))])],
    doc: api?.doc,
    page: service.page,
  };
}

/** The action of the catalogue that `<service>:<action>` names. */
function actionAt(name: string | undefined, services: ServiceCatalog): ServiceAction | undefined {
  const [service = '', action = ''] = name?.split(':') ?? [];
  return services.model(service, 'optimized')?.action(action);
}

/** The errors of the API under the name that the integration gives the service: `DynamoDB`, not `DynamoDb`. */
const withPrefix = (name: string, { errorPrefix }: OptimizedService): string =>
  `${errorPrefix}${name.slice(name.indexOf('.'))}`;

/** The API's members that the integration takes, with those that it adds or has in another form. */
function inputOf(action: OptimizedAction, api: ServiceAction | undefined, pattern: string): Structure {
  const { takes, own = {}, refuses = {}, required, anyJson = [] } = action;
  const refused = [...(refuses['*'] ?? []), ...(refuses[pattern] ?? [])];
  const names = [...new Set([...required, ...(takes ?? api?.input.members.keys() ?? []), ...Object.keys(own)])];
  const members = new Map<string, Member>();
  for (const name of names.filter((one) => !refused.includes(one))) {
    const fromApi = api?.input.members.get(name);
    const mine = own[name];
    members.set(name, {
      name,
      required: required.includes(name),
      doc: mine?.doc ?? fromApi?.doc,
      get shape() {
        const shape = mine?.shape ?? fromApi?.shape ?? { kind: 'any' };
        return withJson(shape, name, anyJson);
      },
    });
  }
  return { kind: 'structure', isUnion: false, members };
}

const outputOf = ({ gives = {} }: OptimizedAction, { output }: ServiceAction): Structure => withOwn(output, gives);

function polledOf(
  { polls, tells = {} }: OptimizedAction,
  pattern: string,
  services: ServiceCatalog,
): Structure | undefined {
  const output = actionAt(polls, services)?.output;
  return output && withOwn(output, tells[pattern] ?? {});
}

/** The structure with members that stand in place of its own or beside them. */
function withOwn(structure: Structure, gives: Readonly<Record<string, OwnParameter>>): Structure {
  const own = Object.entries(gives).map(([name, one]): [string, Member] => [name, { name, required: false, ...one }]);
  return own.length > 0 ? { ...structure, members: new Map([...structure.members, ...own]) } : structure;
}

/** The shape with the members at the paths (`Entries.Detail`) taking any JSON. */
function withJson(shape: Shape, path: string, anyJson: readonly string[]): Shape {
  if (anyJson.includes(path)) return { kind: 'any' };
  if (!anyJson.some((one) => one.startsWith(`${path}.`))) return shape;
  if (shape.kind === 'list') return { ...shape, item: withJson(shape.item, path, anyJson) };
  if (shape.kind !== 'structure') return shape;
  const members = [...shape.members].map(([name, member]): [string, Member] => [
    name,
    { ...member, shape: withJson(member.shape, `${path}.${name}`, anyJson) },
  ]);
  return { ...shape, members: new Map(members) };
}

const requiredOf = ({ members, isUnion }: Structure): readonly string[] =>
  isUnion
    ? []
    : [...members.values()]
        .filter(({ name, required, isAlias }) => required && !isAlias && !MADE_BY_SDK.test(name))
        .map(({ name }) => name);

/**
 * Tokens that tell a repeated call from a new one: the models call them required, and AWS's clients fill them in. The
 * catalogue does not hold that mark; botocore's models have it at nine of ten required members with such a name.
 */
const MADE_BY_SDK = /^(?:Client(?:Request)?Token|IdempotencyToken|(?:Execute|Provision|Terminate|Update)Token)$/i;
