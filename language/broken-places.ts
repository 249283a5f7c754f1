/**
 * Where a text is broken or not finished, and which findings may only follow from that. A text of another language may
 * be broken at every word and have as many findings: each is answered by a search, not by a look at all places.
 */
import { type AslDocument, nodeAt, type ObjectNode, type Range, type SyntaxNode, valueOf } from '#asl';
import { objectLacking } from './open-end.ts';
import type { Rule } from './rule.ts';

export class BrokenPlaces {
  private readonly doc: AslDocument;
  /** The problems in the order of the text: where each begins, and how far it and those before it reach. */
  private readonly starts: readonly number[];
  private readonly reach: readonly number[];
  /** Where it is no longer known what belongs where. */
  private readonly brokenFrom: number;
  private unfinished: readonly number[] | undefined;
  private besideStates: boolean | undefined;

  constructor(doc: AslDocument) {
    this.doc = doc;
    const problems = [...doc.problems].sort((a, b) => a.start - b.start);
    this.starts = problems.map(({ start }) => start);
    let furthest = Number.NEGATIVE_INFINITY;
    this.reach = problems.map(({ end }) => {
      furthest = Math.max(furthest, end);
      return furthest;
    });
    this.brokenFrom = problems.find(({ keepsStructure }) => !keepsStructure)?.start ?? Number.POSITIVE_INFINITY;
  }

  /** What touches a place where the text is broken, or stands behind one where a bracket is missing. */
  touches({ start, end }: Range): boolean {
    const furthest = this.reach[countBelow(this.starts, end) - 1];
    return (furthest !== undefined && start < furthest) || (this.brokenFrom <= start && this.brokenFrom < end);
  }

  /** What is missed at a place may be what is being typed. */
  mayBring(absence: Rule['ofAbsence'], range: Range): boolean {
    if (absence === undefined) return false;
    const { root } = this.doc;
    this.unfinished ??= unfinishedPlaces(this.doc);
    const places = this.unfinished;
    if (places.length === 0 || absence === 'document') return places.length > 0;
    if (absence === 'states') {
      this.besideStates ??= places.some((place) => isBesideStates(root, place));
      return this.besideStates;
    }
    const { start, end } = (root && objectLacking(root, range.start)) ?? range;
    const first = places[countBelow(places, start)];
    return first !== undefined && first <= end;
  }
}

/** How many of the numbers, which stand in their order, are below the limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the text is broken, and where a key of YAML still waits for its value; in the order of the text. */
function unfinishedPlaces({ root, problems, format }: AslDocument): readonly number[] {
  const places = problems.map(({ start }) => start);
  if (format === 'yaml' && root) withoutValue(root, places);
  return places.sort((a, b) => a - b);
}

function withoutValue(node: SyntaxNode, places: number[]): void {
  if (node.kind === 'array') for (const item of node.items) withoutValue(item, places);
  if (node.kind !== 'object') return;
  for (const { key, value } of node.properties) {
    if (value) withoutValue(value, places);
    else places.push(key.start);
  }
}

/** True where what is half-typed may become a state: no state holds it. */
function isBesideStates(root: SyntaxNode | undefined, place: number): boolean {
  let node = nodeAt(root, place);
  while (node && (node.kind !== 'object' || node.start === place)) node = node.parent;
  return node?.kind === 'object' && (valueOf(node, 'StartAt') !== undefined || isStates(node));
}

const isStates = ({ parent }: ObjectNode): boolean => parent?.kind === 'property' && parent.key.value === 'States';
