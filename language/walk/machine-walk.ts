/**
 * One walk over a machine that all field rules share: every object that the tables describe, with its table, and
 * every value of a known field. It is linear in the text, so that a machine of 1 MB stays answerable.
 */

import {
  isHole,
  type Machine,
  type ObjectNode,
  type PropertyNode,
  type Scope,
  type State,
  type SyntaxNode,
  stringOf,
} from '#asl';
import { parseResource } from '#asl/services/resource';
import { type FieldSpec, machineSpec, type ObjectSpec, objectSpecs, stateSpecs } from '#asl/spec';
import { type ExpressionSite, sitesIn } from './expression-sites.ts';
import type { WalkedField, WalkedObject } from './walked.ts';

export interface MachineWalk {
  readonly objects: readonly WalkedObject[];
  readonly fields: readonly WalkedField[];
  /** Found when a rule first asks for them. */
  readonly sites: readonly ExpressionSite[];
}

/** Walks the machine once. A state of unknown type is left out: nobody knows what may stand in it. */
export function walkMachine(machine: Machine): MachineWalk {
  const walk = new Walk();
  walk.object(machine.node, machineSpec, machine.scope, undefined);
  return walk;
}

function isForeign(spec: FieldSpec, node: ObjectNode): boolean {
  return spec.object === 'Credentials' && parseResource(stringOf(node, 'Resource') ?? '').kind === 'foreign';
}

class Walk implements MachineWalk {
  readonly objects: WalkedObject[] = [];
  readonly fields: WalkedField[] = [];
  private found: readonly ExpressionSite[] | undefined;
  private readonly tables = new Map<ObjectSpec, ReadonlyMap<string, FieldSpec>>();

  get sites(): readonly ExpressionSite[] {
    this.found ??= sitesIn(this.fields);
    return this.found;
  }

  object(node: ObjectNode, spec: ObjectSpec, scope: Scope, state: State | undefined): void {
    const fields = new Map<string, WalkedField>();
    const unknown: PropertyNode[] = [];
    const queryLanguage = state?.queryLanguage ?? scope.machine.queryLanguage;
    const owner: WalkedObject = { node, spec, state, scope, queryLanguage, fields, unknown };
    this.objects.push(owner);
    const table = this.tableOf(spec);
    for (const property of node.properties) {
      const field = table.get(property.key.value);
      if (field)
        fields.set(field.name, {
          owner,
          spec: field,
          property,
          value: property.value,
          isForeign: isForeign(field, node),
        });
      else unknown.push(property);
    }
    for (const field of fields.values()) {
      this.fields.push(field);
      this.inside(field);
    }
  }

  private tableOf(spec: ObjectSpec): ReadonlyMap<string, FieldSpec> {
    let table = this.tables.get(spec);
    if (!table) {
      table = new Map(spec.fields.map((field) => [field.name, field]));
      this.tables.set(spec, table);
    }
    return table;
  }

  private inside({ owner, spec, value, isForeign }: WalkedField): void {
    if (!value || isHole(value) || isForeign) return;
    const inner = spec.object === undefined ? undefined : objectSpecs[spec.object];
    switch (spec.kind) {
      case 'object':
        if (inner && value.kind === 'object') this.object(value, inner, owner.scope, owner.state);
        return;
      case 'objects':
        if (!inner || value.kind !== 'array') return;
        for (const item of value.items)
          if (item.kind === 'object' && !isHole(item)) this.object(item, inner, owner.scope, owner.state);
        return;
      case 'scope':
        if (inner) this.scopeOn(value, inner, owner);
        return;
      case 'scopes':
        if (!inner || value.kind !== 'array') return;
        for (const item of value.items) this.scopeOn(item, inner, owner);
        return;
      case 'states':
        for (const state of owner.scope.states)
          if (state.type) this.object(state.node, stateSpecs[state.type], state.scope, state);
        return;
      default:
    }
  }

  private scopeOn(node: SyntaxNode, spec: ObjectSpec, { state }: WalkedObject): void {
    const scope = state?.scopes.find((inner) => inner.node === node);
    if (scope) this.object(scope.node, spec, scope, undefined);
  }
}
