/** The commas that a new member or item of JSON needs around it. */
import type { AslDocument, Range } from '#asl';
import type { TextEdit } from '../rule.ts';

/** True where another member or item follows without a comma between. */
export function needsCommaAfter(doc: AslDocument, offset: number): boolean {
  const next = doc.text[skipForward(doc, offset)];
  return next !== undefined && !',]}:'.includes(next);
}

/** The comma that is missing behind the member or item before the range. */
export function missingCommaBefore(doc: AslDocument, range: Range): readonly TextEdit[] {
  const end = skipBack(doc, range.start);
  const last = doc.text[end - 1];
  if (last === undefined || ',[{:'.includes(last)) return [];
  return [{ range: { start: end, end }, newText: ',' }];
}

function skipForward(doc: AslDocument, offset: number): number {
  let at = offset;
  for (;;) {
    while (/\s/.test(doc.text[at] ?? '')) at++;
    const comment = doc.text[at] === '/' && doc.comments.find(({ start }) => start === at);
    if (!comment) return at;
    at = comment.end;
  }
}

function skipBack(doc: AslDocument, offset: number): number {
  let at = offset;
  for (;;) {
    while (at > 0 && /\s/.test(doc.text[at - 1] ?? '')) at--;
    const comment = doc.comments.find(({ start, end }) => start < at && end >= at);
    if (!comment) return at;
    at = comment.start;
  }
}
