/**
 * Definitions and inputs that try to hang the host, to exhaust its stack or memory, or to change the objects of others,
 * each with what has to come of it.
 */
import { type Json, type JsonObject, parseJson } from '#asl/json';

export interface HostileCase {
  readonly definition: Json;
  readonly input?: Json;
  /** The output as JSON text, or `error: cause`, or why the definition is refused. */
  readonly gives: RegExp;
}

const TOO_LONG = /^States\.QueryEvaluationError: .*'S'.*(?:timeout|memory limit|Stack overflow|too many steps)/s;
const TOO_LARGE = /^States\.DataLimitExceeded: .*'[ST]'/s;
const TOO_DEEP = /^(?:\/: The definition|States\.Runtime: The input of the execution) .*nested deeper than 1000 levels/;

const machine = (state: JsonObject, others: JsonObject = {}): JsonObject => ({
  StartAt: 'S',
  States: { S: state, ...others },
});
const pass = (fields: JsonObject): JsonObject => machine({ Type: 'Pass', End: true, ...fields });
const jsonata = (expression: string): JsonObject => pass({ QueryLanguage: 'JSONata', Output: `{% ${expression} %}` });
const path = (text: string): JsonObject => pass({ Parameters: { 'x.$': text } });
const map = (processor: JsonObject): JsonObject => machine({ Type: 'Map', ItemProcessor: processor, End: true });
/** Keys as JSON text has them: `__proto__` is a member like any other. */
const json = (text: string): JsonObject => parseJson(text).value as JsonObject;

function nested(levels: number, wrap: (inner: Json) => Json): Json {
  let value: Json = 0;
  for (let level = 0; level < levels; level++) value = wrap(value);
  return value;
}
const lists = (levels: number): Json => nested(levels, (inner) => [inner]);
const objects = (levels: number): Json => nested(levels, (a) => ({ a }));
const numbers = (count: number): Json => Array.from({ length: count }, (_, index) => index);

const MEGABYTE = 'x'.repeat(1 << 20);
const POLLUTION = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}';

