/** How refactorings are tested: the text with `$0` at the cursor or around the selection, a title, the text after it. */
import assert from 'node:assert/strict';
import { parseAsl } from '#asl';
import { applyEdits, diagnose, type Refactoring, refactorings } from '#language';
import { type Fixture, readFixture, unindented } from '../fixture.ts';

export function offered(source: string): { readonly fixture: Fixture; readonly found: readonly Refactoring[] } {
  const fixture = readFixture(source);
  const { doc, cursor = 0, selection } = fixture;
  return { fixture, found: refactorings(doc, selection ?? { start: cursor, end: cursor }) };
}

/** Carries out the refactoring whose title begins so; the result is still a definition without errors. */
export function checkRefactored(source: string, title: string, expected: string): void {
  const { fixture, found } = offered(source);
  const one = found.find((item) => item.title.startsWith(title));
  assert.ok(one, `No '${title}', only ${JSON.stringify(found.map((item) => item.title))}.`);
  assert.equal(one.refusal, undefined);
  const edits = one.edits();
  assert.ok(edits, 'The text would break.');
  const after = applyEdits(fixture.text, edits);
  assert.equal(after, unindented(expected));
  const errors = diagnose(parseAsl(after, fixture.doc.format)).filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
  );
}

/** Checks that it is offered, but refused with a reason. */
export function checkRefused(source: string, title: string, reason: RegExp): void {
  const one = offered(source).found.find((item) => item.title.startsWith(title));
  assert.match(one?.refusal ?? `'${title}' is not refused.`, reason);
}
