/** The rows of one stage: which are unfolded, which are still to be asked for, and what the keyboard does in them. */
import type { FlowRow } from '#protocol';

export type FlowPath = readonly (string | number)[];

/** A line of the tree on screen: a row, or what brings more rows. */
export type FlowLine =
  | {
      readonly kind: 'row';
      readonly row: FlowRow;
      readonly path: FlowPath;
      readonly level: number;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: 'more';
      readonly path: FlowPath;
      readonly level: number;
      readonly start: number;
      readonly left: number;
    };

interface Node {
  readonly row: FlowRow;
  children: Node[];
  isOpen: boolean;
}

export class FlowTree {
  readonly #root: Node;

  constructor(value: FlowRow) {
    this.#root = nodeOf(value);
  }

  /** The lines to show: those of the value's members, or the value itself where it has none. */
  get lines(): readonly FlowLine[] {
    const lines: FlowLine[] = [];
    if (this.#root.row.count === 0) return [{ kind: 'row', row: this.#root.row, path: [], level: 1, isOpen: false }];
    collect(this.#root, [], 1, lines);
    return lines;
  }

  /** Unfolds or folds. True where rows have to be asked for first. */
  toggle(path: FlowPath, open?: boolean): boolean {
    const node = this.#find(path);
    if (!node || node.row.count === 0) return false;
    node.isOpen = open ?? !node.isOpen;
    return node.isOpen && node.children.length === 0;
  }

  /** Takes in rows that were asked for; those that are there already are not doubled. */
  add(path: FlowPath, start: number, rows: readonly FlowRow[]): void {
    const node = this.#find(path);
    if (node?.children.length !== start) return;
    for (const row of rows) node.children.push(nodeOf(row));
  }

  #find(path: FlowPath): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const step of path) node = node?.children.find(({ row }) => row.key === step);
    return node;
  }
}

function nodeOf(row: FlowRow): Node {
  return { row, children: (row.rows ?? []).map(nodeOf), isOpen: row.rows !== undefined };
}

function collect({ row, children }: Node, path: FlowPath, level: number, lines: FlowLine[]): void {
  for (const child of children) {
    const below = [...path, child.row.key];
    lines.push({ kind: 'row', row: child.row, path: below, level, isOpen: child.isOpen });
    if (child.isOpen) collect(child, below, level + 1, lines);
  }
  const left = row.count - children.length;
  if (left > 0) lines.push({ kind: 'more', path, level, start: children.length, left });
}

/** Where a key leads from a line: another line, or unfolding and folding this one. */
export type TreeMove = { readonly to: number } | { readonly open: boolean } | undefined;

export function moveOf(lines: readonly FlowLine[], at: number, key: string): TreeMove {
  const line = lines[at];
  const canOpen = line?.kind === 'row' && line.row.count > 0;
  switch (key) {
    case 'ArrowDown':
      return at + 1 < lines.length ? { to: at + 1 } : undefined;
    case 'ArrowUp':
      return at > 0 ? { to: at - 1 } : undefined;
    case 'Home':
      return { to: 0 };
    case 'End':
      return { to: lines.length - 1 };
    case 'ArrowRight':
      if (!canOpen) return undefined;
      return line.isOpen ? { to: at + 1 } : { open: true };
    case 'ArrowLeft':
      return canOpen && line.isOpen ? { open: false } : parentOf(lines, at);
    default:
      return undefined;
  }
}

function parentOf(lines: readonly FlowLine[], at: number): TreeMove {
  const level = lines[at]?.level ?? 1;
  for (let i = at - 1; i >= 0; i--) if ((lines[i]?.level ?? 1) < level) return { to: i };
  return undefined;
}
