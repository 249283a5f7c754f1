/** A comment in a JSON definition: editors take it, AWS does not. */
import type { AslDocument } from '#asl';
import type { DocumentRule } from '../rule.ts';

export const commentInJson: DocumentRule = {
  code: 'comment-in-json',
  severity: 'information',
  local: true,
  doc: `JSON has no comments, and AWS refuses a definition that holds one. Tools that deploy it may take them out first.

Instead: a \`Comment\` field in the state.`,
  *checkDocument({ comments, format }: AslDocument) {
    const first = comments[0];
    if (format !== 'json' || !first) return;
    yield {
      range: first,
      message: "AWS takes no comments in JSON: remove them before you deploy, or use a 'Comment' field.",
      fixes: () => [{ title: 'Remove all comments', edits: comments.map((range) => ({ range, newText: '' })) }],
    };
  },
};
