/** How one step of a path reads a value. Kept apart because it is the engine's innermost loop. */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** What an index outside of an array gives: null as a value, a miss as an argument of an intrinsic function (measured). */
export const PAST_END = Object.freeze({ pastEnd: true }) as unknown as Json;

/** A step from one value to the next; undefined for a miss. */
export type Step = (value: Json) => Json | undefined;

/** Names that objects inherit: for those alone the slower own-property test is needed. */
const isInherited = (name: string): boolean => name in Object.prototype || name === 'toJSON';

/** A step to the member of that name. */
export function memberStep(name: string): Step {
  if (isInherited(name))
    return (value) => (isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
  // An array has members of its own: its length and its indexes.
  if (name === 'length' || /^\d/.test(name) || name in Array.prototype)
    return (value) => (isJsonObject(value) ? value[name] : undefined);
  return (value) => (typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined);
}

/** A step to the item at that index; a negative one is outside the array, as in the Jayway version that AWS runs. */
export function indexStep(index: number): Step {
  return (value) => {
    if (!isJsonArray(value)) return undefined;
    const item = value[index];
    return item === undefined ? PAST_END : item;
  };
}
