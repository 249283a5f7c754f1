/** Reads the conditions of the tables ("only with CSVHeaderLocation GIVEN") on an object of the text. */
import { hasPlaceholder, isHole, type PropertyNode } from '#asl';
import type { FieldCondition } from '#asl/spec';
import { isMisspelt } from './misspelt.ts';
import { isUnknownKey } from './stand-ins.ts';
import type { WalkedField, WalkedObject } from './walked.ts';

/** Whether the sibling has one of the values; undefined where nobody knows, because a hole or a misspelling stands for it. */
export function isMet(condition: FieldCondition, object: WalkedObject): boolean | undefined {
  const sibling = object.fields.get(condition.field);
  if (!sibling) return isMisspelt(object, condition.field) ? undefined : condition.values.includes('');
  const { value, spec } = sibling;
  if (!value || isHole(value)) return undefined;
  if (value.kind !== 'string' || hasPlaceholder(value.value)) return undefined;
  // A value that does not exist says nothing; 'not-in-enum' reports it.
  if (spec.values && !spec.values.includes(value.value)) return undefined;
  return condition.values.includes(value.value);
}

/** True where members may be merged into the object from elsewhere or one is half typed, so that none is surely missing. */
export function mayHoldMore(object: WalkedObject): boolean {
  return object.unknown.some(mayBeMore) || object.fields.all.some(isHalfTyped);
}

const mayBeMore = ({ key, value }: PropertyNode): boolean => !value || isUnknownKey(key.value);
const isHalfTyped = ({ value }: WalkedField): boolean => !value;
