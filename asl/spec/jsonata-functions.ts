/** The functions of JSONata as Step Functions offers them: names, signatures and meaning. `$eval` is not among them. */
export interface JsonataFunction {
  /** Without the `$`. */
  readonly name: string;
  /** The parameters as a person reads them: `str, start[, length]`. */
  readonly parameters: string;
  readonly doc: string;
  /** Added or changed by Step Functions. */
  readonly isOwn?: true;
}

type Row = readonly [name: string, parameters: string, doc: string];

const STANDARD: readonly Row[] = [
  ['abs', 'number', 'The number without its sign.'],
  ['append', 'array1, array2', 'One array with the items of both.'],
  ['assert', 'condition, message', 'Fails with the message when the condition is false.'],
  ['average', 'array', 'The mean of an array of numbers.'],
  ['base64decode', 'string', 'The text behind a base64 string.'],
  ['base64encode', 'string', 'The base64 form of a text.'],
  ['boolean', 'arg', 'The argument as a boolean: empty, zero and null are false.'],
  ['ceil', 'number', 'The nearest whole number that is not smaller.'],
  ['clone', 'object', 'A copy of the value.'],
  ['contains', 'str, pattern', 'Whether the text holds the pattern, a string or a regular expression.'],
  ['count', 'array', 'The number of items of an array; 1 for a single value.'],
  ['decodeUrl', 'str', 'Decodes a URL.'],
  ['decodeUrlComponent', 'str', 'Decodes a part of a URL.'],
  ['distinct', 'array', 'The array without repeated items.'],
  ['each', 'object, function', 'An array of what the function gives for each value and key of the object.'],
  ['encodeUrl', 'str', 'Encodes a URL.'],
  ['encodeUrlComponent', 'str', 'Encodes a part of a URL, its separators too.'],
  ['error', '[message]', 'Fails with the message.'],
  ['exists', 'arg', 'Whether the argument yields anything.'],
  ['filter', 'array, function', 'The items for which the function yields true.'],
  ['floor', 'number', 'The nearest whole number that is not larger.'],
  ['formatBase', 'number[, radix]', 'The whole number written with that radix, 10 when absent.'],
  ['formatInteger', 'number, picture', 'The whole number written by a picture, such as `w` for words.'],
  ['formatNumber', 'number, picture[, options]', 'The number written by a picture, such as `#,##0.00`.'],
  ['fromMillis', 'number[, picture[, timezone]]', 'The point in time as an ISO 8601 text, or by the picture.'],
  ['join', 'array[, separator]', 'One text of all texts of the array.'],
  ['keys', 'object', 'The keys of an object, or of all objects of an array.'],
  ['length', 'str', 'The number of characters of a text.'],
  ['lookup', 'object, key', 'The value of a key, also over an array of objects.'],
  ['lowercase', 'str', 'The text in small letters.'],
  ['map', 'array, function', 'An array of what the function gives for each item.'],
  ['match', 'str, pattern[, limit]', 'The matches of a regular expression, with `match`, `index` and `groups`.'],
  ['max', 'array', 'The largest number of an array.'],
  ['merge', 'array<object>', 'One object of all objects; later ones win.'],
  ['millis', '', 'The time of the evaluation in milliseconds since 1970.'],
  ['min', 'array', 'The smallest number of an array.'],
  ['not', 'arg', 'The opposite of the argument as a boolean.'],
  ['now', '[picture[, timezone]]', 'The time of the evaluation as an ISO 8601 text, or by the picture.'],
  ['number', 'arg', 'The argument as a number.'],
  ['pad', 'str, width[, char]', 'The text filled up to a width: behind it, or before it for a negative width.'],
  ['parseInteger', 'string, picture', 'The whole number that a text by that picture stands for.'],
  ['power', 'base, exponent', 'The base to the power of the exponent.'],
  [
    'reduce',
    'array, function[, init]',
    'One value from all items: the function gets what is gathered and the next item.',
  ],
  ['replace', 'str, pattern, replacement[, limit]', 'The text with matches of the pattern replaced.'],
  ['reverse', 'array', 'The items in the opposite order.'],
  ['round', 'number[, precision]', 'The number rounded to so many decimal places, halves to the even digit.'],
  ['shuffle', 'array', 'The items in a random order.'],
  ['sift', 'object, function', 'The object with only the members for which the function yields true.'],
  ['single', 'array, function', 'The one item for which the function yields true; fails for none and for several.'],
  ['sort', 'array[, function]', 'The items in order; the function says whether two of them must change places.'],
  ['split', 'str, separator[, limit]', 'The parts of a text between separators.'],
  ['spread', 'object', 'An array of objects with one member each.'],
  ['sqrt', 'number', 'The square root.'],
  ['string', 'arg[, prettify]', 'The argument as a text: JSON for objects and arrays.'],
  ['substring', 'str, start[, length]', 'A part of a text; a negative start counts from the end.'],
  ['substringAfter', 'str, chars', 'The part of a text after the first occurrence of the characters.'],
  ['substringBefore', 'str, chars', 'The part of a text before the first occurrence of the characters.'],
  ['sum', 'array', 'The sum of an array of numbers.'],
  ['toMillis', 'timestamp[, picture]', 'The milliseconds since 1970 of an ISO 8601 text, or of a text by the picture.'],
  ['trim', 'str', 'The text without blanks at its ends, and with single blanks inside.'],
  ['type', 'value', 'The type of the value as a text, such as `string`, `number` or `array`.'],
  ['uppercase', 'str', 'The text in capital letters.'],
  ['zip', 'array1, …', 'An array of arrays of the first, second, … items.'],
];

const OWN: readonly Row[] = [
  ['hash', 'string, algorithm', 'The hash of a text as hexadecimal digits: MD5, SHA-1, SHA-256, SHA-384 or SHA-512.'],
  ['parse', 'string', 'The value that a JSON text stands for. It takes the place of `$eval`.'],
  ['partition', 'array, size', 'The array in parts of that size.'],
  ['random', '[seed]', 'A number from 0 up to, but not including, 1; the same one for the same seed.'],
  ['range', 'start, end, step', 'An array of numbers; the end is included when a step hits it.'],
  ['uuid', '', 'A random UUID of version 4.'],
];

const toFunction = ([name, parameters, doc]: Row): JsonataFunction => ({ name, parameters, doc });

/** Every function, sorted by name. */
export const jsonataFunctions: readonly JsonataFunction[] = [
  ...STANDARD.map(toFunction),
  ...OWN.map((row): JsonataFunction => ({ ...toFunction(row), isOwn: true })),
].sort((a, b) => (a.name < b.name ? -1 : 1));
