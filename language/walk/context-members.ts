/** What an expression reads of the context object: `$$.Execution.Id`, `$states.context.Map.Item`. */
import type { Range } from '#asl';
import type { Path } from '#asl/expressions';
import { type ExpressionSite, pathsOf } from './expression-sites.ts';

/** A name behind the context object, with its place in the string. */
export interface ContextMember extends Range {
  readonly name: string;
}

/** True where the expression may read the context object: few do. */
export function mayReadContext(site: ExpressionSite): boolean {
  const text = site.node.value;
  // A reference path cannot go there at all: 'reference-path' says so.
  return site.kind === 'path' ? !site.isReference && text.includes('$$') : text.includes('context');
}

/** The members behind each use of the context object, as far as they are plain names. */
export function contextMembersIn(site: ExpressionSite): readonly (readonly ContextMember[])[] {
  if (!mayReadContext(site)) return NONE;
  if (site.kind === 'path') return pathsOf(site).flatMap((path) => (path.root === 'context' ? [membersOf(path)] : []));
  const { start: offset = 0, parsed } = site.expression() ?? {};
  const uses =
    parsed?.variables.filter(({ name, members }) => name === 'states' && members[0]?.name === 'context') ?? [];
  return uses.map(({ members }) =>
    members.slice(1).map(({ name, start, end }) => ({ name, start: start + offset, end: end + offset })),
  );
}

const NONE: readonly never[] = [];

function membersOf({ segments }: Path): ContextMember[] {
  const members: ContextMember[] = [];
  for (const segment of segments) {
    const [name] = segment.kind === 'member' && segment.names.length === 1 ? segment.names : [];
    const range = segment.kind === 'member' ? segment.nameRanges[0] : undefined;
    if (name === undefined || !range) break;
    members.push({ name, start: range.start, end: range.end });
  }
  return members;
}
