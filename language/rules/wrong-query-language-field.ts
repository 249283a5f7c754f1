/** A field of JSONPath in a JSONata state, or the reverse. */
import { type AslDocument, type Machine, propertyOf, type QueryLanguage, type State, valueOf } from '#asl';
import { findField } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { insertProperty } from '../edits/edits.ts';
import { remove } from '../edits/fixes.ts';
import type { Finding, Fix, MachineRule } from '../rule.ts';
import { inParts } from '../walk/by-part.ts';
import type { WalkPart } from '../walk/machine-walk.ts';
import { isLanguageUnclear } from '../walk/misspelt.ts';
import type { WalkedField, WalkedObject } from '../walk/walked.ts';
import { misplacedFields } from './misplaced-field.ts';
import { isDowngrade } from './query-language-downgrade.ts';

export const wrongQueryLanguageField: MachineRule = {
  code: 'wrong-query-language-field',
  severity: 'error',
  doc: `A field exists only in the other query language. States inside a Map or Parallel take the language of the machine, not that of the state around them. AWS refuses the definition.

Wrong: \`Parameters\` or \`ResultPath\` in a JSONata state. Right: \`Arguments\` and \`Output\`.`,
  byPart: [wrongIn],
  check({ doc, machine }) {
    const found: Finding[] = [];
    // The language is chosen, only at the wrong place: one mistake, not one in every state.
    if (isLanguageUnclear(machine) || (!machine.isAsWritten && isLanguageMisplaced(machine))) return found;
    const groups = inParts(machine, wrongIn);
    // AWS names each field at its place in the order of the text.
    if (machine.isAsWritten)
      return groups.flatMap(({ fields }) => fields.map((field) => findingOf(doc, field.owner, field)));
    const isOne = groups.length > 1 && isMachineInJsonata(machine, groups);
    if (isOne) found.push(allInOne(doc, machine, groups));
    else for (const group of groups) findingsOf(doc, group, found);
    return found;
  },
};

const isLanguageMisplaced = (machine: Machine): boolean =>
  misplacedFields(machine).some(({ key }) => key.value === 'QueryLanguage');

/** The fields of one state that are of the other language. */
interface WrongFields {
  readonly fields: readonly [WalkedField, ...WalkedField[]];
  /** The state, where it is written in JSONata throughout and only fails to say so. */
  readonly unsaid: State | undefined;
}

function wrongIn(part: WalkPart): readonly WrongFields[] {
  const wrong = wrongFieldsIn(part);
  if (wrong.length === 0) return NONE;
  const [first, ...others] = wrong;
  if (!first) return NONE;
  return [{ fields: [first, ...others], unsaid: unsaidIn(part)[0] }];
}

const NONE: readonly never[] = [];

/** True for a state of JSONPath that is written in JSONata throughout and does not say which language it takes. */
function isWrittenInJsonata({ objects: [first, ...inner] }: WalkPart): boolean {
  if (!first?.state || first.queryLanguage !== 'JSONPath' || first.fields.has('QueryLanguage')) return false;
  let isJsonata = false;
  for (const { fields } of [first, ...inner]) {
    for (const { spec } of fields.all) {
      if (spec.only === 'JSONPath') return false;
      isJsonata ||= spec.only === 'JSONata';
    }
  }
  return isJsonata;
}

/** The states that are written in JSONata and do not say so. */
export const unsaidStates = (machine: Machine): ReadonlySet<State> => new Set(inParts(machine, unsaidIn));

const unsaidIn = (part: WalkPart): readonly State[] => {
  const state = part.objects[0]?.state;
  return state && isWrittenInJsonata(part) ? [state] : NONE;
};

/** True where all that is written in one of the languages is written in JSONata, and nothing says which one it is. */
function isMachineInJsonata(machine: Machine, groups: readonly WrongFields[]): boolean {
  if (valueOf(machine.node, 'QueryLanguage') || !groups.every(({ unsaid }) => unsaid)) return false;
  return inParts(machine, hasJsonPathFields).length === 0;
}

const hasJsonPathFields = ({ objects }: WalkPart): readonly true[] =>
  objects.some(({ fields }) => fields.has('QueryLanguage') || fields.all.some(({ spec }) => spec.only === 'JSONPath'))
    ? [true]
    : NONE;

