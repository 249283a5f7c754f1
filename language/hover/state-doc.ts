/** A state as Markdown: what it does, what leads to it, where it goes. */
import { pathOf, type Scope, type State, stringOf, type Transition } from '#asl';
import { stateSpecs } from '#asl/spec';
import { code, guideLink, paragraphs } from './field-doc.ts';

const MAX_NAMES = 8;

export function stateDoc(state: State): string {
  const { type, name, node, scope } = state;
  const spec = type && stateSpecs[type];
  const owners = pathOf(state).slice(0, -1);
  const inside = owners.length > 0 ? ` · in ${owners.map((owner) => code(owner.name)).join(' / ')}` : '';
  return paragraphs(
    `**${escapeMarkdown(name)}** · ${type ? `${type} state` : 'state without a known type'}${inside}`,
    commentOf(state),
    stringOf(node, 'Resource') && code(stringOf(node, 'Resource') ?? ''),
    `Comes from: ${sources(scope, name) || 'nowhere'}`,
    `Goes to: ${targets(state)}`,
    spec && `${spec.doc} ${guideLink(spec.link)}`,
  );
}

const commentOf = ({ node }: State): string | undefined => {
  const comment = stringOf(node, 'Comment');
  return comment && escapeMarkdown(comment);
};

function sources(scope: Scope, name: string): string {
  const found = scope.start?.target === name ? ['the start'] : [];
  const by = new Map<string, string[]>();
  for (const from of scope.states)
    for (const transition of from.transitions)
      if (transition.target === name) by.set(from.name, [...(by.get(from.name) ?? []), wayOf(transition)]);
  for (const [from, ways] of by) found.push(`${code(from)} (${[...new Set(ways)].join(', ')})`);
  return shortened(found);
}

function targets(state: State): string {
  const found = [
    ...new Set(state.transitions.map((transition) => `${code(transition.target)} (${wayOf(transition)})`)),
  ];
  if (state.isTerminal) found.push(state.scope.kind === 'machine' ? 'the end' : `the end of the ${state.scope.kind}`);
  return shortened(found) || 'nowhere';
}

function wayOf({ kind, index }: Transition): string {
  switch (kind) {
    case 'choice':
      return `rule ${(index ?? 0) + 1}`;
    case 'catch':
      return 'Catch';
    case 'default':
      return 'Default';
    default:
      return 'Next';
  }
}

function shortened(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${names.slice(0, MAX_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

/** Text of the user in a Markdown document: shown as it is written. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, '\\$&');
