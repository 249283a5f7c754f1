/** What a state does, in a few words under its name. One entry per state type, so that a new type does not compile without. */
import { isHole, type ObjectNode, type State, type StateType, type SyntaxNode, stringOf, valueOf } from '#asl';
import { conditionText } from './condition.ts';
import { durationText, expressionText, oneLine, pathText, plural, shorten, shortenCondition } from './words.ts';

const LIMIT = 44;

/** The detail line of a state: `lambda:invoke`, `dynamodb:putItem · sync`, `wait 30 s`. */
export function detailOf(state: State): string {
  if (!state.type) {
    const type = valueOf(state.node, 'Type');
    if (!type) return 'no type yet';
    return shorten(type.kind === 'string' ? `unknown type ${type.value || '""'}` : 'unknown type', LIMIT);
  }
  return shorten(oneLine(DETAILS[state.type](state)), LIMIT);
}

const DETAILS: Readonly<Record<StateType, (state: State) => string>> = {
  Task: ({ node }) => resourceText(stringOf(node, 'Resource') ?? placeholderText(valueOf(node, 'Resource')) ?? ''),
  Pass: passText,
  Choice: choiceText,
  Wait: waitText,
  Succeed: () => 'succeeds',
  Fail: failText,
  Parallel: ({ scopes }) => plural(scopes.length, 'branch', 'branches'),
  Map: mapText,
};

/** A resource as the services are called: `lambda:invoke`, `s3:getObject`, `batch:submitJob · sync`. */
function resourceText(resource: string): string {
  if (!resource.startsWith('arn:')) return resource || 'no resource yet';
  const integration = /^arn:[^:]*:states:[^:]*:[^:]*:(?:aws-sdk:)?([^:]+):(.+)$/.exec(resource);
  const [, service = '', action = ''] = integration ?? [];
  if (service === 'activity') return `activity ${action}`;
  if (service) {
    const [call, ...pattern] = action.split('.');
    const suffix = pattern.join('.').replace(/^sync(?::\d)?$/, 'sync');
    return `${service}:${call}${suffix ? ` · ${suffix === 'waitForTaskToken' ? 'callback' : suffix}` : ''}`;
  }
  const lambda = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:(.+)$/.exec(resource);
  return lambda?.[1] ? `lambda ${lambda[1]}` : resource;
}

function placeholderText(node: SyntaxNode | undefined): string | undefined {
  if (node?.kind === 'placeholder') return `\${${node.name}}`;
  if (!isHole(node) || node?.kind !== 'object') return undefined;
  const [property] = node.properties;
  const value = property?.value;
  return value?.kind === 'string' ? `\${${value.value}}` : property?.key.value;
}

function passText({ node }: State): string {
  const assigned = valueOf(node, 'Assign');
  if (assigned?.kind === 'object' && assigned.properties.length > 0) return `assigns ${keysText(assigned)}`;
  const output = valueOf(node, 'Output');
  if (output?.kind === 'object') return `outputs ${keysText(output)}`;
  if (output?.kind === 'string') return `outputs ${expressionText(output.value)}`;
  const result = valueOf(node, 'Result') ?? valueOf(node, 'Parameters');
  const path = stringOf(node, 'ResultPath');
  if (result && path && path !== '$') return `sets ${pathText(path)}`;
  if (result?.kind === 'object') return `outputs ${keysText(result)}`;
  if (result || output) return 'outputs a fixed value';
  return 'passes its input on';
}

function keysText(node: ObjectNode): string {
  return node.properties.map(({ key }) => key.value.replace(/\.\$$/, '')).join(', ') || 'an empty object';
}

function choiceText({ node }: State): string {
  const rules = valueOf(node, 'Choices');
  if (rules?.kind !== 'array') return 'no rules yet';
  const first = rules.items.find((rule): rule is ObjectNode => rule.kind === 'object');
  const text = first ? conditionText(first) : '';
  if (!text) return plural(rules.items.length, 'rule', 'rules');
  if (rules.items.length === 1) return shortenCondition(text, LIMIT);
  return `${shortenCondition(text, LIMIT - 2)
    .replace(/\u2026$/, '')
    .trimEnd()} …`;
}

function waitText({ node }: State): string {
  const seconds = valueOf(node, 'Seconds');
  if (seconds?.kind === 'number') return `wait ${durationText(seconds.value)}`;
  if (seconds?.kind === 'placeholder') return `wait \${${seconds.name}} s`;
  if (seconds?.kind === 'string') return `wait ${expressionText(seconds.value)} s`;
  const until = stringOf(node, 'Timestamp');
  if (until !== undefined) return `until ${expressionText(until)}`;
  const secondsPath = stringOf(node, 'SecondsPath');
  if (secondsPath !== undefined) return `wait ${pathText(secondsPath)} s`;
  const untilPath = stringOf(node, 'TimestampPath');
  return untilPath === undefined ? 'no duration yet' : `until ${pathText(untilPath)}`;
}

function failText({ node }: State): string {
  const error = stringOf(node, 'Error');
  if (error) return expressionText(error);
  const path = stringOf(node, 'ErrorPath');
  if (path) return `error from ${pathText(path)}`;
  const cause = stringOf(node, 'Cause');
  return cause ? expressionText(cause) : 'fails';
}

function mapText({ node }: State): string {
  const items = valueOf(node, 'Items') ?? valueOf(node, 'ItemsPath');
  const source = stringOf(valueOf(node, 'ItemReader'), 'Resource');
  const each = source
    ? `each from ${resourceText(source)}`
    : items?.kind === 'string'
      ? `each of ${pathText(expressionText(items.value))}`
      : items?.kind === 'array'
        ? `each of ${plural(items.items.length, 'item', 'items')}`
        : 'each item';
  const concurrency = valueOf(node, 'MaxConcurrency');
  if (concurrency?.kind !== 'number' || concurrency.value <= 0) return each;
  return `${each} · ${concurrency.value === 1 ? 'one at a time' : `${concurrency.value} at a time`}`;
}
