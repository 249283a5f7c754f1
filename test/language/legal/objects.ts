/**
 * Legal objects of the language, made from its tables: any of the fields that an object may have in a query language,
 * each with some value that it takes. A field that is added to a table is made here, too.
 */
import type { Json, JsonObject } from '#asl/json';
import { type FieldCondition, type FieldSpec, type ObjectSpec, objectSpecs } from '#asl/spec';
import type { Dice } from '../../interpreter/dice.ts';
import { output, type Place, path, template, value } from '../../interpreter/random-expressions.ts';

export type Fields = Record<string, Json>;

/** Where an object stands. */
export interface Spot extends Place {
  readonly language: 'JSONPath' | 'JSONata';
  /** The variables that may be assigned here. */
  readonly own: readonly string[];
  /** The states to which this one may lead. */
  readonly targets: readonly string[];
  /** True in a Map whose children are executions of their own. */
  readonly isDistributed: boolean;
  /** A name that nothing else in the machine has. */
  readonly name: () => string;
}

/** Fields that other code gives, or that only some places may have. */
const GIVEN_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['Branches', 'Choices', 'End', 'ItemProcessor', 'Iterator', 'Next', 'QueryLanguage', 'StartAt', 'States', 'Type'],
]);

const DISTRIBUTED_ONLY = /^(?:ItemBatcher|ItemReader|Label|ResultWriter|Tolerated.*)$/;

/** The object with what is given and some of what else it may have. */
export function legalObject(spec: ObjectSpec, spot: Spot, given: Fields = {}, chance = 0.3): Fields {
  const { dice, language } = spot;
  const made: Fields = { ...given };
  const isFree = ({ name, only }: FieldSpec): boolean =>
    !(name in made) &&
    !GIVEN_ELSEWHERE.has(name) &&
    (!only || only === language) &&
    (spot.isDistributed || spec.name !== 'Map' || !DISTRIBUTED_ONLY.test(name));
  const free = spec.fields.filter(isFree);
  const add = (field: FieldSpec | undefined): void => {
    if (field && isFree(field)) made[field.name] = legalValue(field, spot);
  };
  const grouped = new Set<string>();
  for (const { fields, need } of spec.groups ?? []) {
    const members = free.filter(({ name }) => fields.includes(name));
    for (const { name } of members) grouped.add(name);
    const isThere = fields.some((name) => name in made);
    if (isThere || members.length === 0) continue;
    if (need !== 'at-most-one' || dice.chance(chance)) add(dice.pick(members));
  }
  for (const field of free) if (!grouped.has(field.name) && (field.required || dice.chance(chance))) add(field);
  return withConditions(spec, made, add);
}

/** Without fields that their siblings do not allow, and with those that they demand. */
function withConditions(spec: ObjectSpec, made: Fields, add: (field: FieldSpec) => void): Fields {
  const isMet = ({ field, values }: FieldCondition): boolean => {
    const sibling = made[field];
    return sibling === undefined ? values.includes('') : typeof sibling === 'string' && values.includes(sibling);
  };
  for (const _ of spec.fields) {
    for (const field of spec.fields) {
      if (field.when && !isMet(field.when)) delete made[field.name];
      else if (field.requiredWhen && isMet(field.requiredWhen)) add(field);
    }
  }
  return made;
}

const TIMESTAMPS = [
  '2026-01-31T12:00:00Z',
  '2026-01-31T12:00:00.5Z',
  '2026-01-31T12:00:00.123456789+05:30',
  '2024-02-29T23:59:59-00:00',
];

/** Reference paths into the data. */
const REFERENCES = ['$', '$.r', '$.o.r', '$.list[0]', "$['a b'].c", "$.o['deep'][2].x", '$.k-dash', '$.größe'];

/** Some value that the field takes. */
export function legalValue(field: FieldSpec, spot: Spot): Json {
  const { dice, language } = spot;
  const { kind, nullable, expression, name } = field;
  if (nullable && dice.chance(0.2)) return null;
  const mayCompute = expression === true && language === 'JSONata';
  if (mayCompute && isNumberOrText(kind) && dice.chance(0.4)) return '{% $states.input.n %}';
  switch (kind) {
    case 'integer':
    case 'number':
      return number(field, dice);
    case 'boolean':
      return dice.chance(0.5);
    case 'enum':
      return dice.pick(field.values ?? []);
    case 'timestamp':
      return dice.pick(TIMESTAMPS);
    case 'path':
      return field.intrinsic ? dice.pick(['$.s', "States.Format('{}', $.s)", '$$.Execution.Name']) : path(spot);
    case 'referencePath':
      return dice.pick(REFERENCES);
    case 'template':
      return language === 'JSONata' ? output(spot) : template(spot);
    case 'assign':
      return assignment(spot);
    case 'stateName':
      return dice.pick(spot.targets);
    case 'errorNames':
      return ['Custom.Error'];
    case 'strings':
      return ['first', 'second'];
    case 'object':
    case 'objects':
      return nested(field, spot);
    case 'text':
      return text(name, spot);
    default:
      return value(dice);
  }
}

