/**
 * The functions that Step Functions adds to JSONata, with the corner cases that were measured on AWS: arguments are
 * cut towards zero, and what has no meaningful result gives undefined, which fails the field.
 */
import { type Json, parseJson, plainOf } from '../../json.ts';
import { javaRandom, uuidFrom } from '../java-random.ts';
import { base64Decode, base64Encode, HASH_ALGORITHMS, hashText, isHashAlgorithm } from '../text-bytes.ts';
import { jsonata } from './jsonata-sync.generated.js';
import type { JsonataFocus, JsonataNative } from './library.ts';
import { MemoryExceeded } from './limits.ts';

/** Items that `$range` may give (measured). */
const MAX_RANGE = 360_145;

/** Thrown where AWS reports an internal error. */
export class InternalFailure extends Error {}

function refuse(message: string): never {
  // The library's failures are plain objects.
  throw Object.assign(new Error(message), { code: 'D3137' });
}

function partition(array: readonly unknown[] | undefined, size: number | undefined): unknown {
  if (array === undefined || size === undefined) return undefined;
  const length = Math.trunc(size);
  if (length < 0) refuse('Second argument must be zero or greater');
  if (length === 0 || array.length === 0) return undefined;
  return Array.from({ length: Math.ceil(array.length / length) }, (_, i) => array.slice(i * length, (i + 1) * length));
}

function range(this: JsonataFocus, first?: number, last?: number, step?: number): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0 || (to - from) * by < 0) return undefined;
  const length = Math.floor((to - from) / by) + 1;
  if (length > MAX_RANGE) throw new MemoryExceeded();
  const sequence = this.createSequence();
  for (let i = 0; i < length; i++) sequence.push(from + i * by);
  return sequence;
}

function hash(text: string | undefined, algorithm: string | undefined): unknown {
  if (text === undefined || algorithm === undefined) return undefined;
  if (!isHashAlgorithm(algorithm)) return refuse(`Second argument must be one of ${HASH_ALGORITHMS.join(', ')}`);
  return hashText(text, algorithm);
}

function random(this: JsonataFocus, seed?: number): number {
  return seed === undefined ? this.options.random() : javaRandom(seed)();
}

function uuid(this: JsonataFocus): string {
  const { options } = this;
  return uuidFrom(() => options.random());
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const { value, problem } = parseJson(text, { refuseDuplicates: true });
  if (problem) return refuse(`Invalid JSON: ${problem.message} (line ${problem.line}, column ${problem.column})`);
  const plain = plainOf(value as Json);
  if (!isFinitely(plain)) refuse('Invalid JSON: a number is out of range');
  return plain;
}

function isFinitely(value: Json): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return (
    typeof value !== 'object' || value === null || Object.values(value).every((member) => isFinitely(member as Json))
  );
}

function decode(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const decoded = base64Decode(text);
  if (decoded === undefined) throw new InternalFailure();
  return decoded;
}

const encode = (text: string | undefined): string | undefined => (text === undefined ? undefined : base64Encode(text));

/** Name and definition of each function that is added or replaced. */
export const STEP_FUNCTIONS: readonly (readonly [name: string, definition: JsonataNative])[] = [
  ['partition', jsonata.defineFunction(partition, '<a?n?:a<a>>')],
  ['range', jsonata.defineFunction(range, '<n?n?n?:a<n>>')],
  ['hash', jsonata.defineFunction(hash, '<s?s?:s>')],
  ['random', jsonata.defineFunction(random, '<n?:n>')],
  ['uuid', jsonata.defineFunction(uuid, '<:s>')],
  ['parse', jsonata.defineFunction(parse, '<s?:x>')],
  ['base64encode', jsonata.defineFunction(encode, '<s-:s>')],
  ['base64decode', jsonata.defineFunction(decode, '<s-:s>')],
];
