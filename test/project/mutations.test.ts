/**
 * What a person may type: the examples with small random damage, from a fixed seed. Every feature answers, every range
 * lies in the text, and what an editor insists on holds: a completion's range holds the cursor, a symbol's name lies in
 * its range, the edits of a fix do not overlap.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { type AslDocument, formatOf, parseAsl, type Range } from '#asl';
import { buildScene } from '#graph';
import * as language from '#language';
import { randomBelow } from '../random.ts';
import { ROOT } from './bundles.ts';

const TEXTS = 60;
const DAMAGE = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '$',
  '{%',
  '%}',
  '${',
  '\n',
  '- ',
  '&a ',
  '*a',
  '#',
  '|',
  '\\',
  '\u0000',
  'States.Format(',
  "'",
  '/*',
];

function damaged(text: string, random: (below: number) => number): string {
  const at = random(text.length + 1);
  if (random(2) === 0) return text.slice(0, at) + text.slice(at + random(30));
  return text.slice(0, at) + (DAMAGE[random(DAMAGE.length)] ?? '') + text.slice(at);
}

function isIn(text: string, { start, end }: Range): void {
  assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} of ${text.length}`);
}

function checkDiagnostics(doc: AslDocument): void {
  for (const found of language.diagnose(doc)) {
    assert.equal(found.failure, undefined, found.message);
    isIn(doc.text, found.range);
    for (const { range } of found.related ?? []) isIn(doc.text, range);
    for (const { edits } of found.fixes?.() ?? []) checkEdits(doc.text, edits);
  }
}

function checkEdits(text: string, edits: readonly { readonly range: Range }[]): void {
  const ranges = edits.map(({ range }) => range).sort((a, b) => a.start - b.start || a.end - b.end);
  ranges.forEach((range, index) => {
    isIn(text, range);
    assert.ok(range.start >= (ranges[index - 1]?.end ?? 0), 'Edits overlap.');
  });
}

function checkSymbols(symbols: readonly language.DocumentSymbol[]): void {
  for (const { name, range, selection, children } of symbols) {
    assert.ok(name !== '' && selection.start >= range.start && selection.end <= range.end, name);
    checkSymbols(children);
  }
}

function checkFeatures(doc: AslDocument, offset: number): void {
  checkDiagnostics(doc);
  checkSymbols(language.documentSymbols(doc));
  for (const { label, range } of language.completion(doc, offset)) {
    isIn(doc.text, range);
    assert.ok(range.start <= offset && offset <= range.end, label);
  }
  for (const range of language.references(doc, offset, true)) isIn(doc.text, range);
  for (const range of language.foldingRanges(doc)) isIn(doc.text, range);
  for (const range of language.selectionRanges(doc, [offset]).flat()) isIn(doc.text, range);
  checkEdits(doc.text, language.rename(doc, offset, 'Another "name"').edits ?? []);
  checkEdits(doc.text, language.formatting(doc, { tabSize: 2, insertSpaces: true }));
  const hover = language.hover(doc, offset);
  if (hover) isIn(doc.text, hover.range);
  language.definition(doc, offset);
  language.codeLenses(doc);
  doc.machines.forEach(buildScene);
}

describe('project: damaged definitions', () => {
  for (const name of readdirSync(`${ROOT}examples`).filter((file) => file.includes('.asl.'))) {
    it(`${name}, ${TEXTS} times`, () => {
      const original = readFileSync(`${ROOT}examples/${name}`, 'utf8');
      const random = randomBelow(original.length);
      for (let count = 0; count < TEXTS; count++) {
        let text = original;
        for (let hits = random(4); hits >= 0; hits--) text = damaged(text, random);
        const offset = random(text.length + 1);
        try {
          checkFeatures(parseAsl(text, formatOf(original)), offset);
        } catch (error) {
          throw new Error(`At ${offset} of:\n${text}`, { cause: error });
        }
      }
    });
  }
});
