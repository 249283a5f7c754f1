/**
 * The table of JSONata's functions as Step Functions has them. Completion, hover, signature help and the check of
 * names and numbers of arguments read it; its examples are run as tests.
 */
import type { Json } from '../../json.ts';

export type JsonataType =
  | 'any'
  | 'string'
  | 'number'
  | 'boolean'
  | 'array'
  | 'object'
  | 'function'
  | 'string|regex'
  | 'string|function'
  | 'regex';

export interface JsonataParameter {
  readonly name: string;
  readonly type: JsonataType;
  readonly optional?: true;
  /** May be left out where the context (the item that a path has come to) stands in for it. */
  readonly fromContext?: true;
  /** Takes all further arguments. */
  readonly rest?: true;
}

export interface JsonataFunction {
  /** Without the `$`. */
  readonly name: string;
  readonly category:
    | 'string'
    | 'number'
    | 'aggregate'
    | 'boolean'
    | 'array'
    | 'object'
    | 'date'
    | 'higher-order'
    | 'step-functions';
  readonly params: readonly JsonataParameter[];
  readonly returns: JsonataType;
  /** Markdown, one to three sentences. */
  readonly doc: string;
  readonly example: { readonly expression: string; readonly result: Json };
}

/** `text:string~, width:number, char:string?, more:any*`: `~` may come from the context, `?` is optional, `*` takes the rest. */
function parameters(text: string): JsonataParameter[] {
  return text === ''
    ? []
    : text.split(', ').map((part) => {
        const [, name = '', type, mark] = /^(\w+):([\w|]+)([~?*]?)$/.exec(part) ?? [];
        const flag =
          mark === '~'
            ? { fromContext: true as const }
            : mark === '?'
              ? { optional: true as const }
              : mark === '*'
                ? { rest: true as const }
                : {};
        return { name, type: type as JsonataType, ...flag };
      });
}

type Row = readonly [
  category: JsonataFunction['category'],
  name: string,
  params: string,
  returns: JsonataType,
  doc: string,
  expression: string,
  result: Json,
];

