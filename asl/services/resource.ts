/** What the `Resource` of a Task names. Placeholders may stand for any part; what they hide is not judged. */
import { hasPlaceholder } from '../syntax.ts';

export type Resource =
  /** `arn:aws:states:::lambda:invoke.waitForTaskToken` */
  | { readonly kind: 'optimized'; readonly service: string; readonly action: string; readonly pattern: string }
  /** `arn:aws:states:::aws-sdk:s3:getObject` */
  | { readonly kind: 'sdk'; readonly service: string; readonly action: string; readonly pattern: string }
  | { readonly kind: 'lambda'; readonly name: string; readonly qualifier: string | undefined }
  | { readonly kind: 'activity'; readonly name: string }
  /** An ARN or another URI that Step Functions does not know. */
  | { readonly kind: 'foreign' }
  /** No URI at all. */
  | { readonly kind: 'malformed' }
  /** A placeholder hides what it is. */
  | { readonly kind: 'unknown' };

/**
 * Reads a `Resource`.
 *
 * @example parseResource('arn:aws:states:::ecs:runTask.sync') // { kind: 'optimized', service: 'ecs', … }
 */
export function parseResource(text: string): Resource {
  // A placeholder may hold colons of its own; inside the braces they do not count.
  const parts = text
    .replace(/[$#]\{[^{}\n]+\}/g, (hole) => hole.replaceAll(':', '\u0000'))
    .split(':')
    .map((part) => part.replaceAll('\u0000', ':'));
  const [scheme = '', , service = '', region = '', account = '', ...rest] = parts;
  if (hasPlaceholder(scheme) || hasPlaceholder(service)) return { kind: 'unknown' };
  if (scheme !== 'arn')
    return { kind: /^[A-Za-z][\w+.-]*:./.test(text) ? 'foreign' : hasPlaceholder(text) ? 'unknown' : 'malformed' };
  if (service === 'lambda' && rest[0] === 'function') return lambda(rest);
  if (service !== 'states') return { kind: hasPlaceholder(text) ? 'unknown' : 'foreign' };
  if (rest[0] === 'activity') return { kind: 'activity', name: rest.slice(1).join(':') };
  // Published definitions have a region and an account here too; what counts is the call.
  if ((region === '' && account === '') || rest[0] === 'aws-sdk') return integration(rest);
  return { kind: hasPlaceholder(text) ? 'unknown' : 'foreign' };
}

function lambda([, name = '', ...qualifier]: readonly string[]): Resource {
  return { kind: 'lambda', name, qualifier: qualifier.length ? qualifier.join(':') : undefined };
}

function integration(rest: readonly string[]): Resource {
  const isSdk = rest[0] === 'aws-sdk';
  const [service = '', ...call] = isSdk ? rest.slice(1) : rest;
  const text = call.join(':');
  const dot = text.indexOf('.');
  const action = dot < 0 ? text : text.slice(0, dot);
  const pattern = dot < 0 ? '' : text.slice(dot);
  if (hasPlaceholder(service) || hasPlaceholder(text)) return { kind: 'unknown' };
  return { kind: isSdk ? 'sdk' : 'optimized', service, action, pattern };
}
