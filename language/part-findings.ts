/**
 * The findings of the rules that look at one state at a time. They are kept with the state until its text changes, so
 * that a key stroke in a machine of thousands of states judges one of them.
 */
import { type Machine, type ObjectNode, type Range, stateAt } from '#asl';
import type { Finding, MachineRule, MachineType, RuleContext } from './rule.ts';
import { joined, partsOf, type WalkPart } from './walk/machine-walk.ts';
import { type Works, WorksAhead } from './walk/works-ahead.ts';

/** A finding with its rule; a failure in place of the finding where the rule itself went wrong. */
export interface Found {
  readonly rule: MachineRule;
  readonly finding: Finding | undefined;
  readonly failure?: unknown;
}

/** What the rules found in a part when it began at `start`; where they found nothing, it may be anywhere. */
interface Judged {
  readonly start: number;
  /** How often something inside had changed: a state keeps its own fields when one inside it changes, but they move. */
  readonly turns: number;
  readonly machineType: MachineType | undefined;
  /** What was known of services. */
  readonly services: object;
  readonly found: readonly KeptFinding[];
}

interface KeptFinding extends Found {
  /** The how-manieth finding of its rule in this part. */
  readonly index: number;
  readonly hasFixes: boolean;
}

type Context = Omit<RuleContext, 'walk'>;
type Store = WeakMap<ObjectNode, Judged>;
const newStore = (): Store => new WeakMap();
type FoundByNode = Map<ObjectNode, KeptFinding[]>;

/**
 * The findings of `rules`, which all are `perState`, in the machine. The first time, what other rules ask of each part is
 * worked out on the way.
 */
export function foundByState(rules: readonly MachineRule[], others: Works, ctx: Context): readonly Found[] {
  const { machine } = ctx;
  const store = machine.notes.store(newStore);
  const unknown: WalkPart[] = [];
  const found: Found[] = [];
  const parts = partsOf(machine);
  for (const part of parts) {
    const judged = store.get(part.node);
    const turns = machine.notes.turnsOf(part.node);
    if (!judged || judged.turns !== turns || !isOfNow(judged, ctx)) unknown.push(part);
    else {
      const moved = part.node.start - judged.start;
      for (const one of judged.found) found.push(asOfNow(one, moved, part, ctx));
    }
  }
  const works = new WorksAhead(machine, unknown.length === parts.length ? others : NO_WORKS);
  for (const one of judgeAll(rules, unknown, works, store, ctx)) found.push(one);
  return found;
}

const NO_WORKS: Works = { byPart: [], byNode: [] };

const isOfNow = ({ machineType, services }: Judged, ctx: Context): boolean =>
  machineType === ctx.machineType && services === ctx.services.loaded();

/**
 * How many parts are judged together. To ask each rule once for many is far cheaper than for each. But what is known of
 * a few hundred states stays in the processor's own memory while one rule after the other looks at it: with thousands,
 * each rule takes two to three times as long for a state.
 */
const AT_ONCE = 200;

/** Asks the rules for some parts after the others; what they say comes rule by rule all the same, and is kept by part. */
function judgeAll(
  rules: readonly MachineRule[],
  parts: readonly WalkPart[],
  works: WorksAhead,
  store: Store,
  ctx: Context,
): Found[] {
  const found = rules.map((): Found[] => []);
  const byNode: FoundByNode = new Map();
  for (let from = 0; from < parts.length && !ctx.isCancelled(); from += AT_ONCE) {
    const some = parts.slice(from, from + AT_ONCE);
    const walk = joined(some);
    for (const [place, rule] of rules.entries()) {
      const ofRule = found[place];
      // One failure says enough.
      if (ofRule && ofRule.at(-1)?.failure === undefined) judge(rule, { ...ctx, walk }, ofRule, byNode);
    }
    works.goOn(from + AT_ONCE);
  }
  if (!ctx.isCancelled()) {
    works.finish();
    keepJudged(parts, byNode, store, ctx);
  }
  return found.flat();
}

/** Asks the rule once for all the parts of the walk. */
function judge(rule: MachineRule, ctx: RuleContext, found: Found[], byNode: FoundByNode): void {
  if (ctx.isCancelled()) return;
  try {
    for (const finding of rule.check(ctx)) {
      found.push({ rule, finding });
      const node = partAt(ctx.machine, finding.range.start);
      const before = byNode.get(node);
      const last = before?.at(-1);
      const index = last?.rule === rule ? last.index + 1 : 0;
      // Fixes hold on to the text that they were made for.
      const { fixes, ...lasting } = withPlainRanges(finding, 0);
      const kept = { rule, finding: lasting, index, hasFixes: fixes !== undefined };
      if (before) before.push(kept);
      else byNode.set(node, [kept]);
    }
  } catch (failure) {
    found.push({ rule, finding: undefined, failure });
  }
}

function keepJudged(parts: readonly WalkPart[], byNode: FoundByNode, store: Store, ctx: Context): void {
  const { machineType, machine } = ctx;
  const services = ctx.services.loaded();
  const clean: Judged = { start: 0, turns: 0, machineType, services, found: [] };
  for (const { node } of parts) {
    const found = byNode.get(node);
    const turns = machine.notes.turnsOf(node);
    store.set(node, found || turns > 0 ? { ...clean, start: node.start, turns, found: found ?? [] } : clean);
  }
}

/** The node of the part to which a place belongs. */
const partAt = (machine: Machine, offset: number): ObjectNode => {
  const state = stateAt(machine, offset);
  return state?.type ? state.node : machine.node;
};

/** The finding at its present place; its fixes are worked out on the text as it is when they are asked for. */
function asOfNow(kept: KeptFinding, moved: number, part: WalkPart, ctx: Context): Found {
  const { rule, finding, index, hasFixes } = kept;
  if (!finding) return kept;
  const now = moved === 0 ? finding : withPlainRanges(finding, moved);
  if (!hasFixes) return { rule, finding: now };
  const again = (): Finding | undefined => [...rule.check({ ...ctx, walk: joined([part]) })][index];
  return { rule, finding: { ...now, fixes: () => again()?.fixes?.() ?? [] } };
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
