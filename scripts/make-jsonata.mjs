// Derives asl/expressions/jsonata/jsonata-sync.generated.js from the `jsonata` package: the same parser and
// evaluator without async/await, without clock, randomness and uninterruptible regular expressions of its own, as
// an ES module. The engine needs expressions to be synchronous and pure; the removal also makes them 2-5 times
// faster. Each replacement must match as often as it says: a new version of the package fails here, loudly.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXPECTED_VERSION = '2.2.2';
const script = fileURLToPath(import.meta.url);
const target = join(dirname(script), '../asl/expressions/jsonata/jsonata-sync.generated.js');
const manifest = createRequire(import.meta.url).resolve('jsonata/package.json');
const source = join(dirname(manifest), 'jsonata.js');

/** [what it is for, pattern, replacement, how often it occurs; undefined = at least once] */
const REPLACEMENTS = [
  ['async functions', /\basync (?=function\b|\()/g, ''],
  ['awaits', /\bawait (?=[\w(])/g, ''],
  ['parallel evaluation', /Promise\.all\(/g, '(', 2],
  ['captured stacks, which cost time and name machine paths', /\(new Error\(\)\)\.stack/g, "''"],

  // The clock and the random bits come from the caller.
  [
    'clock at compilation',
    'var timestamp = new Date(); // will be overridden on each call to evalute()',
    'var timestamp = new Date(0);',
    1,
  ],
  ['clock at evaluation', 'timestamp = new Date();', 'timestamp = new Date(options.timestamp);', 1],
  ['$random', 'return Math.random();', 'return this.options.random();', 1],
  ['$shuffle', 'Math.floor(Math.random() * (i + 1))', 'Math.floor(this.options.random() * (i + 1))', 1],
  [
    'options of one evaluation',
    'evaluate: function (input, bindings, callback) {',
    'evaluate: function (input, bindings, options) {',
    1,
  ],
  ['callback', /if \(typeof callback === "function"\) \{\s*callback\(null, it\);\s*\}/, '', 1],
  [
    'focus of a partially applied native function',
    /(var focus = \{\s*environment: env,)/,
    '$1\n            options: env.base.options,',
    1,
  ],

  // Steps, depth and sizes are counted by the caller.
  [
    'guardrails',
    /if \(options && \(options\.timeout \|\| options\.stack\)\) \{[\s\S]*?\} else \{\s*exec_env\.guardrails = function\(\) \{\};\s*\}/,
    'exec_env.guardrails = function() { options.onStep(exec_env.depth); };',
    1,
  ],
  [
    'size of each result',
    /(environment\.base\.depth--;\n)(\s*return result;)/,
    '$1        if (typeof result === "string" || Array.isArray(result)) environment.base.options.onSize(result);\n$2',
    1,
  ],
  [
    'size of $pad',
    /(var padLength = Math[^\n]*\n)/,
    '$1        if (padLength > 0) this.options.onSize({ length: padLength * char.length });\n',
    1,
  ],
  [
    'size of a range',
    /(result = new Array\(size\);)/,
    'environment.base.options.onSize({ length: size, isList: true });\n        $1',
    1,
  ],

  // What a native function does in one step is counted as work.
  [
    'work of a native function',
    /(result = proc\.implementation\.apply\(focus, validatedArgs\);)/,
    'for (var argument of validatedArgs) environment.base.options.onWork(workOf(argument));\n                $1\n                environment.base.options.onWork(typeof result === "string" ? result.length / 8 : workOf(result));',
    1,
  ],
  [
    'work of an operator',
    /(result = evaluate(?:IncludesExpression|EqualityExpression|StringConcat)\(lhs, rhs)/g,
    'if (Array.isArray(lhs) || Array.isArray(rhs)) environment.base.options.onWork((workOf(lhs) + workOf(rhs)) * (op === "&" ? 8 : 1));\n                    $1',
    3,
  ],
  [
    'work of appending',
    /(return arg1\.concat\(arg2\);)/,
    'if (this.options) this.options.onWork(size / 16);\n        $1',
    1,
  ],
  [
    'work of **',
    /(result = evaluateDescendants\(expr, input, environment\);)/,
    '$1\n                if (Array.isArray(result)) environment.base.options.onWork(result.length * 4);',
    1,
  ],
  ['work of $distinct', /(var includes = false;\n)/, '$1            this.options.onWork(results.length / 2);\n', 1],
  [
    'work of an index list',
    /(if \(isArrayOfNumbers\(res\)\) \{\n)/,
    '$1                    environment.base.options.onWork(res.length / 4);\n',
    1,
  ],
  ['work of a range', /(result = new Array\(size\);)/, 'environment.base.options.onWork(size);\n        $1', 1],
  [
    '$spread, which copies its result for each item',
    /result = append\.call\(this, result, spread\.call\(this, arg\[ii\]\)\);\n\s*\}/,
    SPREAD(),
    1,
  ],

  // Hooks of the library that nobody uses but each step looks up.
  ['entry hook', /var entryCallback = [^\n]*\n\s*if\(entryCallback\) \{[^}]*\}/, '', 1],
  ['exit hook', /var exitCallback = [^\n]*\n\s*if\(exitCallback\) \{[^}]*\}/, '', 1],
  ['frame hook', /var framePushCallback = [^\n]*\n\s*if\(framePushCallback\) \{[^}]*\}/, '', 1],

  // Step Functions has JSONata 2.0.6, which lacks these operators: AWS refuses them as unary ones.
  [
    'operators of later versions',
    / *if \(currentChar === '\?' && path\.charAt\(position \+ 1\) === '[?:]'\) \{[^}]*\}\n/g,
    '',
    2,
  ],
  [
    'what these operators mean',
    /\n *\/\/ (?:coalescing|elvis\/default) operator\n *infix\("\?[?:]"[\s\S]*?return this;\n *\}\);\n/g,
    '',
    2,
  ],

  ['a sentence of that version', 'must not exceed 1e7.', 'must not exceed 1e6.', 1],

  // Step Functions has no $eval.
  ['$eval', "staticFrame.bind('eval', defineFunction(functionEval, '<sx?:x>'));", '', 1],

  // The library merges by recursion, one level per item: without awaits that overflows the stack.
  [
    'merge sort',
    /var merge_iter = function[\s\S]*?\n {12}\};\n\s*var merged = \[\];\n\s*merge_iter\(merged, l, r\);/,
    MERGE(),
    1,
  ],

  // Regular expressions that count their steps.
  [
    'regular expression literal',
    'return new RegExp(pattern, flags);',
    'return new GuardedRegExp(pattern, flags, position);',
    1,
  ],
  ['regular expression of a date picture', "new RegExp(fullRegex, 'i')", "new GuardedRegExp(fullRegex, 'i')", 1],
  ['regular expression engine', 'exec_env.RegexEngine = RegExp;', 'exec_env.RegexEngine = GuardedRegExp;', 1],
  [
    'regular expression of a signature',
    'var regex = new RegExp(regexStr);',
    'var regex = regexStr.length > 120 ? new GuardedRegExp(regexStr, "") : new RegExp(regexStr);',
    1,
  ],
  // Data belongs to the execution: the original adds to an empty list, marks lists, and writes to what is called.
  ['grouping of an empty list', 'input.push(undefined);', 'input = focus.createSequence(undefined);', 1],
  [
    'mark of a list that stays one',
    'resultSequence.keepSingleton = true;',
    'if(isSequence(resultSequence)) resultSequence.keepSingleton = true;',
    1,
  ],
  ['name of what is called', "if(typeof proc === 'object') {", "if(typeof proc === 'object' && isFunction(proc)) {", 1],
  [
    'name of what a function ends with',
    /if\(result\.body\.procedure\.type === 'variable'\) \{\s*(next\.token = [^\n]*)\s*\}\s*(next\.position = [^\n]*)/,
    "if(isFunction(next)) {\n                if(result.body.procedure.type === 'variable') $1\n                $2\n            }",
    1,
  ],

  // A function may end with a call of a native function that takes a function: the original hands that on in a form
  // which only some native functions can call ("comp is not a function").
  [
    'functions for what a function ends with',
    'evaluatedArgs.push(evaluate(result.body.arguments[ii], result.input, result.environment));',
    'evaluatedArgs.push(callableBy(next, evaluate(result.body.arguments[ii], result.input, result.environment), environment));',
    1,
  ],
  [
    'functions as natives call them',
    'function applyInner(proc, args, input, environment) {',
    `function callableBy(proc, arg, environment) {
        if (!isFunction(arg) || !proc || proc._jsonata_function !== true) return arg;
        const closure = function (...params) {
            return apply(arg, params, null, environment);
        };
        closure.arity = getFunctionArity(arg);
        return closure;
    }

    function applyInner(proc, args, input, environment) {`,
    1,
  ],

  // Tokens know where they begin, not only where they end.
  ['start of a token', /( *)\/\/ test for regex\n/, '$1tokenStart = position;\n$1// test for regex\n', 1],
  [
    'start in a token',
    /(var create = function \(type, value\) \{\n\s*var obj = \{type: type, value: value, position: position)\}/,
    'var tokenStart = 0;\n        $1, start: tokenStart}',
    1,
  ],
  [
    'start in a node',
    'node.position = next_token.position;',
    'node.position = next_token.position;\n            node.start = next_token.start;',
    1,
  ],
  [
    'start in a copied node',
    /position: (expr|node|step|left|this\.rhs|arg)\.position/g,
    'position: $1.position, start: $1.start',
  ],
  [
    'start of the end',
    'node.position = source.length;',
    'node.position = source.length;\n                node.start = source.length;',
    1,
  ],
  [
    'function definitions',
    'jsonata.parser = parser;',
    `jsonata.parser = parser; jsonata.defineFunction = defineFunction;
    jsonata.native = (name) => staticFrame.lookup(name);
    jsonata.matcher = (regex) => evaluateRegex(regex, undefined, { base: { RegexEngine: GuardedRegExp } });`,
    1,
  ],
];

