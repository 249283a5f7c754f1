/** Features on texts that somebody is in the middle of: random edits of real definitions, and no feature may throw. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type AslDocument, parseAsl } from '#asl';
import {
  codeLenses,
  convertFormat,
  documentationLinks,
  FORMATTING_TRIGGERS,
  fixAll,
  hierarchyItemAt,
  incomingCalls,
  inlayHints,
  inlineValues,
  machineLinks,
  onTypeFormatting,
  outgoingCalls,
  refactorings,
  semanticTokens,
  signatureHelp,
  startedMachines,
  workspaceSymbols,
} from '#language';
import { corpusFiles, hasCorpus } from '../../asl/corpus.ts';
import { randomNumbers } from '../../random.ts';

const SEED = Number(process.env.FUZZ_SEED ?? 7);
const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\n',
  '  ',
  '$',
  '{%',
  '%}',
  '(',
  ')',
  "'",
  '- ',
  '&a',
  '*a',
  '#',
  '//',
  '\\',
  '💥',
  'null',
  '|\n',
];

function askEverything(doc: AslDocument, offset: number): void {
  const range = { start: offset, end: Math.min(offset + 80, doc.text.length) };
  semanticTokens(doc, range);
  inlayHints(doc, range);
  inlineValues(doc, range, offset);
  signatureHelp(doc, offset);
  codeLenses(doc);
  machineLinks(doc, () => undefined);
  documentationLinks(doc);
  workspaceSymbols(doc, 'machine', 'a');
  for (const typed of FORMATTING_TRIGGERS) onTypeFormatting(doc, offset, typed, { tabSize: 2, insertSpaces: true });
  const item = hierarchyItemAt(doc, offset, 'machine');
  incomingCalls(doc, item?.pointer, 'machine');
  outgoingCalls(doc, item?.pointer);
  startedMachines(doc, item?.pointer);
  for (const { refusal, edits } of refactorings(doc, range)) if (refusal === undefined) edits();
}

describe('features on random edits', () => {
  before(function () {
    if (hasCorpus) return;
    console.log('      The definitions beside the project are not here: nothing to edit.');
    this.skip();
  });

  it(`never throw (${RUNS} edits, seed ${SEED})`, function () {
    this.timeout(120_000);
    const random = randomNumbers(SEED);
    const below = (count: number): number => Math.floor(random() * count);
    const files = corpusFiles().filter(({ text }) => text.length < 6000);
    for (let run = 0; run < RUNS; run++) {
      const file = files[below(files.length)];
      assert.ok(file);
      let { text } = file;
      for (let i = below(3) + 1; i > 0; i--) {
        const at = below(text.length + 1);
        const insertion = random() < 0.6 ? (PIECES[below(PIECES.length)] ?? '') : '';
        text = text.slice(0, at) + insertion + text.slice(at + (random() < 0.5 ? below(12) : 0));
      }
      try {
        const doc = parseAsl(text, file.format);
        for (let i = 0; i < 3; i++) askEverything(doc, below(text.length + 1));
        if (run % 10 === 0) {
          convertFormat(doc);
          fixAll(doc);
        }
      } catch (error) {
        throw new Error(`Run ${run} of seed ${SEED}, from ${file.file}:\n${text}`, { cause: error });
      }
    }
  });
});
