/** All features over the corpus: on whole and cut texts nothing throws, every range is in the text, renames can be taken back. */
import assert from 'node:assert/strict';
import { type AslDocument, hasPlaceholder, parseAsl, type Range } from '#asl';
import {
  applyEdits,
  codeLenses,
  completion,
  convertFormat,
  definition,
  diagnose,
  documentHighlights,
  documentSymbols,
  foldingRanges,
  formatting,
  hover,
  inlayHints,
  prepareRename,
  refactorings,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  signatureHelp,
} from '#language';
import { assignedNames } from '../../../language/variables/names.ts';
import { corpusFiles, hasCorpus } from '../../asl/corpus.ts';
import { printTree } from '../../asl/print.ts';

const inside = (doc: AslDocument, { start, end }: Range): void =>
  assert.ok(start >= 0 && start <= end && end <= doc.text.length, `${start}-${end} of ${doc.text.length}`);

const errorsOf = (doc: AslDocument): string[] =>
  diagnose(doc)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

/** Asks everything at one place. */
function askAll(doc: AslDocument, offset: number): void {
  for (const item of completion(doc, offset)) {
    inside(doc, item.range);
    for (const edit of item.additional ?? []) assert.ok(edit.range.end <= item.range.start);
  }
  const found = hover(doc, offset);
  if (found) inside(doc, found.range);
  for (const link of definition(doc, offset)) {
    inside(doc, link.target);
    assert.ok(link.target.start <= link.selection.start && link.selection.end <= link.target.end);
  }
  for (const range of references(doc, offset, true)) inside(doc, range);
  for (const { range } of documentHighlights(doc, offset)) inside(doc, range);
  for (const part of signatureHelp(doc, offset)?.parameters ?? []) assert.ok(part.start < part.end);
  for (const one of refactorings(doc, { start: offset, end: offset })) if (one.refusal === undefined) one.edits();
  const target = prepareRename(doc, offset);
  if (target.refusal === undefined) inside(doc, target.range);
  for (const { range } of rename(doc, offset, 'Renamed').edits ?? []) inside(doc, range);
  for (const ranges of selectionRanges(doc, [offset])) for (const range of ranges) inside(doc, range);
}

function askOfAll(doc: AslDocument): void {
  for (const { range } of codeLenses(doc)) inside(doc, range);
  for (const { range } of documentSymbols(doc)) inside(doc, range);
  for (const range of foldingRanges(doc)) inside(doc, range);
  for (const { offset } of inlayHints(doc)) inside(doc, { start: offset, end: offset });
  for (const { range } of formatting(doc, { tabSize: 2, insertSpaces: true })) inside(doc, range);
  let last = 0;
  for (const { start, end } of semanticTokens(doc)) {
    assert.ok(start >= last && end > start && end <= doc.text.length, `words do not overlap: ${start} after ${last}`);
    assert.doesNotMatch(doc.text.slice(start, end), /[\r\n]/);
    last = end;
  }
}

