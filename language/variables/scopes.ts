/**
 * Which scopes' variables a scope can read. Inner scopes read the variables of outer ones, except for the child
 * executions of a distributed Map, which start afresh.
 */
import { isHole, valueOf as memberOf, type Scope, stringOf } from '#asl';

/** The scope itself and the outer ones whose variables it can read, innermost first. */
export function readableScopes(scope: Scope): Scope[] {
  const scopes = [scope];
  for (let at = scope; at.owner && !isDistributed(at); at = at.owner.scope) scopes.push(at.owner.scope);
  return scopes;
}

/** True for the processor of a Map whose iterations are executions of their own. */
export function isDistributed({ kind, node }: Scope): boolean {
  const config = kind === 'processor' ? memberOf(node, 'ProcessorConfig') : undefined;
  const mode = config?.kind === 'object' && !isHole(config) ? stringOf(config, 'Mode') : undefined;
  return mode === 'DISTRIBUTED';
}
