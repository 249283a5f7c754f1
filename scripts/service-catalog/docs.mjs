/** The one line that the models say of each action and of each member that is sent: their first sentence, as plain text. */
import { actionNameOf } from '../../asl/services/naming.ts';
import { optimizedServices } from '../../asl/services/optimized/index.ts';

const LONGEST = 120;

/**
 * Members below this are not described: deeper ones are as many lines again, and the package has to stay small
 * (docs/decisions/0005). What optimized integrations pass on is described one level deeper: `ecs:runTask` needs it.
 */
const DEEPEST = 2;

const PASSED_ON = new Set(
  Object.values(optimizedServices).flatMap(({ actions }) =>
    Object.values(actions).flatMap(({ api }) => (api ? [api.slice(0, api.indexOf(':'))] : [])),
  ),
);

/** `actions` by name; `members` by the number of the structure's row, in the order of the row. */
export function docsOf(service, { operations, shapes }, types, offered) {
  const actions = {};
  for (const [operation, { documentation, deprecated }] of Object.entries(operations).sort())
    if (actionNameOf(operation) in offered) actions[actionNameOf(operation)] = lineOf(documentation, deprecated);
  const members = {};
  const deepest = PASSED_ON.has(service) ? DEEPEST + 1 : DEEPEST;
  for (const [row, name] of types.shapeNames) {
    const depth = types.depths.get(row);
    if (depth === undefined || depth > deepest) continue;
    const lines = types
      .membersOf(shapes[name])
      .map(([member, { shape, documentation, deprecated }]) =>
        tellsMore(member, lineOf(documentation ?? shapes[shape].documentation, deprecated ?? shapes[shape].deprecated)),
      );
    if (lines.some((line) => line !== '')) members[row] = lines;
  }
  return { actions, members };
}

const SMALL_WORDS = new Set(
  `a amazon an and arn are associated be by contains for from id identifier in indicates is it its list name
   names number of on one or resource specified specifies specify that the this to unique value which whose with you
   your`.split(/\s+/),
);

/** `The name of the cluster.` says nothing that `ClusterName` does not. */
function tellsMore(member, line) {
  const stem = (word) => word.toLowerCase().replace(/s$/, '');
  const own = new Set((member.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? []).map(stem));
  const words = line.match(/[A-Za-z]+/g) ?? [];
  return words.every((word) => SMALL_WORDS.has(word.toLowerCase()) || own.has(stem(word))) ? '' : line;
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