const ROWS: readonly Row[] = [
  [
    'string',
    'string',
    'value:any~, pretty:boolean?',
    'string',
    'Gives a value as text. Strings stay as they are; other values become JSON text, with indentation when `pretty` is true.',
    '$string([1, 2])',
    '[1,2]',
  ],
  ['string', 'length', 'text:string~', 'number', 'Counts the characters of a string.', "$length('abc')", 3],
  [
    'string',
    'substring',
    'text:string~, start:number, length:number?',
    'string',
    'Gives the part of a string that begins at a position (0 is the first character; a negative one counts from the end), of a length or up to the end.',
    "$substring('Hello', 1, 3)",
    'ell',
  ],
  [
    'string',
    'substringBefore',
    'text:string~, chars:string',
    'string',
    'Gives what stands before the first occurrence of some text, or the whole string where it does not occur.',
    "$substringBefore('a=b', '=')",
    'a',
  ],
  [
    'string',
    'substringAfter',
    'text:string~, chars:string',
    'string',
    'Gives what stands behind the first occurrence of some text, or the whole string where it does not occur.',
    "$substringAfter('a=b', '=')",
    'b',
  ],
  [
    'string',
    'uppercase',
    'text:string~',
    'string',
    'Gives a string in upper-case letters.',
    "$uppercase('abc')",
    'ABC',
  ],
  [
    'string',
    'lowercase',
    'text:string~',
    'string',
    'Gives a string in lower-case letters.',
    "$lowercase('ABC')",
    'abc',
  ],
  [
    'string',
    'trim',
    'text:string~',
    'string',
    'Removes blanks at both ends and makes each run of blanks inside a single one.',
    "$trim('  a   b ')",
    'a b',
  ],
  [
    'string',
    'pad',
    'text:string~, width:number, char:string?',
    'string',
    'Fills a string up to a width: behind it, or before it where the width is negative. The filling is a blank unless another text is given.',
    "$pad('7', -3, '0')",
    '007',
  ],
  [
    'string',
    'contains',
    'text:string~, pattern:string|regex',
    'boolean',
    'Tells whether a string holds another one, or matches a regular expression.',
    "$contains('order-17', /\\d+/)",
    true,
  ],
  [
    'string',
    'split',
    'text:string~, separator:string|regex, limit:number?',
    'array',
    'Divides a string at each occurrence of a separator. With a limit, the list has at most so many items.',
    "$split('a,b,c', ',')",
    ['a', 'b', 'c'],
  ],
  [
    'string',
    'join',
    'items:array, separator:string?',
    'string',
    'Joins a list of strings to one, with a separator between them.',
    "$join(['a', 'b'], '-')",
    'a-b',
  ],
  [
    'string',
    'match',
    'text:string~, pattern:regex, limit:number?',
    'array',
    'Lists the matches of a regular expression as objects with `match`, `index` and `groups`.',
    "$match('a1b2', /[a-z](\\d)/).groups",
    ['1', '2'],
  ],
  [
    'string',
    'replace',
    'text:string~, pattern:string|regex, replacement:string|function, limit:number?',
    'string',
    'Replaces occurrences of a text or a regular expression. In the replacement `$1` stands for a group; a function gets the match.',
    "$replace('2024-01', '-', '/')",
    '2024/01',
  ],
  [
    'string',
    'base64encode',
    'text:string~',
    'string',
    'Encodes a string in Base64.',
    "$base64encode('Hello')",
    'SGVsbG8=',
  ],
  [
    'string',
    'base64decode',
    'text:string~',
    'string',
    'Decodes a string from Base64.',
    "$base64decode('SGVsbG8=')",
    'Hello',
  ],
  [
    'string',
    'encodeUrlComponent',
    'text:string~',
    'string',
    'Encodes a string so that it can be a part of a URL.',
    "$encodeUrlComponent('a=1&b')",
    'a%3D1%26b',
  ],
  [
    'string',
    'encodeUrl',
    'text:string~',
    'string',
    'Encodes a whole URL: characters with a meaning in URLs stay.',
    "$encodeUrl('https://x.org/?q=ü')",
    'https://x.org/?q=%C3%BC',
  ],
  [
    'string',
    'decodeUrlComponent',
    'text:string~',
    'string',
    'Decodes a part of a URL.',
    "$decodeUrlComponent('a%3D1')",
    'a=1',
  ],
  [
    'string',
    'decodeUrl',
    'text:string~',
    'string',
    'Decodes a whole URL.',
    "$decodeUrl('https://x.org/?q=%C3%BC')",
    'https://x.org/?q=ü',
  ],
  [
    'number',
    'number',
    'value:any~',
    'number',
    'Gives the number that a string writes; true is 1 and false is 0.',
    "$number('5.5')",
    5.5,
  ],
  ['number', 'abs', 'number:number~', 'number', 'Gives a number without its sign.', '$abs(-5)', 5],
  ['number', 'floor', 'number:number~', 'number', 'Rounds down to an integer.', '$floor(5.8)', 5],
  ['number', 'ceil', 'number:number~', 'number', 'Rounds up to an integer.', '$ceil(5.2)', 6],
  [
    'number',
    'round',
    'number:number~, precision:number?',
    'number',
    'Rounds to a number of decimal places, halves to the even neighbor. A negative precision rounds to tens, hundreds and so on.',
    '$round(11.5)',
    12,
  ],
  ['number', 'power', 'base:number~, exponent:number', 'number', 'Raises a number to a power.', '$power(2, 8)', 256],
  ['number', 'sqrt', 'number:number~', 'number', 'Gives the square root of a number.', '$sqrt(4)', 2],
  [
    'number',
    'random',
    'seed:number?',
    'number',
    'Gives a random number of at least 0 and less than 1. With the same seed always comes the same number.',
    '$random(42)',
    0.7275636800328681,
  ],
  [
    'number',
    'formatNumber',
    'number:number~, picture:string, options:object?',
    'string',
    'Writes a number after a picture such as `#,##0.00`.',
    "$formatNumber(12345.6, '#,##0.00')",
    '12,345.60',
  ],
  [
    'number',
    'formatBase',
    'number:number~, radix:number?',
    'string',
    'Writes an integer to a base from 2 to 36; 10 when none is given.',
    '$formatBase(255, 16)',
    'ff',
  ],
  [
    'number',
    'formatInteger',
    'number:number~, picture:string',
    'string',
    'Writes an integer after a picture: `w` as words, `I` in Roman numerals, `1;o` as an ordinal number.',
    "$formatInteger(12, 'w')",
    'twelve',
  ],
  [
    'number',
    'parseInteger',
    'text:string~, picture:string',
    'number',
    'Reads an integer that is written after a picture.',
    "$parseInteger('12,345', '#,##0')",
    12345,
  ],
  ['aggregate', 'sum', 'numbers:array', 'number', 'Adds the numbers of a list.', '$sum([5, 6])', 11],
  ['aggregate', 'max', 'numbers:array', 'number', 'Gives the largest number of a list.', '$max([5, 6])', 6],
  ['aggregate', 'min', 'numbers:array', 'number', 'Gives the smallest number of a list.', '$min([5, 6])', 5],
  [
    'aggregate',
    'average',
    'numbers:array',
    'number',
    'Gives the mean of the numbers of a list.',
    '$average([5, 6])',
    5.5,
  ],
  [
    'boolean',
    'boolean',
    'value:any~',
    'boolean',
    'Tells whether a value counts as true: not 0, not an empty string, list or object, not null.',
    "$boolean('x')",
    true,
  ],
  ['boolean', 'not', 'value:any~', 'boolean', 'Gives the contrary of what a value counts as.', "$not('')", true],
  [
    'boolean',
    'exists',
    'value:any',
    'boolean',
    'Tells whether an expression has a value; null is one.',
    '$exists($missing)',
    false,
  ],
  ['array', 'count', 'items:array', 'number', 'Counts the items of a list.', '$count([1, 2, 3])', 3],
  [
    'array',
    'append',
    'first:any, second:any',
    'array',
    'Gives the items of two lists, or two values, as one list.',
    '$append([1, 2], [3])',
    [1, 2, 3],
  ],
  [
    'array',
    'sort',
    'items:array, swaps:function?',
    'array',
    'Sorts a list of numbers or strings upwards. A function of two items that tells whether they must be swapped gives another order.',
    '$sort([3, 1, 2])',
    [1, 2, 3],
  ],
  [
    'array',
    'reverse',
    'items:array',
    'array',
    'Gives the items of a list in reverse order.',
    '$reverse([1, 2])',
    [2, 1],
  ],
  ['array', 'shuffle', 'items:array', 'array', 'Gives the items of a list in random order.', '$shuffle([1])', [1]],
  [
    'array',
    'distinct',
    'items:any',
    'array',
    'Gives the items of a list without repetitions.',
    '$distinct([1, 1, 2])',
    [1, 2],
  ],
  [
    'array',
    'zip',
    'list:array*',
    'array',
    'Makes a list of lists: all first items, all second items and so on.',
    "$zip([1, 2], ['a', 'b'])",
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'object',
    'keys',
    'object:any~',
    'array',
    'Lists the keys of an object, or of all objects of a list.',
    "$keys({'a': 1, 'b': 2})",
    ['a', 'b'],
  ],
  [
    'object',
    'lookup',
    'object:any~, key:string',
    'any',
    'Gives the member of an object under a key.',
    "$lookup({'a': 1}, 'a')",
    1,
  ],
  [
    'object',
    'spread',
    'object:any~',
    'array',
    'Divides an object into a list of objects with one member each.',
    "$spread({'a': 1, 'b': 2})",
    [{ a: 1 }, { b: 2 }],
  ],
  [
    'object',
    'merge',
    'objects:array',
    'object',
    'Makes one object of a list of objects. Where a key occurs more than once, the last one counts.',
    "$merge([{'a': 1}, {'b': 2}])",
    { a: 1, b: 2 },
  ],
  [
    'object',
    'sift',
    'object:object~, function:function',
    'object',
    'Gives the members of an object for which a function of value and key is true.',
    "$sift({'a': 1, 'b': 2}, function($v) { $v > 1 })",
    { b: 2 },
  ],
  [
    'object',
    'each',
    'object:object~, function:function',
    'array',
    'Lists what a function of value and key gives for each member of an object.',
    "$each({'a': 1, 'b': 2}, function($v, $k) { $k & $v })",
    ['a1', 'b2'],
  ],
  ['object', 'clone', 'object:object~', 'object', 'Gives a copy of an object or a list.', "$clone({'a': 1})", { a: 1 }],
  [
    'object',
    'type',
    'value:any',
    'string',
    'Names the type of a value: string, number, boolean, array, object, function or null.',
    '$type([])',
    'array',
  ],
  ['object', 'error', 'message:string?', 'any', 'Fails the evaluation with a message.', "true ? 1 : $error('no')", 1],
  [
    'object',
    'assert',
    'condition:boolean, message:string?',
    'any',
    'Fails the evaluation with a message when a condition is false.',
    "($assert(true, 'no'); 1)",
    1,
  ],
  [
    'date',
    'now',
    'picture:string?, timezone:string?',
    'string',
    'Gives the time of the evaluation, in ISO 8601 form unless a picture is given.',
    '$length($now())',
    24,
  ],
  [
    'date',
    'millis',
    '',
    'number',
    'Gives the time of the evaluation in milliseconds since 1970.',
    '$millis() >= 0',
    true,
  ],
  [
    'date',
    'fromMillis',
    'milliseconds:number~, picture:string?, timezone:string?',
    'string',
    'Writes a time given in milliseconds since 1970, in ISO 8601 form unless a picture such as `[Y0001]-[M01]-[D01]` is given.',
    '$fromMillis(0)',
    '1970-01-01T00:00:00.000Z',
  ],
  [
    'date',
    'toMillis',
    'timestamp:string~, picture:string?',
    'number',
    'Reads a time as milliseconds since 1970, in ISO 8601 form unless a picture is given.',
    "$toMillis('1970-01-01T00:00:01Z')",
    1000,
  ],
  [
    'higher-order',
    'map',
    'items:array, function:function',
    'array',
    'Lists what a function of item, index and list gives for each item.',
    '$map([1, 2], function($i) { $i * 2 })',
    [2, 4],
  ],
  [
    'higher-order',
    'filter',
    'items:array, function:function',
    'array',
    'Gives the items for which a function of item, index and list is true.',
    '$filter([1, 2, 3], function($i) { $i > 1 })',
    [2, 3],
  ],
  [
    'higher-order',
    'single',
    'items:array, function:function?',
    'any',
    'Gives the one item for which a function is true. None or more than one is a failure.',
    '$single([1, 2], function($i) { $i = 2 })',
    2,
  ],
  [
    'higher-order',
    'reduce',
    'items:array, function:function, start:any?',
    'any',
    'Combines the items of a list to one value, by a function of what there is so far and the next item.',
    '$reduce([1, 2, 3], function($sum, $i) { $sum + $i })',
    6,
  ],
  [
    'step-functions',
    'partition',
    'items:array, size:number',
    'array',
    'Divides a list into lists of a size; the last one may be shorter. An addition of Step Functions.',
    '$partition([1, 2, 3], 2)',
    [[1, 2], [3]],
  ],
  [
    'step-functions',
    'range',
    'first:number, last:number, step:number',
    'array',
    'Lists numbers from a first to a last one by a step. An addition of Step Functions.',
    '$range(0, 10, 5)',
    [0, 5, 10],
  ],
  [
    'step-functions',
    'hash',
    'text:string, algorithm:string',
    'string',
    'Gives the hash of a string in hexadecimal digits, by MD5, SHA-1, SHA-256, SHA-384 or SHA-512. An addition of Step Functions.',
    "$hash('input', 'SHA-1')",
    '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1',
  ],
  [
    'step-functions',
    'uuid',
    '',
    'string',
    'Gives a new random UUID of version 4. An addition of Step Functions.',
    '$length($uuid())',
    36,
  ],
  [
    'step-functions',
    'parse',
    'text:string',
    'any',
    'Reads a JSON text as a value; it stands in for `$eval`, which Step Functions does not have. An addition of Step Functions.',
    '$parse(\'{"a": 1}\').a',
    1,
  ],
];

