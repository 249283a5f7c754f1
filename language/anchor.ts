/** Where a finding about an object as a whole is shown: at its name, not over all of its lines. */
import type { ObjectNode, Range } from '#asl';

/** The key under which the object stands; for an item of a list its opening bracket or its first key. */
export function anchorOf(node: ObjectNode): Range {
  if (node.parent?.kind === 'property') return rangeOf(node.parent.key);
  if (node.flow) return { start: node.start, end: node.start + 1 };
  return rangeOf(node.properties[0]?.key ?? node);
}

/** A plain range of a node, without the node. */
export function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