/** One slip of the machine: it does not say that it is written in JSONata. */
function allInOne(doc: AslDocument, machine: Machine, groups: readonly WrongFields[]): Finding {
  const fields = groups.flatMap((group) => group.fields);
  const [first] = groups[0]?.fields ?? [];
  const finding = first && findingOf(doc, first.owner, first);
  const edits = insertProperty(doc, machine.node, 'QueryLanguage', '"JSONata"');
  const fix = { title: 'Use JSONata in the whole state machine', edits, preferred: true };
  return {
    range: finding?.range ?? machine.node,
    message: `All states are written in JSONata, but the query language of this state machine is JSONPath. Set its 'QueryLanguage' to 'JSONata'.`,
    ...(finding?.aws && { aws: finding.aws }),
    awsAlso: fields.slice(1).flatMap((field) => findingOf(doc, field.owner, field).aws ?? []),
    fixes: () => [fix],
  };
}

function findingsOf(doc: AslDocument, { fields, unsaid }: WrongFields, found: Finding[]): void {
  const [first, ...others] = fields;
  if (!unsaid) {
    for (const field of fields) found.push(findingOf(doc, field.owner, field));
    return;
  }
  const finding = findingOf(doc, first.owner, first);
  found.push({
    ...finding,
    awsAlso: others.flatMap((field) => findingOf(doc, field.owner, field).aws ?? []),
    fixes: () => [useJsonata(doc, unsaid), ...(others.length > 0 ? [] : [remove(doc, first.property)])],
  });
}

function wrongFieldsIn(part: WalkPart): readonly WalkedField[] {
  if (!part.objects.some(isOfBoth)) return NONE;
  const found: WalkedField[] = [];
  for (const object of part.objects) {
    // As on AWS, a state that may not choose its language is reported for that alone.
    if (object.state && isDowngrade(object.state)) continue;
    if (object.spec.name === 'NestedChoiceRule' && object.queryLanguage === 'JSONata') continue; // Its `And`, `Or` or `Not` is reported.
    for (const field of object.fields.all) {
      if (!field.spec.only || field.spec.only === object.queryLanguage) continue;
      found.push(field);
      // A choice rule in the other language is one mistake, however many fields it takes to write one.
      if (isChoiceRule(object)) break;
    }
  }
  return found;
}

const isOfBoth = ({ fields, queryLanguage }: WalkedObject): boolean => fields.hasOfOther(queryLanguage);
const isChoiceRule = ({ spec }: WalkedObject): boolean => findField(spec, 'Variable') !== undefined;

/** What does in one language what a field does in the other. */
const COUNTERPARTS: Readonly<Record<string, string>> = {
  Arguments: 'Parameters',
  Condition: 'Variable',
  Items: 'ItemsPath',
  ItemsPath: 'Items',
  Output: 'OutputPath',
  OutputPath: 'Output',
  Parameters: 'Arguments',
  Result: 'Output',
  ResultPath: 'Output',
  ResultSelector: 'Output',
  InputPath: 'Arguments',
  Variable: 'Condition',
};

function findingOf(doc: AslDocument, object: WalkedObject, { spec, property }: WalkedField): Finding {
  const language: QueryLanguage = object.queryLanguage;
  const other: QueryLanguage = language === 'JSONata' ? 'JSONPath' : 'JSONata';
  const wanted = COUNTERPARTS[spec.name] ?? spec.name.replace(/Path$/, '');
  const instead =
    wanted !== spec.name && findField(object.spec, wanted) ? ` In ${language}, '${wanted}' does this.` : '';
  const why =
    object.state?.scope.owner && object.state.scope.owner.queryLanguage === other
      ? ` The language of '${object.state.scope.owner.name}' does not count for the states inside it.`
      : '';
  return {
    range: rangeOf(property.key),
    message: `'${spec.name}' is a field of ${other}, but the query language here is ${language}.${instead}${why}`,
    aws: schemaFailure(
      `The QueryLanguage is set to '${language}', but field '${spec.name}' is only supported for the '${other}' QueryLanguage`,
      object.node,
    ),
    fixes: () => [remove(doc, property)],
  };
}

function useJsonata(doc: AslDocument, { name, node }: State): Fix {
  const edits = insertProperty(doc, node, 'QueryLanguage', '"JSONata"', propertyOf(node, 'Type'));
  return { title: `Use JSONata in '${name}'`, edits, preferred: true };
}
