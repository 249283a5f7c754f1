/** The one line that the models say of each action and of each member that is sent: their first sentence, as plain text. */
import { actionNameOf } from '../../asl/services/naming.ts';

const LONGEST = 200;

/** `actions` by name; `members` by the number of the structure's row, in the order of the row. */
export function docsOf({ operations, shapes }, types, offered) {
  const actions = {};
  for (const [operation, { documentation, deprecated }] of Object.entries(operations).sort())
    if (actionNameOf(operation) in offered) actions[actionNameOf(operation)] = lineOf(documentation, deprecated);
  const members = {};
  for (const [row, name] of types.shapeNames) {
    if (!types.sent.has(row)) continue;
    const lines = types
      .membersOf(shapes[name])
      .map(([, { shape, documentation, deprecated }]) =>
        lineOf(documentation ?? shapes[shape].documentation, deprecated ?? shapes[shape].deprecated),
      );
    if (lines.some((line) => line !== '')) members[row] = lines;
  }
  return { actions, members };
}

function lineOf(html = '', deprecated = false) {
  const text = plainText(html);
  const sentence = /^.{20,}?[.!?](?=\s|$)(?<!\be\.g\.|\bi\.e\.|\bvs\.|\betc\.)/.exec(text)?.[0] ?? text;
  const short = sentence.length > LONGEST ? `${sentence.slice(0, sentence.lastIndexOf(' ', LONGEST))} …` : sentence;
  return deprecated ? `Deprecated. ${short}`.trim() : short;
}

/** The first paragraph without its marks; what is set as code stays so in Markdown. */
function plainText(html) {
  const paragraph = /<p>(.*?)<\/p>/s.exec(html)?.[1] ?? html;
  return paragraph
    .replace(/<code>(.*?)<\/code>/gs, (_, code) => `\`${code.replace(/<[^>]*>/g, '').trim()}\``)
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
