/** What holds because a field is absent, where people are surprised by it: unlimited iterations, tasks without an end. */
import { isHole, propertyOf, type State, stringOf, valueOf } from '#asl';
import { parseResource } from '#asl/services/resource';
import { limits } from '#asl/spec';
import { contentEnd } from '../edits/layout.ts';
import { isDistributed } from '../variables/scopes.ts';
import { isUnknownKey } from '../walk/stand-ins.ts';
import { type HintContext, type InlayHint, isWanted } from './hint.ts';

export function* defaultHints(ctx: HintContext): Iterable<InlayHint> {
  const { doc, walk } = ctx;
  for (const { spec, node, state } of walk.objects) {
    if (!state || state.node !== node || !('type' in spec) || !isWanted(ctx, node)) continue;
    // What is merged in from elsewhere may hold the field.
    if (node.properties.some(({ key }) => isUnknownKey(key.value))) continue;
    const place = state.type === 'Map' ? valueOf(node, 'Type') : valueOf(node, 'Resource');
    const said = state.type === 'Map' ? concurrencyOf(state) : state.type === 'Task' ? timeoutOf(state) : undefined;
    if (place && said) yield { offset: contentEnd(doc.text, place), ...said, kind: 'value' };
  }
}

type Said = Pick<InlayHint, 'label' | 'tooltip'>;

const has = ({ node }: State, ...names: readonly string[]): boolean =>
  names.some((name) => propertyOf(node, name) !== undefined);

function concurrencyOf(state: State): Said | undefined {
  const [scope] = state.scopes;
  if (!scope || has(state, 'MaxConcurrency', 'MaxConcurrencyPath')) return undefined;
  const most = isDistributed(scope) ? limits.distributedMapConcurrency.value : limits.inlineMapConcurrency.value;
  return {
    label: `up to ${most.toLocaleString('en')} at a time`,
    tooltip: 'Without `MaxConcurrency` only the service limits how many iterations run at the same time.',
  };
}

/** Only where somebody else decides when the Task is done: a call that answers at once ends by itself. */
function timeoutOf(state: State): Said | undefined {
  const resource = parseResource(stringOf(state.node, 'Resource') ?? '');
  const waits = resource.kind === 'activity' || ('pattern' in resource && resource.pattern !== '');
  if (!waits || isHole(valueOf(state.node, 'Resource'))) return undefined;
  if (has(state, 'TimeoutSeconds', 'TimeoutSecondsPath', 'HeartbeatSeconds', 'HeartbeatSecondsPath')) return undefined;
  return {
    label: 'no timeout',
    tooltip:
      'Without `TimeoutSeconds` or `HeartbeatSeconds` the Task waits until the execution itself ends, at most a year.',
  };
}