describe('all features over the corpus', function () {
  this.timeout(60_000);
  before(function () {
    if (hasCorpus) return;
    console.log('      The definitions beside the project are not here: nothing to ask about.');
    this.skip();
  });

  it('answer on cut texts, wherever the cursor is', () => {
    const files = corpusFiles().filter(({ text }) => text.length < 12_000);
    const chosen = [
      ...files.filter(({ format }) => format === 'json').filter((_, i) => i % 18 === 0),
      ...files.filter(({ format }) => format === 'yaml').filter((_, i) => i % 6 === 0),
    ];
    let asked = 0;
    for (const { file, text, format } of chosen) {
      for (let i = 1; i <= 12; i++) {
        const cut = text.slice(0, Math.floor((text.length * i) / 12));
        try {
          const doc = parseAsl(cut, format);
          askOfAll(doc);
          for (const offset of [cut.length, cut.length - 1, Math.floor(cut.length / 2), Math.floor(cut.length / 3)])
            askAll(doc, Math.max(offset, 0));
          asked += 4;
        } catch (error) {
          throw new Error(`${file}, first ${cut.length} characters: ${String(error)}`, { cause: error });
        }
      }
    }
    console.log(`      ${asked} places in ${chosen.length} files`);
    assert.ok(asked > 2000);
  });

  it('rename every state, and back', () => {
    let count = 0;
    for (const { file, text, format } of corpusFiles()) {
      const doc = parseAsl(text, format);
      if (doc.problems.length > 0 || text.length > 60_000) continue;
      const { states = [] } = doc.machines[0] ?? {};
      for (const state of states.slice(0, 6)) {
        if (
          hasPlaceholder(state.name) ||
          state.name.length > 80 ||
          states.filter(({ name }) => name === state.name).length > 1
        )
          continue;
        const where = `${file}: ${state.name}`;
        const { edits } = rename(doc, state.key.start + 1, 'Renamed: state');
        assert.ok(edits, where);
        const changed = parseAsl(applyEdits(text, edits), format);
        assert.deepEqual(changed.problems, [], where);
        const renamed = changed.machines[0]?.states.find(({ name }) => name === 'Renamed: state');
        assert.ok(renamed, where);
        const dangling = (of: AslDocument): number =>
          of.machines[0]?.states.flatMap((from) =>
            from.transitions.filter(({ target }) => !from.scope.byName.has(target)),
          ).length ?? 0;
        assert.equal(dangling(changed), dangling(doc), where);
        const back = rename(changed, renamed.key.start + 1, state.name);
        assert.equal(
          printTree(parseAsl(applyEdits(changed.text, back.edits ?? []), format).root),
          printTree(doc.root),
          where,
        );
        count++;
      }
    }
    console.log(`      ${count} states renamed`);
    assert.ok(count > 1000);
  });

  it('rename every variable, and back', () => {
    let count = 0;
    for (const { file, text, format } of corpusFiles()) {
      const doc = parseAsl(text, format);
      const [machine] = doc.machines;
      if (!machine || doc.problems.length > 0) continue;
      for (const { name, range } of assignedNames(doc, machine)) {
        const result = rename(doc, range.start, 'renamedVariable');
        if (result.refusal !== undefined) continue; // Names that are no names: the corpus has some on purpose.
        const changed = parseAsl(applyEdits(text, result.edits), format);
        assert.deepEqual(changed.problems, [], file);
        const [other] = changed.machines;
        assert.ok(other);
        const renamed = assignedNames(changed, other).find((found) => found.name === 'renamedVariable');
        assert.ok(renamed, `${file}: ${name}`);
        const back = rename(changed, renamed.range.start, name);
        if (back.refusal !== undefined) continue;
        assert.equal(applyEdits(changed.text, back.edits), text, `${file}: ${name}`);
        count++;
      }
    }
    console.log(`      ${count} variables renamed`);
    assert.ok(count > 50);
  });

  it('convert every definition to the other format, and back to the same values', () => {
    let count = 0;
    const refused: string[] = [];
    for (const { file, text, format } of corpusFiles()) {
      const doc = parseAsl(text, format);
      if (doc.problems.length > 0 || doc.root?.kind !== 'object' || text.length > 100_000) continue;
      const there = convertFormat(doc);
      const back = there && convertFormat(parseAsl(there.text, there.format));
      if (!there || !back) refused.push(file);
      else {
        const again = convertFormat(parseAsl(back.text, back.format));
        assert.equal(again?.text, there.text, `${file}: what is converted twice is the same`);
      }
      count++;
    }
    console.log(`      ${count} definitions converted, ${refused.length} cannot be`);
    assert.ok(count > 500);
    // Tags of CloudFormation have no spelling in JSON.
    assert.deepEqual(
      refused.filter((file) => !/\/templates\//.test(file)),
      [],
    );
  });

  it('refactor every state without a new mistake in the text', () => {
    let count = 0;
    for (const { file, text, format } of corpusFiles()) {
      const doc = parseAsl(text, format);
      if (doc.problems.length > 0 || text.length > 30_000) continue;
      const isValid = text.length < 4000 && errorsOf(doc).length === 0;
      for (const state of (doc.machines[0]?.states ?? []).slice(0, 4)) {
        const range = { start: state.key.start, end: state.key.end };
        for (const { title, refusal, edits } of refactorings(doc, range)) {
          if (refusal !== undefined) continue;
          const made = edits();
          assert.ok(made, `${file}: ${title} would break the text`);
          const after = parseAsl(applyEdits(text, made), format);
          if (!title.startsWith('Delete'))
            assert.equal(after.comments.length, doc.comments.length, `${file}: ${title}`);
          assert.deepEqual(after.problems, [], `${file}: ${title}`);
          // Without a state others may not be reached any more: that is said, and nothing is taken away unasked.
          if (isValid)
            assert.deepEqual(
              errorsOf(after).filter((code) => code !== 'unreachable-state'),
              [],
              `${file}: ${title}`,
            );
          count++;
        }
      }
    }
    console.log(`      ${count} refactorings`);
    assert.ok(count > 1000);
  });
});
