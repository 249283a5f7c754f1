/** What a path gives where it does not name one place: a list, also for one value and for none. */
import { contentEnd } from '../edits/layout.ts';
import { type HintContext, type InlayHint, isWanted } from './hint.ts';

export function* pathResultHints(ctx: HintContext): Iterable<InlayHint> {
  const { doc, walk } = ctx;
  for (const site of walk.sites) {
    if (site.kind !== 'path' || site.isReference || !isWanted(ctx, site.node)) continue;
    const path = site.path();
    if (!path?.value || path.problems.length > 0 || path.value.definite) continue;
    yield {
      offset: contentEnd(doc.text, site.node),
      label: 'list',
      tooltip: 'This path can find several values: it gives a list, also where it finds one value or none.',
      kind: 'value',
    };
  }
}
