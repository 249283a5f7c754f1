/** The tables of the language are whole: documented, sorted, without contradiction, and as AWS was measured. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { parseAsl, STATE_TYPES } from '#asl';
import {
  choiceOperators,
  contextObject,
  errorSpecs,
  type FieldSpec,
  findField,
  limits,
  type ObjectSpec,
  objectSpecs,
  stateSpecs,
} from '#asl/spec';

const everything: ObjectSpec[] = [...Object.values(stateSpecs), ...Object.values(objectSpecs)];
const fields: [ObjectSpec, FieldSpec][] = everything.flatMap((spec) =>
  spec.fields.map((field): [ObjectSpec, FieldSpec] => [spec, field]),
);
const isSentence = (text: string): boolean => /^[^\s].*[.:)]$/s.test(text);

describe('the tables of the language', () => {
  it('document every object, field and value', () => {
    for (const spec of everything) assert.ok(isSentence(spec.doc) && spec.link, spec.name);
    for (const [spec, field] of fields) {
      assert.ok(isSentence(field.doc), `${spec.name}.${field.name}`);
      assert.match(field.link ?? '', /^[a-z0-9-]+\.html$/, `${spec.name}.${field.name}`);
      for (const value of field.values ?? [])
        assert.ok(field.valueDocs?.[value], `${spec.name}.${field.name} ${value}`);
    }
  });

  it('list the fields of each object in order and once', () => {
    for (const spec of everything) {
      const names = spec.fields.map(({ name }) => name);
      assert.deepEqual(
        names,
        [...new Set(names)].sort((a, b) => (a < b ? -1 : 1)),
        spec.name,
      );
    }
  });

  it('name only fields and objects that are there', () => {
    for (const spec of everything)
      for (const group of spec.groups ?? [])
        for (const name of group.fields) assert.ok(findField(spec, name), `${spec.name}: ${name}`);
    for (const [spec, field] of fields) {
      if (['object', 'objects', 'scope', 'scopes'].includes(field.kind))
        assert.ok(objectSpecs[field.object ?? ''], `${spec.name}.${field.name}`);
      for (const condition of [field.when, field.requiredWhen])
        if (condition) assert.ok(findField(spec, condition.field), `${spec.name}.${field.name}`);
      if (field.min !== undefined && field.max !== undefined) assert.ok(field.min < field.max);
    }
  });

  it('hold every file of their folder', () => {
    const folder = new URL('../../asl/spec/states', import.meta.url);
    const files = readdirSync(folder).map((file) => file.replace('.ts', ''));
    const types = STATE_TYPES.map((type) => type.toLowerCase());
    assert.deepEqual(files.filter((file) => file !== 'untyped').sort(), [...types].sort());
  });

  it('have a whole state as snippet for each type and language', () => {
    for (const type of STATE_TYPES)
      for (const language of ['JSONPath', 'JSONata'] as const) {
        const plain = stateSpecs[type].snippet[language]
          .replace(/\$\{\d+\|([^,|]*)[^}]*\}/g, '$1')
          .replace(/\$\{\d+:([^}]*)\}/g, '$1')
          .replace(/(?<!\\)\$\d/g, '')
          .replaceAll('\\$', '$');
        const { problems, machines } = parseAsl(`{"QueryLanguage": "${language}", "States": {${plain}}}`, 'json');
        assert.deepEqual(problems, [], `${type} ${language}: ${plain}`);
        const state = machines[0]?.states[0];
        assert.equal(state?.type, type);
        for (const property of state?.node.properties ?? []) {
          const field = findField(stateSpecs[type], property.key.value);
          assert.ok(field && (field.only ?? language) === language, `${type}.${property.key.value}`);
        }
      }
  });

  // Rows: fields as AWS was measured to accept them (P JSONPath only, J JSONata only, B both), types in the order of STATE_TYPES.
  const matrix: [string, string][] = [
    ['InputPath', 'P P P P P P P -'],
    ['OutputPath', 'P P P P P P P -'],
    ['Parameters', 'P P P P - - - -'],
    ['ResultSelector', 'P P P - - - - -'],
    ['ResultPath', 'P P P P - - - -'],
    ['Arguments', 'J J - - - - - -'],
    ['Output', 'J J J J J J J -'],
    ['Assign', 'B B B B B B - -'],
    ['Retry', 'B B B - - - - -'],
    ['Catch', 'B B B - - - - -'],
    ['Result', '- - - P - - - -'],
    ['TimeoutSeconds', 'B - - - - - - -'],
    ['Next', 'B B B B B - - -'],
    ['End', 'B B B B B - - -'],
    ['QueryLanguage', 'B B B B B B B B'],
    ['Comment', 'B B B B B B B B'],
  ];
  for (const [name, row] of matrix)
    it(`allow ${name} where AWS does`, () => {
      const found = STATE_TYPES.map((type) => {
        const field = findField(stateSpecs[type], name);
        return field ? { JSONPath: 'P', JSONata: 'J', both: 'B' }[field.only ?? 'both'] : '-';
      });
      assert.equal(found.join(' '), row);
    });

  it('have each comparison operator once, with its path form', () => {
    const names = choiceOperators.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.equal(names.length, 16 * 2 + 1 + 6);
    for (const operator of choiceOperators)
      if (operator.path) assert.ok(names.includes(operator.name.slice(0, -4)), operator.name);
  });

  it('list the errors in order and once, with a doc', () => {
    const names = errorSpecs.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)].sort());
    for (const error of errorSpecs) assert.ok(isSentence(error.doc), error.name);
    assert.deepEqual(
      errorSpecs.filter(({ catchable, retriable }) => !catchable || !retriable).map(({ name }) => name),
      ['States.Runtime'],
    );
  });

  it('describe the context object and the limits', () => {
    assert.deepEqual(
      contextObject.map(({ name }) => name),
      ['Execution', 'StateMachine', 'State', 'Task', 'Map'],
    );
    for (const limit of Object.values(limits)) assert.ok(limit.value > 0 && isSentence(limit.doc));
  });
});
