/** What is said of a text after a change equals what is said of the text read from scratch. */
import assert from 'node:assert/strict';
import { parseAsl, updateAsl } from '#asl';
import { serviceCatalog } from '#asl/services/catalog';
import { diagnose } from '#language';
import { definitionOf } from '../../bench/language/documents.ts';
import { corpusFiles, hasCorpus } from '../asl/corpus.ts';
import { versionsOf } from '../asl/edits.ts';
import { readServiceFile, SERVICES } from '../services.ts';

const SEED = 4_711;

/** All findings as plain data, their fixes worked out. */
function said(doc: ReturnType<typeof parseAsl>, machineType: 'EXPRESS' | undefined) {
  return diagnose(doc, { machineType, services: SERVICES }).map(({ fixes, failure, ...finding }) => {
    assert.equal(failure, undefined);
    return { ...finding, fixes: fixes?.() ?? [] };
  });
}

function checkVersions(text: string, count: number, machineType?: 'EXPRESS'): void {
  let doc = parseAsl(text, 'json');
  for (const version of versionsOf(text, SEED, count)) {
    doc = updateAsl(doc, version);
    assert.deepEqual(said(doc, machineType), said(parseAsl(version, 'json'), machineType), `seed ${SEED}:\n${version}`);
  }
}

describe('the findings after a change', () => {
  it('are those of the text read from scratch', () => {
    checkVersions(JSON.stringify(definitionOf(40), undefined, 2), 40);
    checkVersions(JSON.stringify(definitionOf(15), undefined, 2), 100, 'EXPRESS');
  });

  it('are those of the text read from scratch in every definition of the corpus', function () {
    if (!hasCorpus) return this.skip();
    for (const { text, format } of corpusFiles()) if (format === 'json' && text.length < 12_000) checkVersions(text, 3);
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
