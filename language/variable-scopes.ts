/**
 * The workflow variables of a machine: where they are assigned, and which of them a scope can read. Inner scopes
 * read the variables of outer ones, except for the child executions of a distributed Map, which start afresh.
 */
import {
  hasPlaceholder,
  isHole,
  valueOf as memberOf,
  type QueryLanguage,
  type Scope,
  type StringNode,
  stringOf,
} from '#asl';
import type { MachineWalk } from './machine-walk.ts';

/** One member of an `Assign`. */
export interface Assignment {
  /** Without the `.$` of a payload template. */
  readonly name: string;
  readonly key: StringNode;
  readonly scope: Scope;
}

/** Every assignment of the machine, in the order of the text. */
export function assignmentsOf(walk: MachineWalk): Assignment[] {
  const found: Assignment[] = [];
  for (const { spec, value, owner } of walk.fields) {
    if (spec.kind !== 'assign' || value?.kind !== 'object' || isHole(value)) continue;
    for (const { key } of value.properties) {
      const name = variableNameOf(key.value, owner.queryLanguage);
      found.push({ name, key, scope: owner.scope });
    }
  }
  return found;
}

/** In JSONPath the key `total.$` assigns the variable `total`. */
export function variableNameOf(key: string, language: QueryLanguage): string {
  return language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
}

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

/** False where an `Assign` or a member of one is filled in later, so that no name is surely unassigned. */
export function areAssignmentsKnown(walk: MachineWalk): boolean {
  return walk.fields.every(({ spec, value }) => {
    if (spec.kind !== 'assign' || !value) return true;
    if (isHole(value)) return false;
    return (
      value.kind !== 'object' || value.properties.every(({ key }) => !hasPlaceholder(key.value) && key.value !== '<<')
    );
  });
}
