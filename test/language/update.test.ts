/** What is said of a text after a change equals what is said of the text read from scratch. */
import assert from 'node:assert/strict';
import { type Format, parseAsl, updateAsl } from '#asl';
import { serviceCatalog } from '#asl/services/catalog';
import { diagnose } from '#language';
import { definitionOf, PRINT } from '../../bench/language/documents.ts';
import { corpusFiles, hasCorpus } from '../asl/corpus.ts';
import { versionsOf } from '../asl/edits.ts';
import { randomNumbers } from '../random.ts';
import { readServiceFile, SERVICES } from '../services.ts';

/** Random changes; more than the suite has time for when asked. */
const EDITS = Number(process.env.STEPWRIGHT_EDITS ?? 100);
const SEED = Number(process.env.STEPWRIGHT_SEED ?? 4_711);

/** All findings as plain data, their fixes worked out. */
function said(doc: ReturnType<typeof parseAsl>, machineType: 'EXPRESS' | undefined) {
  return diagnose(doc, { machineType, services: SERVICES }).map(({ fixes, failure, ...finding }) => {
    assert.equal(failure, undefined);
    return { ...finding, fixes: fixes?.() ?? [] };
  });
}

function checkVersions(text: string, format: Format, count: number, machineType?: 'EXPRESS'): void {
  let doc = parseAsl(text, format);
  for (const version of versionsOf(text, SEED, count)) {
    doc = updateAsl(doc, version);
    assert.deepEqual(said(doc, machineType), said(parseAsl(version, format), machineType), `seed ${SEED}:\n${version}`);
  }
}

describe('the findings after a change', () => {
  it('are those of the text read from scratch', () => {
    checkVersions(PRINT.json(definitionOf(40)), 'json', 40);
    checkVersions(PRINT.json(definitionOf(15)), 'json', EDITS, 'EXPRESS');
  });

  it('are those of the way that the states now lead, and of what they now assign', () => {
    const choose =
      '"Choose": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": true, "Next": "Set"}], "Default": "Read"}';
    const set = '"Set": {"Type": "Pass", "Assign": {"x": 1}, "Next": "Read"}';
    const call =
      '"Call": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "Done", "Catch": [{"ErrorEquals": ["A"], "Next": "Done"}, {"ErrorEquals": ["States.Odd"], "Assign": {"y": 1}, "Next": "Done"}]}';
    const read = '"Read": {"Type": "Pass", "Parameters": {"x.$": "$x"}, "Next": "Call"}';
    const done = '"Done": {"Type": "Pass", "Parameters": {"y.$": "$y"}, "End": true}';
    let doc = parseAsl(`{"StartAt": "Choose", "States": {${[choose, set, call, read, done].join(', ')}}}`, 'json');
    const codes = [
      ['', '', ['possibly-undefined-variable', 'error-name', 'possibly-undefined-variable']],
      ['"Default": "Read"', '"Default": "Set"', ['error-name', 'possibly-undefined-variable']],
      ['"x": 1', '"z": 1', ['error-name', 'undefined-variable', 'possibly-undefined-variable']],
      ['"z": 1', '"x": 1', ['error-name', 'possibly-undefined-variable']],
      ['"A"], ', '"A"], "Assign": {"y": 1}, ', ['error-name', 'possibly-undefined-variable']],
      ['"Parameters": {"x.$": "$x"}', '"Assign": {"y": 1}', ['error-name']],
      ['"Next": "Call"', '"Next": "Cal"', ['unknown-state', 'error-name']],
      ['"Next": "Cal"', '"Next": "Done"', ['unreachable-state', 'error-name']],
      ['"End": true', '"Next": "Set"', ['no-terminal-state', 'error-name']],
    ] as const;
    for (const [before, after, expected] of codes) {
      doc = updateAsl(doc, doc.text.replace(before, after));
      const found = said(doc, undefined);
      assert.deepEqual(found, said(parseAsl(doc.text, 'json'), undefined), doc.text);
      assert.deepEqual(found.map(({ code }) => code).sort(), [...expected].sort(), doc.text);
    }
  });

  it('are those of the text read from scratch while a sign is missing elsewhere', () => {
    const text = PRINT.json(definitionOf(13)).replace('$.order.total, 1', '$.order.total');
    const random = randomNumbers(SEED);
    for (const { index } of text.matchAll(/[{}[\],:"]/g)) {
      if (random() > 0.03) continue;
      let doc = parseAsl(text.slice(0, index) + text.slice(index + 1), 'json');
      for (let key = 0; key < 3; key++) {
        said(doc, undefined);
        const places = [...doc.text.matchAll(/(?<=: "[\w$. ]*)[\w. ](?=[^"\n]*")/g)];
        const at = places[Math.floor(random() * places.length)]?.index ?? 0;
        doc = updateAsl(doc, `${doc.text.slice(0, at)}e${doc.text.slice(at)}`);
        const whole = said(parseAsl(doc.text, 'json'), undefined);
        assert.deepEqual(said(doc, undefined), whole, `seed ${SEED}:\n${doc.text}`);
      }
    }
  });

  it('are those of the YAML read from scratch', () => checkVersions(PRINT.yaml(definitionOf(15)), 'yaml', EDITS));

  it('are those of the text read from scratch in every definition of the corpus', function () {
    if (!hasCorpus) return this.skip();
    for (const { text, format } of corpusFiles())
      if (text.length < (format === 'json' ? 12_000 : 4000)) checkVersions(text, format, format === 'json' ? 3 : 2);
  });

  it('are those of what is known of services by now', async () => {
    const task = '{"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:putObjekt", "End": true}';
    const doc = parseAsl(`{"StartAt": "A", "States": {"A": ${task}}}`, 'json');
    const services = serviceCatalog(readServiceFile);
    assert.deepEqual(diagnose(doc, { services }), []);
    await services.loadFor(doc);
    assert.deepEqual(
      diagnose(doc, { services }).map(({ code }) => code),
      ['unknown-action'],
    );
  });

  it('keep their fixes at the place to which the text has moved', () => {
    const text = '{"StartAt": "A", "States": {"A": {"Type": "Pass", "Nxt": "B"}, "B": {"Type": "Pass", "Ed": true}}}';
    const first = parseAsl(text, 'json');
    diagnose(first);
    const second = updateAsl(first, text.replace('"Nxt"', '"Comment": "longer", "Nxt"'));
    const [edit] = diagnose(second).flatMap(({ fixes, message }) =>
      message.includes("'Ed'") ? (fixes?.()[0]?.edits ?? []) : [],
    );
    assert.ok(edit);
    assert.equal(second.text.slice(edit.range.start, edit.range.end), '"Ed"');
  });
});
