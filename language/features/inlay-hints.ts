/** What the text does not say but means: schedules of retries, spans of time, defaults, names of parameters. */
import type { AslDocument, Range } from '#asl';
import { defaultHints } from '../hints/defaults.ts';
import { durationHints } from '../hints/durations.ts';
import type { HintMaker, InlayHint } from '../hints/hint.ts';
import { parameterNameHints } from '../hints/parameter-names.ts';
import { pathResultHints } from '../hints/path-results.ts';
import { queryLanguageHints } from '../hints/query-language.ts';
import { walkMachine } from '../walk/machine-walk.ts';

export type { InlayHint } from '../hints/hint.ts';

/** Each kind of hints, by the name of the setting that switches it. */
const MAKERS = {
  defaults: defaultHints,
  durations: durationHints,
  parameterNames: parameterNameHints,
  pathResults: pathResultHints,
  queryLanguage: queryLanguageHints,
} as const satisfies Readonly<Record<string, HintMaker>>;

export type InlayHintKind = keyof typeof MAKERS;
export const INLAY_HINT_KINDS = Object.keys(MAKERS) as readonly InlayHintKind[];

/** The hints of the wanted kinds in the range, in the order of the text. */
export function inlayHints(
  doc: AslDocument,
  range: Range = { start: 0, end: doc.text.length },
  kinds: readonly InlayHintKind[] = INLAY_HINT_KINDS,
): readonly InlayHint[] {
  const found: InlayHint[] = [];
  for (const machine of doc.machines) {
    const ctx = { doc, walk: walkMachine(machine), range };
    for (const kind of kinds)
      for (const hint of MAKERS[kind](ctx))
        if (hint.offset >= range.start && hint.offset <= range.end) found.push(hint);
  }
  // An anchor of YAML is read at each of its aliases; it has its hints once, where it stands.
  const seen = new Set<string>();
  return found
    .filter(({ offset, label }) => !seen.has(`${offset} ${label}`) && seen.add(`${offset} ${label}`))
    .sort((a, b) => a.offset - b.offset);
}