const isNumberOrText = (kind: FieldSpec['kind']): boolean =>
  kind === 'integer' || kind === 'number' || kind === 'timestamp' || kind === 'text';

/** A heartbeat is shorter than a timeout, the first delay than the longest: such fields stay within bounds of their own. */
const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  HeartbeatSeconds: [1, 9],
  IntervalSeconds: [0, 9],
  MaxDelaySeconds: [10, 31_622_400],
  TimeoutSeconds: [10, 99_999_999],
};

function number({ name, kind, min = 0, max = 1_000_000 }: FieldSpec, dice: Dice): number {
  const [low, high] = BOUNDS[name] ?? [min, max];
  const middle = kind === 'number' ? low + (high - low) / 3 : dice.between(low, high);
  return dice.pick([low, high, middle]);
}

function text(name: string, { dice, name: unused }: Spot): string {
  if (name === 'Label') return unused();
  if (name === 'Version') return '1.0';
  if (name === 'ItemsPointer') return dice.pick(['/items', '/a/b~1c/0', '']);
  if (name === 'RoleArn') return 'arn:aws:iam::123456789012:role/work';
  return dice.pick([
    '',
    'Made up',
    'größer 😀',
    'with "quotes" and \\',
    'two\nlines',
    '100 %',
    '# no comment',
    '- item: x',
  ]);
}

function assignment({ dice, language, own, ...place }: Spot): Json {
  const made: Fields = {};
  for (const name of own) {
    if (!dice.chance(0.5)) continue;
    const isPath = language === 'JSONPath' && dice.chance(0.5);
    made[isPath ? `${name}.$` : name] = isPath
      ? path({ dice, ...place })
      : language === 'JSONata'
        ? output({ dice, ...place })
        : value(dice);
  }
  return made;
}

function nested(field: FieldSpec, spot: Spot): Json {
  const spec = objectSpecs[field.object ?? ''];
  if (!spec) return {};
  if (field.kind === 'object') return MAKERS[spec.name]?.(spec, spot) ?? legalObject(spec, spot);
  const special = legalObject(spec, spot, NEXT_OF[spec.name]?.(spot) ?? {});
  const all = legalObject(spec, spot, { ErrorEquals: ['States.ALL'], ...NEXT_OF[spec.name]?.(spot) });
  return spot.dice.pick([[], [special], [all], [special, all]]);
}

/** `Next` is given, because only some of the objects that may have it must. */
const NEXT_OF: Readonly<Record<string, (spot: Spot) => Fields>> = {
  Catcher: ({ dice, targets }) => ({ Next: dice.pick(targets) }),
};

const s3 = (call: string, { language }: Spot, members: JsonObject): Fields => ({
  Resource: `arn:aws:states:::s3:${call}`,
  [language === 'JSONata' ? 'Arguments' : 'Parameters']: members,
});

/** Objects whose fields say together what is read or written. */
const MAKERS: Readonly<Record<string, (spec: ObjectSpec, spot: Spot) => Json>> = {
  ItemReader: (spec, spot) => {
    const config = objectSpecs.ReaderConfig;
    const limits = spot.dice.chance(0.5) ? {} : { MaxItems: spot.dice.between(0, 100_000_000) };
    const [call, ReaderConfig] = spot.dice.pick<readonly [string, Fields]>([
      ['listObjectsV2', {}],
      ['listObjectsV2', { Transformation: 'NONE' }],
      ['listObjectsV2', { Transformation: 'LOAD_AND_FLATTEN', InputType: 'JSONL' }],
      ['getObject', { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' }],
      ['getObject', { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'], CSVDelimiter: 'TAB' }],
      ['getObject', { InputType: 'JSON', ItemsPointer: '/items' }],
      ['getObject', { InputType: 'JSONL' }],
      ['getObject', { InputType: 'PARQUET' }],
      ['getObject', { InputType: 'MANIFEST' }],
      ['getObject', { ManifestType: 'S3_INVENTORY' }],
      ['getObject', { ManifestType: 'ATHENA_DATA', InputType: 'PARQUET' }],
    ]);
    const place = s3(call, spot, call === 'getObject' ? { Bucket: 'b', Key: 'k' } : { Bucket: 'b', Prefix: 'p' });
    return { ...place, ...(config && spec ? { ReaderConfig: { ...ReaderConfig, ...limits } } : {}) };
  },
  ResultWriter: (_, spot) => {
    const config = legalObject(objectSpecs.WriterConfig ?? { name: '', title: '', doc: '', fields: [] }, spot, {}, 0.8);
    const place = s3('putObject', spot, { Bucket: 'b', Prefix: 'p' });
    return spot.dice.pick<Json>([place, { ...place, WriterConfig: config }, { WriterConfig: config }]);
  },
};
