/**
 * Whether a value agrees with what was recorded. The recorder put a token (`<uuid:1>`) where values differ from run to
 * run; a text with a token matches any text in the token's place, and some bare words match anything.
 */
import { equalJson, isJsonArray, isJsonObject, type Json, parseJson, stringifyJson } from '#asl/json';

/** Deep equality, without the order of keys and with the recorder's placeholders as wildcards. */
export function agrees(expected: Json, actual: Json | undefined): boolean {
  if (actual === undefined) return false;
  if (typeof expected === 'string') return textAgrees(expected, actual);
  if (isJsonArray(expected))
    return (
      isJsonArray(actual) && expected.length === actual.length && expected.every((item, i) => agrees(item, actual[i]))
    );
  if (isJsonObject(expected)) {
    if (!isJsonObject(actual)) return false;
    const keys = Object.keys(expected);
    return (
      keys.length === Object.keys(actual).length && keys.every((key) => agrees(expected[key] as Json, actual[key]))
    );
  }
  return equalJson(expected, actual);
}

/** The same for a text that the recorder has parsed where it is JSON itself, as causes often are. */
export function agreesWithText(expected: Json, actual: Json | undefined): boolean {
  if (typeof expected === 'string' || typeof actual !== 'string') return agrees(expected, actual);
  return agrees(expected, parseJson(actual).value);
}

/** The sentence about a difference: `output: expected …, got …`. */
export const different = (what: string, expected: Json | undefined, actual: Json | undefined): string =>
  `${what}: expected ${short(expected)}, got ${short(actual)}`;

const short = (value: Json | undefined): string =>
  value === undefined ? 'nothing' : stringifyJson(value).slice(0, 600);

/** Words that stand for values of a run; they match anything. */
const WILD_WORDS = new Set([
  'date',
  'datetime',
  'timestamp',
  'start-date',
  'stop-date',
  'RequestId',
  'x-amzn-RequestId',
  'X-Amzn-Trace-Id',
  'generated-uuid',
  'RandomNumberGenerated',
  'start-time',
  'entered-time',
  'a_task_token',
  'map_run_arn',
]);

/** Where the recorder has put a token. */
export const TOKEN = /<(?:<[A-Za-z][\w-]*>|[A-Za-z][\w-]*)(?::\d+)?>/;
/** The recorder writes such a word where the text was no JSON. */
const MEMBER_WORD = /^[a-z][A-Za-z]+EventDetails\.(input|output)$/;

/** The recorder's words are not all known: one that looks like a word of its own fits what only a run can know. */
const RECORDER_WORD = /^[a-z]+(?:[-_][a-z]+)+$/;
const RUN_VALUE =
  /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|arn:aws[\w-]*:states:\S+|[\w+/=]{60,})$/;

function textAgrees(expected: string, actual: Json): boolean {
  if (expected === actual || WILD_WORDS.has(expected) || MEMBER_WORD.test(expected)) return true;
  if (RECORDER_WORD.test(expected) && typeof actual === 'string' && RUN_VALUE.test(actual)) return true;
  if (!TOKEN.test(expected)) return false;
  const parts = expected.split(new RegExp(TOKEN.source, 'g'));
  if (parts.every((part) => part === '')) return true;
  if (typeof actual !== 'string') return false;
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*?');
  return new RegExp(`^${pattern}$`).test(actual);
}