/** Every function, in the order of the documentation's chapters. */
export const JSONATA_FUNCTIONS: readonly JsonataFunction[] = ROWS.map(
  ([category, name, params, returns, doc, expression, result]) => ({
    name,
    category,
    params: parameters(params),
    returns,
    doc,
    example: { expression, result },
  }),
);

/** The function of that name, without the `$`. */
export function findJsonataFunction(name: string): JsonataFunction | undefined {
  return JSONATA_FUNCTIONS.find((row) => row.name === name);
}

/** The parameters as a person reads them: `(text, start, length?)`. */
export function jsonataParametersOf(row: JsonataFunction): string {
  return `(${row.params.map((param) => `${param.name}${param.optional ? '?' : param.rest ? '…' : ''}`).join(', ')})`;
}

/** How the function is called: `$substring(text, start, length?)`. */
export function jsonataSignatureOf(row: JsonataFunction): string {
  return `$${row.name}${jsonataParametersOf(row)}`;
}

/** The least and the most number of arguments that a call may have. */
export function jsonataArity(row: JsonataFunction): { readonly least: number; readonly most: number } {
  const least = row.params.filter((param) => !param.optional && !param.rest && !param.fromContext).length;
  return { least, most: row.params.some((param) => param.rest) ? Number.POSITIVE_INFINITY : row.params.length };
}
