/** Machines and states of a file whose names hold the letters of a query in their order. */
import type { AslDocument, Range, StateType } from '#asl';
import { type DocumentSymbol, documentSymbols } from './document-symbols.ts';

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: 'machine' | 'state';
  readonly stateType?: StateType;
  /** What it stands in: the machine, or the state around it. */
  readonly container: string;
  readonly range: Range;
  /** The more the name is like the query, the smaller. */
  readonly distance: number;
}

/** The symbols of a file; `machineName` is what the file is called. */
export function workspaceSymbols(doc: AslDocument, machineName: string, query: string): readonly WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  const [machine] = doc.machines;
  if (!machine || machine.states.length === 0) return [];
  const own = distanceOf(machineName, query);
  const { start, end } = machine.node;
  if (own !== undefined)
    found.push({ name: machineName, kind: 'machine', container: '', range: { start, end }, distance: own });
  const visit = (symbols: readonly DocumentSymbol[], container: string): void => {
    for (const { name, kind, stateType, range, children } of symbols) {
      const distance = kind === 'state' ? distanceOf(name, query) : undefined;
      if (distance !== undefined)
        found.push({ name, kind: 'state', ...(stateType && { stateType }), container, range, distance });
      visit(children, kind === 'state' ? name : container);
    }
  };
  visit(documentSymbols(doc), machineName);
  return found;
}

/** Undefined where the letters do not occur in this order; else how far they lie apart, and how late they begin. */
function distanceOf(name: string, query: string): number | undefined {
  const letters = query.toLowerCase().replace(/\s/g, '');
  if (letters === '') return name.length;
  const text = name.toLowerCase();
  const whole = text.indexOf(query.toLowerCase().trim());
  if (whole >= 0) return whole + (text.length - letters.length) / 100;
  let at = -1;
  let gaps = 0;
  for (const letter of letters) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    gaps += next - at - 1;
    at = next;
  }
  return 100 + gaps;
}