function SPREAD() {
  return `var part = spread.call(this, arg[ii]);
                if (typeof part === 'undefined') continue;
                if (Array.isArray(part)) for (var jj = 0; jj < part.length; jj++) result.push(part[jj]);
                else result.push(part);
                var isAppended = true;
            }
            // The original joins lists, which drops the mark of a sequence.
            if (isAppended) result = result.concat([]);`;
}

function MERGE() {
  return `var merged = [];
            var i = 0, j = 0;
            while (i < l.length && j < r.length) merged.push(comp(l[i], r[j]) ? r[j++] : l[i++]);
            while (i < l.length) merged.push(l[i++]);
            while (j < r.length) merged.push(r[j++]);`;
}

async function newest(...files) {
  const times = await Promise.all(files.map(async (file) => (await stat(file).catch(() => undefined))?.mtimeMs ?? 0));
  return Math.max(...times);
}

if ((await newest(target)) > (await newest(script, source, manifest))) process.exit(0);

const { version } = JSON.parse(await readFile(manifest, 'utf8'));
if (version !== EXPECTED_VERSION)
  throw new Error(`scripts/make-jsonata.mjs knows jsonata ${EXPECTED_VERSION}, found ${version}.`);

let text = await readFile(source, 'utf8');
for (const [purpose, pattern, replacement, count] of REPLACEMENTS) {
  const found =
    typeof pattern === 'string'
      ? text.split(pattern).length - 1
      : [...text.matchAll(new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`))]
          .length;
  if (count === undefined ? found === 0 : found !== count)
    throw new Error(`scripts/make-jsonata.mjs: "${purpose}" matches ${found} times.`);
  text = typeof pattern === 'string' ? text.replaceAll(pattern, () => replacement) : text.replace(pattern, replacement);
}
const licence = await readFile(join(dirname(manifest), 'LICENSE'), 'utf8');
const header = `/*
 * Generated by scripts/make-jsonata.mjs from jsonata ${version} (https://jsonata.org): synchronous, without clock and
 * randomness. Not to be edited. The licence of jsonata:
 *
${licence
  .trim()
  .split('\n')
  .map((line) => ` * ${line}`.trimEnd())
  .join('\n')}
 */
import { GuardedRegExp } from './guarded-regexp.ts';
/** How much work it is to go through a value, in items of lists. */
const workOf = (value) => (Array.isArray(value) ? value.length / 2 : typeof value === 'string' ? value.length / 64 : 0);
const module = { exports: {} };
const exports = module.exports;
`;
await mkdir(dirname(target), { recursive: true });
await writeFile(
  target.replace(/js$/, 'd.ts'),
  "// Generated by scripts/make-jsonata.mjs.\nimport type { JsonataLibrary } from './library.ts';\nexport declare const jsonata: JsonataLibrary;\n",
);
await writeFile(target, `${header}${text}\nexport const jsonata = module.exports;\n`);
