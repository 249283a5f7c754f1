/** Spans of time as people say them: 86400 is one day, and a retrier waits 1 s, 2 s and 4 s. */
import { type ObjectNode, type SyntaxNode, valueOf } from '#asl';
import { findField, objectSpecs } from '#asl/spec';
import { contentEnd } from '../edits/layout.ts';
import { type HintContext, type InlayHint, isWanted } from './hint.ts';

export function* durationHints(ctx: HintContext): Iterable<InlayHint> {
  const { doc, walk } = ctx;
  for (const { spec, value } of walk.fields) {
    if (!spec.name.endsWith('Seconds') || value?.kind !== 'number' || value.value <= MINUTE) continue;
    yield { offset: contentEnd(doc.text, value), label: inWords(value.value), kind: 'value' };
  }
  for (const { spec, node } of walk.objects) {
    const errors = spec.name === 'Retrier' && isWanted(ctx, node) ? valueOf(node, 'ErrorEquals') : undefined;
    const schedule = errors && scheduleOf(node);
    if (schedule) yield { offset: contentEnd(doc.text, errors), ...schedule, kind: 'value' };
  }
}

const MINUTE = 60;
const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [MINUTE, 'min'],
  [1, 's'],
];

/** `1 h 30 min`: the two largest units that say something. */
export function inWords(seconds: number): string {
  const parts: string[] = [];
  let rest = Math.round(seconds * 100) / 100;
  for (const [size, name] of UNITS) {
    const count = size === 1 ? Math.round(rest * 100) / 100 : Math.floor(rest / size);
    if (count > 0 && parts.length < 2) parts.push(`${count} ${name}`);
    if (count > 0 && parts.length === 2) break;
    rest -= count * size;
  }
  return parts.join(' ') || '0 s';
}

/** So many delays are written out. */
const SHOWN = 5;

/** When the state runs again; undefined where a value is not written down. */
function scheduleOf(retrier: ObjectNode): Pick<InlayHint, 'label' | 'tooltip'> | undefined {
  const [interval, attempts, rate] = ['IntervalSeconds', 'MaxAttempts', 'BackoffRate'].map((name) =>
    numberOf(valueOf(retrier, name), defaultOf(name)),
  );
  const longest = numberOf(valueOf(retrier, 'MaxDelaySeconds'), Number.POSITIVE_INFINITY);
  if (interval === undefined || attempts === undefined || rate === undefined || longest === undefined) return undefined;
  if (attempts < 0 || interval < 0 || rate < 1) return undefined;
  if (attempts === 0) return { label: 'no retries' };
  const jitter = valueOf(retrier, 'JitterStrategy');
  const isSpread = jitter?.kind === 'string' && jitter.value === 'FULL';
  const delay = (attempt: number): number => Math.min(interval * rate ** attempt, longest);
  const delays = Array.from({ length: Math.min(attempts, SHOWN) }, (_, i) => inWords(delay(i)));
  const more = attempts > SHOWN ? `, … ${attempts} times` : '';
  return {
    label: `after ${isSpread ? 'up to ' : ''}${delays.join(', ')}${more}`,
    tooltip: `After one of these errors the state runs again up to ${attempts} ${attempts === 1 ? 'time' : 'times'}${isSpread ? ', each time after a random part of the delay' : ''}.`,
  };
}

function numberOf(node: SyntaxNode | undefined, otherwise: number): number | undefined {
  if (!node) return otherwise;
  return node.kind === 'number' && Number.isFinite(node.value) ? node.value : undefined;
}

function defaultOf(field: string): number {
  const retrier = objectSpecs.Retrier;
  return Number((retrier && findField(retrier, field)?.default) ?? Number.NaN);
}
