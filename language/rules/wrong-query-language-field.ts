/** A field of JSONPath in a JSONata state, or the reverse. */
import { type AslDocument, propertyOf, type QueryLanguage } from '#asl';
import { findField } from '#asl/spec';
import { rangeOf } from '../anchor.ts';
import { schemaFailure } from '../aws-answers.ts';
import { insertProperty } from '../edits/edits.ts';
import { remove } from '../edits/fixes.ts';
import type { Finding, Fix, MachineRule } from '../rule.ts';
import { inParts } from '../walk/by-part.ts';
import type { WalkPart } from '../walk/machine-walk.ts';
import type { WalkedField, WalkedObject } from '../walk/walked.ts';
import { misplacedFields } from './misplaced-field.ts';
import { isDowngrade } from './query-language-downgrade.ts';

export const wrongQueryLanguageField: MachineRule = {
  code: 'wrong-query-language-field',
  severity: 'error',
  doc: `A field exists only in the other query language. States inside a Map or Parallel take the language of the machine, not that of the state around them. AWS refuses the definition.

Wrong: \`Parameters\` or \`ResultPath\` in a JSONata state. Right: \`Arguments\` and \`Output\`.`,
  *check({ doc, machine }) {
    // The language is chosen, only at the wrong place: one mistake, not one in every state.
    if (misplacedFields(machine).some(({ key }) => key.value === 'QueryLanguage')) return;
    for (const field of inParts(machine, wrongFieldsIn)) yield findingOf(doc, field.owner, field);
  },
};

function wrongFieldsIn(part: WalkPart): readonly WalkedField[] {
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
    fixes: () => [...useJsonata(doc, object, language), remove(doc, property)],
  };
}

/** A state that is written in JSONata throughout only fails to say so. */
function useJsonata(doc: AslDocument, { node, state, fields }: WalkedObject, language: QueryLanguage): Fix[] {
  const isSaid = fields.has('QueryLanguage');
  const isMixed = fields.all.some(({ spec }) => spec.only === 'JSONPath');
  if (language === 'JSONata' || state?.node !== node || isSaid || isMixed) return [];
  const edits = insertProperty(doc, node, 'QueryLanguage', '"JSONata"', propertyOf(node, 'Type'));
  return [{ title: `Use JSONata in '${state.name}'`, edits, preferred: true }];
}