/** The cases by what they attack and by name. */
export const HOSTILE_CASES: Readonly<Record<string, Readonly<Record<string, HostileCase>>>> = {
  JSONata: {
    'recursion without end': { definition: jsonata('($f := function($x) { 1 + $f($x) }; $f(1))'), gives: TOO_LONG },
    'a loop of tail calls': { definition: jsonata('($f := function($x) { $f($x + 1) }; $f(1))'), gives: TOO_LONG },
    'two functions that call each other': {
      definition: jsonata('($f := function($x) { $g($x) }; $g := function($x) { $f($x) }; $f(1))'),
      gives: TOO_LONG,
    },
    'a block of many variables': {
      definition: jsonata(
        `(${Array.from({ length: 4000 }, (_, n) => n)
          .map((n) => `$v${n} := ${n};`)
          .join('')} $v0)`,
      ),
      gives: /^0$/,
    },
    'a huge $pad': { definition: jsonata('$pad("x", 1e8)'), gives: TOO_LONG },
    'a huge $pad to the left': { definition: jsonata('$pad("x", -1e12)'), gives: TOO_LONG },
    'a huge range': { definition: jsonata('[1..9999999]'), gives: TOO_LONG },
    'ranges in ranges': { definition: jsonata('$map([1..1000000], function($i) { [1..1000000] })'), gives: TOO_LONG },
    'text that doubles': {
      definition: jsonata('($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("x", 40))'),
      gives: TOO_LONG,
    },
    'a list that doubles': {
      definition: jsonata('($f := function($s, $n) { $n = 0 ? $s : $f($append($s, $s), $n - 1) }; $f([1], 40))'),
      gives: TOO_LONG,
    },
    'a sort of a million items': {
      definition: jsonata('$sort([1..1000000], function($a, $b) { $a < $b })'),
      gives: TOO_LONG,
    },
    'descendants of descendants': {
      definition: jsonata('$states.input.**.**.**.**'),
      input: objects(300),
      gives: TOO_LONG,
    },
    'a pattern that backtracks without end': {
      definition: jsonata('$match($states.input, /^(a+)+$/)'),
      input: `${'a'.repeat(60)}b`,
      gives: TOO_LONG,
    },
    'a pattern that backtracks over a megabyte': {
      definition: jsonata('$contains($states.input, /(.*)*z/)'),
      input: MEGABYTE,
      gives: TOO_LONG,
    },
    'a replacement that backtracks': {
      definition: jsonata('$replace($states.input, /(a|aa)+$/, "")'),
      input: `${'a'.repeat(5000)}b`,
      gives: /^(?:States\.QueryEvaluationError: .*'S'|")/s,
    },
    'brackets without end': {
      definition: jsonata(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`),
      gives: /^States\.QueryEvaluationError: .*'S'/s,
    },
    'a sum of 100,000 terms': {
      definition: jsonata(`1${'+1'.repeat(100_000)}`),
      gives: /^States\.QueryEvaluationError: .*'S'/s,
    },
    'the constructor of functions': {
      definition: jsonata('$states.input.constructor("return 1")()'),
      input: {},
      gives: /^States\.QueryEvaluationError: .*'S'/s,
    },
    'a result that nests in every loop': {
      definition: machine({ Type: 'Pass', QueryLanguage: 'JSONata', Output: { a: '{% $states.input %}' }, Next: 'S' }),
      input: {},
      gives: TOO_LARGE,
    },
  },
  'intrinsic functions': {
    'a huge range': {
      definition: path('States.ArrayRange(1, 100000000, 1)'),
      gives: /Invalid arguments in States.ArrayRange/,
    },
    'a range without end': { definition: path('States.ArrayRange(1, 10, 0)'), gives: /^States\.\w+: .*'S'/s },
    'a range of huge numbers': { definition: path('States.ArrayRange(1, 1e308, 1)'), gives: /^States\.\w+: .*'S'/s },
    'a split of megabytes': {
      definition: path("States.StringSplit($, ',;|')"),
      input: ',;|'.repeat(300_000),
      gives: /^(?:States\.\w+: .*'S'|\{"x":\[\]\})/s,
    },
    'Format of megabytes': {
      definition: path("States.Format('{}{}{}{}', $, $, $, $)"),
      input: MEGABYTE,
      gives: /^States\.\w+: .*'S'/s,
    },
    'Format with 20,000 values': {
      definition: path(`States.Format('${'{}'.repeat(20_000)}', ${Array(20_000).fill('$').join(', ')})`),
      input: 1,
      gives: /^(?:\{"x":"1{900}|States\.\w+: .*'S')/s,
    },
    'the hash of a megabyte': {
      definition: path("States.Hash($, 'SHA-512')"),
      input: MEGABYTE,
      gives: /Invalid arguments in States.Hash/,
    },
    'unique items among 10,000 objects': {
      definition: path('States.ArrayUnique($)'),
      input: Array.from({ length: 10_000 }, (_, index) => ({ a: [index] })),
      gives: /^\{"x":\[\{"a":\[0\]\}/,
    },
    'calls in calls without end': { definition: path('States.Array('.repeat(100_000)), gives: /at most 10 deep/ },
    'JSON text of brackets only': {
      definition: path('States.StringToJson($)'),
      input: '['.repeat(5000),
      gives: /Invalid arguments in States.StringToJson/,
    },
  },
  JSONPath: {
    'a pattern that backtracks without end': {
      definition: path('$[?(@ =~ /^(a+)+$/)]'),
      input: [`${'a'.repeat(60)}b`],
      gives: /'S'.*takes too many steps/s,
    },
    'filters in brackets without end': {
      definition: path(`$.a[?(${'('.repeat(20_000)}@.b${')'.repeat(20_000)})]`),
      input: {},
      gives: /not be nested deeper than 32/,
    },
    'descendants of descendants': {
      definition: path('$..*..*..*..*..*'),
      input: objects(300),
      gives: /selects too many values/,
    },
    'a path of 100,000 names': {
      definition: path(`$${'.a'.repeat(100_000)}`),
      input: {},
      gives: /at most 1000 segments/,
    },
    'a ResultPath of 50,000 names': {
      definition: pass({ ResultPath: `$${'.a'.repeat(50_000)}` }),
      input: {},
      gives: /ResultPath.*is not a reference path/s,
    },
    'a ResultPath that nests in every loop': {
      definition: machine({ Type: 'Pass', ResultPath: `$${'.a'.repeat(60)}`, Next: 'S' }),
      input: {},
      gives: TOO_LARGE,
    },
    'a far index in a ResultPath': {
      definition: pass({ ResultPath: '$[999999999]' }),
      input: [],
      gives: /^States\.ReferencePathConflict: Unable to apply step "999999999"/,
    },
    'StringMatches with many stars': {
      definition: machine(
        { Type: 'Choice', Choices: [{ Variable: '$', StringMatches: `${'*a'.repeat(50)}b`, Next: 'T' }], Default: 'T' },
        { T: { Type: 'Succeed', OutputPath: null } },
      ),
      input: 'a'.repeat(100_000),
      gives: /^\{\}/,
    },
  },
  'definitions and inputs': {
    'rules in rules without end': {
      definition: machine({ Type: 'Choice', Choices: [nested(20_000, (Not) => ({ Not }))] }),
      gives: TOO_DEEP,
    },
    'containers in containers without end': {
      definition: nested(3000, (inner) => ({
        StartAt: 'A',
        States: { A: { Type: 'Parallel', Branches: [inner], End: true } },
      })),
      gives: TOO_DEEP,
    },
    'containers as deep as may be': {
      definition: [...Array(190)].reduce<JsonObject>(
        (inner) => ({
          StartAt: 'A',
          States: { A: { Type: 'Parallel', Branches: [inner], OutputPath: null, End: true } },
        }),
        { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
      ),
      gives: /^\{\}/,
    },
    'Parameters without end': { definition: pass({ Parameters: objects(20_000) }), gives: TOO_DEEP },
    'Parameters as deep as may be': { definition: pass({ Parameters: objects(990) }), gives: /^\{"a":/ },
    'an Output as deep as may be': {
      definition: pass({ QueryLanguage: 'JSONata', Output: objects(900) }),
      gives: /^\{"a":|^States\.\w+: .*'S'/,
    },
    'an input as deep as may be': { definition: pass({}), input: lists(1000), gives: /^\[\[/ },
    'an input without end': { definition: pass({}), input: lists(200_000), gives: TOO_DEEP },
    'an input of a megabyte': { definition: pass({}), input: MEGABYTE, gives: TOO_LARGE },
    'Parameters that nest in every loop': {
      definition: machine({ Type: 'Pass', Parameters: { 'a.$': '$' }, Next: 'S' }),
      input: {},
      gives: TOO_LARGE,
    },
    'a variable that doubles in every loop': {
      definition: machine(
        { Type: 'Pass', Assign: { 'v.$': '$' }, Next: 'T' },
        { T: { Type: 'Pass', Assign: { 'v.$': 'States.Array($v, $v)' }, Next: 'T' } },
      ),
      gives: TOO_LARGE,
    },
    'a wait that no clock reaches': {
      definition: machine({ Type: 'Wait', Seconds: 1e308, End: true }),
      gives: /'S'.*delay is too long/s,
    },
    'a loop': { definition: machine({ Type: 'Pass', Next: 'S' }), gives: /maximum number of history events/ },
    'a loop in a child execution': {
      definition: map({
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'A',
        States: { A: { Type: 'Pass', Next: 'A' } },
      }),
      input: [1, 2],
      gives: /^States\.ExceedToleratedFailureThreshold/,
    },
    'a Map over 100,000 items': {
      definition: map({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }),
      input: numbers(100_000),
      gives: /maximum number of history events/,
    },
  },
  'keys of prototypes': {
    'in an input': { definition: path('$.__proto__.polluted'), input: json(POLLUTION), gives: /^\{"x":1\}/ },
    'that no input has': { definition: path('$.constructor.name'), input: {}, gives: /^States\.Runtime: .*'S'/s },
    'in Parameters': {
      definition: pass({ Parameters: json(POLLUTION) }),
      gives: /^\{"__proto__":\{"polluted":1\},"constructor"/,
    },
    'in Parameters, evaluated': {
      definition: pass({ Parameters: json('{"__proto__.$": "$"}') }),
      input: { polluted: 1 },
      gives: /^\{"__proto__":\{"polluted":1\}\}/,
    },
    'in Result': {
      definition: pass({ Result: json(POLLUTION) }),
      gives: /^\{"__proto__":\{"polluted":1\},"constructor"/,
    },
    'in ResultPath': {
      definition: pass({ Result: 1, ResultPath: '$.__proto__.polluted' }),
      input: {},
      gives: /^\{"__proto__":\{"polluted":1\}\}/,
    },
    'in ResultPath, by way of the constructor': {
      definition: pass({ Result: 1, ResultPath: '$.constructor.prototype.polluted' }),
      input: {},
      gives: /^\{"constructor":\{"prototype":\{"polluted":1\}\}\}/,
    },
    'in Output': {
      definition: pass({ QueryLanguage: 'JSONata', Output: json('{"__proto__": "{% {\\"polluted\\": 1} %}"}') }),
      gives: /^\{"__proto__":\{"polluted":1\}\}/,
    },
    'in a JSONata object': {
      definition: jsonata('$merge([{"__proto__": {"polluted": 1}}, $states.input])'),
      input: json(POLLUTION),
      gives: /^\{/,
    },
    'in a JSONata transformation': {
      definition: jsonata('$states.input ~> |$|{"__proto__": {"polluted": 1}}|'),
      input: {},
      gives: /^(?:\{|States\.\w+: .*'S')/s,
    },
    'in JSON text': {
      definition: path('States.StringToJson($)'),
      input: POLLUTION,
      gives: /^\{"x":\{"__proto__":\{"polluted":1\}/,
    },
    'in merged objects': {
      definition: path('States.JsonMerge($, $, false)'),
      input: json(POLLUTION),
      gives: /^\{"x":\{"__proto__":\{"polluted":1\}/,
    },
    'as variables': {
      definition: machine(
        { Type: 'Pass', Assign: json('{"__proto__": {"polluted": 1}}'), Next: 'T' },
        { T: { Type: 'Pass', Parameters: { 'x.$': '$__proto__' }, End: true } },
      ),
      gives: /^\{"x":\{"polluted":1\}\}/,
    },
    'as variables of JSONata that nobody assigned': {
      definition: jsonata('$constructor'),
      gives: /^States\.QueryEvaluationError: .*'S'/s,
    },
    'as variables of JSONPath that nobody assigned': {
      definition: path('$hasOwnProperty'),
      gives: /^States\.Runtime: .*'S'/s,
    },
    'as names of states': {
      definition: json(
        '{"StartAt": "__proto__", "States": {"__proto__": {"Type": "Pass", "Next": "constructor"}, "constructor": {"Type": "Succeed"}}}',
      ),
      input: 1,
      gives: /^1/,
    },
    'as names of states that do not exist': {
      definition: { StartAt: 'toString', States: { A: { Type: 'Succeed' } } },
      gives: /^\/StartAt: /,
    },
    'as types of states': { definition: machine({ Type: 'constructor', End: true }), gives: /^\/States\/S\/Type: / },
    'as operators of rules': {
      definition: machine(
        { Type: 'Choice', Choices: [{ Variable: '$', constructor: 1, Next: 'T' }], Default: 'T' },
        { T: { Type: 'Succeed' } },
      ),
      input: 1,
      gives: /^1/,
    },
  },
};
