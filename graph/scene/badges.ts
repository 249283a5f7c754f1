/** The small marks at a node's right edge: only what a reader would miss otherwise. */
import { isHole, type ObjectNode, type State, type SyntaxNode, stringOf, valueOf } from '#asl';
import type { SceneBadge } from '../scene.ts';
import { durationText, expressionText, pathText } from './words.ts';

/** The badges of a state, in the order in which they are drawn. */
export function badgesOf(state: State): readonly SceneBadge[] {
  const { node } = state;
  const badges: (SceneBadge | undefined)[] = [
    distributedBadge(state),
    retryBadge(node),
    catchBadge(node),
    timeoutBadge(node),
    callbackBadge(node),
    languageBadge(state),
  ];
  return badges.filter((badge): badge is SceneBadge => badge !== undefined);
}

const objectsIn = (list: SyntaxNode | undefined): ObjectNode[] =>
  list?.kind === 'array'
    ? list.items.filter((item): item is ObjectNode => item.kind === 'object' && !isHole(item))
    : [];

/** The attempts that the retriers of a state allow together; a retrier without MaxAttempts allows three. */
function retryBadge(node: ObjectNode): SceneBadge | undefined {
  const retriers = objectsIn(valueOf(node, 'Retry'));
  if (retriers.length === 0) return undefined;
  let attempts = 0;
  let known = true;
  for (const retrier of retriers) {
    const max = valueOf(retrier, 'MaxAttempts');
    if (max && max.kind !== 'number') known = false;
    attempts = Math.max(attempts, max?.kind === 'number' ? max.value : 3);
  }
  const tooltip = retriers.map((retrier) => `Retry on ${errorNamesText(retrier)}`).join('\n');
  return { kind: 'retry', text: known ? `×${attempts}` : '', tooltip };
}

function catchBadge(node: ObjectNode): SceneBadge | undefined {
  const catchers = objectsIn(valueOf(node, 'Catch'));
  if (catchers.length === 0) return undefined;
  const tooltip = catchers
    .map((catcher) => `Catch ${errorNamesText(catcher)} → ${stringOf(catcher, 'Next') ?? 'nowhere'}`)
    .join('\n');
  return { kind: 'catch', text: '', tooltip };
}

/** The error names of a retrier or catcher. */
export function errorNamesOf(holder: ObjectNode): string[] {
  const names = valueOf(holder, 'ErrorEquals');
  if (names?.kind === 'string') return [names.value];
  if (names?.kind !== 'array') return [];
  return names.items.flatMap((name) => (name.kind === 'string' ? [name.value] : []));
}

const errorNamesText = (holder: ObjectNode): string => errorNamesOf(holder).join(', ');

function timeoutBadge(node: ObjectNode): SceneBadge | undefined {
  const seconds = valueOf(node, 'TimeoutSeconds');
  if (seconds?.kind === 'number')
    return { kind: 'timeout', text: '', tooltip: `Times out after ${durationText(seconds.value)}` };
  if (seconds?.kind === 'string')
    return { kind: 'timeout', text: '', tooltip: `Times out after ${expressionText(seconds.value)} seconds` };
  const path = stringOf(node, 'TimeoutSecondsPath');
  return path === undefined
    ? undefined
    : { kind: 'timeout', text: '', tooltip: `Times out after ${pathText(path)} seconds` };
}

function callbackBadge(node: ObjectNode): SceneBadge | undefined {
  if (!stringOf(node, 'Resource')?.endsWith('.waitForTaskToken')) return undefined;
  return { kind: 'callback', text: '', tooltip: 'Waits for a call back with the task token' };
}

function languageBadge({ queryLanguage, scope }: State): SceneBadge | undefined {
  if (queryLanguage === scope.machine.queryLanguage) return undefined;
  return { kind: 'language', text: queryLanguage, tooltip: `This state uses ${queryLanguage}` };
}

function distributedBadge({ type, node }: State): SceneBadge | undefined {
  if (type !== 'Map') return undefined;
  const config = valueOf(valueOf(node, 'ItemProcessor'), 'ProcessorConfig');
  if (stringOf(config, 'Mode') !== 'DISTRIBUTED') return undefined;
  return { kind: 'distributed', text: 'distributed', tooltip: 'Distributed Map: each item is an execution of its own' };
}
