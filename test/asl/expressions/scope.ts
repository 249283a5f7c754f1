/** Scopes for tests of expressions. */
import type { JsonataScope, PathScope } from '#asl/expressions';
import type { Json, JsonObject } from '#asl/json';

export interface Known {
  readonly data?: Json;
  readonly context?: Json;
  readonly variables?: JsonObject;
  readonly random?: () => number;
}

export function pathScope({ data = {}, context = {}, variables = {}, random = () => 0.5 }: Known = {}): PathScope {
  return { data, context, variable: (name) => variables[name], random };
}

export function jsonataScope({
  data = {},
  context = {},
  variables = {},
  random = () => 0.5,
}: Known = {}): JsonataScope {
  return { states: { input: data, context }, variable: (name) => variables[name], random, timestamp: 0 };
}
