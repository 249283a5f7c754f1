/** What an expression may read while it is evaluated: everything else is out of its reach. */
import type { Json, JsonObject } from '../json.ts';
import type { NormalValues } from './jsonata/normalize.ts';

/** What every expression may read. */
export interface VariableScope {
  /** The value of a workflow variable; undefined where it is not assigned. */
  readonly variable: (name: string) => Json | undefined;
  /** The next random number in [0, 1). It comes from the snapshot's seed, so that a replay gives the same. */
  readonly random: () => number;
}

/** What JSONPath and intrinsic functions read: `$`, `$$` and `$variable`. */
export interface PathScope extends VariableScope {
  /** `$`: the data at this stage of the state. */
  readonly data: Json;
  /** `$$`: the context object. */
  readonly context: Json;
}

/** What a JSONata expression reads: `$states` and `$variable`. */
export interface JsonataScope extends VariableScope {
  /** `$states`: `input`, `context` and, where they exist, `result` and `errorOutput`. */
  readonly states: JsonObject;
  /** What `$now()` and `$millis()` say, in milliseconds since 1970: the execution's clock. */
  readonly timestamp: number;
  /**
   * Remembers large values that are plain JSON, which never change, so that an expression which passes one on need not
   * look through it again. Without influence on what an expression gives.
   */
  readonly seen?: NormalValues;
}
