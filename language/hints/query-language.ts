/** The query language of a state where it is not that of the container around it: states take the machine's own. */
import { valueOf } from '#asl';
import { contentEnd } from '../edits/layout.ts';
import type { HintContext, InlayHint } from './hint.ts';

export function* queryLanguageHints({ doc, walk }: HintContext): Iterable<InlayHint> {
  for (const { state, node } of walk.objects) {
    const type = state?.node === node ? valueOf(node, 'Type') : undefined;
    const owner = state?.scope.owner;
    if (!type || !owner || owner.queryLanguage === state.queryLanguage) continue;
    if (valueOf(node, 'QueryLanguage')) continue;
    yield {
      offset: contentEnd(doc.text, type),
      label: state.queryLanguage,
      tooltip: `A state takes the language of the state machine, not the one of '${owner.name}' around it.`,
      kind: 'value',
    };
  }
}
