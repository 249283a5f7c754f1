/**
 * The findings of the rules that look at one state at a time. They are kept with the state until its text changes, so
 * that a key stroke in a machine of thousands of states judges one of them.
 */
import { type Machine, type ObjectNode, type Range, stateAt } from '#asl';
import type { Finding, MachineRule, MachineType, RuleContext } from './rule.ts';
import { joined, partsOf, type WalkPart, walkMachine } from './walk/machine-walk.ts';

/** A finding with its rule; a failure in place of the finding where the rule itself went wrong. */
export interface Found {
  readonly rule: MachineRule;
  readonly finding: Finding | undefined;
  readonly failure?: unknown;
}

/** What the rules found in a part when it began at `start`. */
interface Judged {
  readonly start: number;
  /** How often something inside had changed: a state keeps its own fields when one inside it changes, but they move. */
  readonly turns: number;
  readonly machineType: MachineType | undefined;
  /** What was known of services. */
  readonly services: object;
  readonly found: KeptFinding[];
}

interface KeptFinding extends Found {
  /** The how-manieth finding of its rule in this part. */
  readonly index: number;
  readonly hasFixes: boolean;
}

type Context = Omit<RuleContext, 'walk'>;
type Store = WeakMap<ObjectNode, Judged>;
const newStore = (): Store => new WeakMap();

/** The findings of `rules`, which all are `perState`, in the machine. */
export function foundByState(rules: readonly MachineRule[], machine: Machine, ctx: Context): readonly Found[] {
  const store = machine.notes.store(newStore);
  const parts = partsOf(machine);
  const unknown: WalkPart[] = [];
  const found: Found[] = [];
  for (const part of parts) {
    const judged = store.get(part.node);
    const turns = machine.notes.turnsOf(part.node);
    if (!judged || judged.turns !== turns || !isOfNow(judged, ctx)) unknown.push(part);
    else {
      const moved = part.node.start - judged.start;
      for (const one of judged.found) found.push(asOfNow(one, moved, { ...ctx, walk: part }));
    }
  }
  if (unknown.length > 0) found.push(...judgeAll(rules, unknown, store, ctx));
  return found;
}

const isOfNow = ({ machineType, services }: Judged, ctx: Context): boolean =>
  machineType === ctx.machineType && services === ctx.services.loaded();

/** Asks each rule once for all parts together, which is far cheaper than for each, and keeps what it says by part. */
function judgeAll(rules: readonly MachineRule[], parts: readonly WalkPart[], store: Store, ctx: Context): Found[] {
  const walk = parts.length === partsOf(ctx.machine).length ? walkMachine(ctx.machine) : joined(parts);
  const found: Found[] = [];
  const judged = new Map<ObjectNode, Judged>();
  const { machineType, machine } = ctx;
  const services = ctx.services.loaded();
  for (const { node } of parts)
    judged.set(node, { start: node.start, turns: machine.notes.turnsOf(node), machineType, services, found: [] });
  for (const rule of rules) {
    if (ctx.isCancelled()) return found;
    const counts = new Map<ObjectNode, number>();
    try {
      for (const finding of rule.check({ ...ctx, walk })) {
        const node = partAt(machine, finding.range.start);
        const index = counts.get(node) ?? 0;
        counts.set(node, index + 1);
        // Fixes hold on to the text that they were made for.
        const { fixes, ...lasting } = withPlainRanges(finding, 0);
        judged.get(node)?.found.push({ rule, finding: lasting, index, hasFixes: fixes !== undefined });
        found.push({ rule, finding });
      }
    } catch (failure) {
      found.push({ rule, finding: undefined, failure });
    }
  }
  for (const [node, one] of judged) store.set(node, one);
  return found;
}

/** The node of the part to which a place belongs. */
const partAt = (machine: Machine, offset: number): ObjectNode => {
  const state = stateAt(machine, offset);
  return state?.type ? state.node : machine.node;
};

/** The finding at its present place; its fixes are worked out on the text as it is when they are asked for. */
function asOfNow(kept: KeptFinding, moved: number, ctx: RuleContext): Found {
  const { rule, finding, index, hasFixes } = kept;
  if (!finding) return kept;
  const now = moved === 0 ? finding : withPlainRanges(finding, moved);
  if (!hasFixes) return { rule, finding: now };
  return { rule, finding: { ...now, fixes: () => [...rule.check(ctx)][index]?.fixes?.() ?? [] } };
}

/** Rules name nodes as ranges, which move with the text: what is kept has numbers of its own. */
function withPlainRanges(finding: Finding, moved: number): Finding {
  const plain = ({ start, end }: Range): Range => ({ start: start + moved, end: end + moved });
  const { range, related } = finding;
  return {
    ...finding,
    range: plain(range),
    ...(related ? { related: related.map((one) => ({ ...one, range: plain(one.range) })) } : {}),
  };
}
