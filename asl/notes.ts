/**
 * What has been worked out about a machine, kept with it so that the next question need not work it out again. Only a
 * cache: every answer is the same without it.
 */

interface List<I, T> {
  readonly items: readonly I[];
  readonly values: T[];
}

/** Kept by the function that worked it out. */
export class Notes {
  private readonly version = new Map<object, unknown>();
  private readonly course = new Map<object, unknown>();
  private readonly lasting = new Map<object, unknown>();
  private readonly lists = new Map<object, List<object, unknown>>();
  private readonly turns = new WeakMap<object, number>();

  /** What `work` gives for the machine as it is now: worked out once for each version of it. */
  once<M, T>(work: (machine: M) => T, machine: M): T {
    return kept(this.version, work, () => work(machine));
  }

  /**
   * What `work` gives for the machine, worked out again when its course has changed: which states there are, of what
   * type, where each leads and which of them end. It may look at nothing else of what stands in a state, and hold
   * nothing that does: states and scopes, no transitions.
   */
  onceForCourse<M, T>(work: (machine: M) => T, machine: M): T {
    return kept(this.course, work, () => work(machine));
  }

  /**
   * What `work` gives for each of the items, of which it may look at nothing but what cannot change while the item
   * stays the same object: after a change of the machine it is asked only of items that are new.
   */
  each<M, I extends object, T>(work: (item: I, machine: M) => T, items: readonly I[], machine: M): readonly T[] {
    const before = this.lists.get(work) as List<I, T> | undefined;
    if (before?.items === items) return before.values;
    const values = before ? carriedOver(before, items, (item) => work(item, machine)) : new Array<T>(items.length);
    if (!before) for (let i = 0; i < items.length; i++) values[i] = work(items[i] as I, machine);
    this.lists.set(work, { items, values });
    return values;
  }

  /** True where `each` has been asked for this work. */
  hasEach(work: object): boolean {
    return this.lists.has(work);
  }

  /** Takes what `each` would work out, from somebody who had all the items at hand one after the other anyway. */
  keepEach(work: object, items: readonly object[], values: unknown[]): void {
    this.lists.set(work, { items, values });
  }

  /** A store that outlives changes of the machine: it may hold only what belongs to nodes that have not changed. */
  store<T>(create: () => T): T {
    return kept(this.lasting, create, create);
  }

  /** The machine has changed, inside of these nodes: they are the same, but parts of them have moved. */
  turn(around: readonly object[], isSameCourse: boolean): void {
    this.version.clear();
    if (!isSameCourse) this.course.clear();
    for (const node of around) this.turns.set(node, this.turnsOf(node) + 1);
  }

  /** How often something inside of the node has changed. */
  turnsOf(node: object): number {
    return this.turns.get(node) ?? 0;
  }
}

/** What is known of items that were there before, and `work` of the others. Nearly always that is one of thousands. */
function carriedOver<I extends object, T>({ items, values }: List<I, T>, now: readonly I[], work: (item: I) => T): T[] {
  const shorter = Math.min(items.length, now.length);
  let head = 0;
  while (head < shorter && items[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && items[items.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const between = now.slice(head, now.length - tail);
  const known = new Map<I, T>();
  if (between.length > 1) for (let i = head; i < items.length - tail; i++) known.set(items[i] as I, values[i] as T);
  const found = between.map((item) => (known.has(item) ? (known.get(item) as T) : work(item)));
  if (now.length !== items.length) return [...values.slice(0, head), ...found, ...values.slice(values.length - tail)];
  // The values of the version before are used up: a list of thousands is not written anew for each key.
  for (const [index, value] of found.entries()) values[head + index] = value;
  return values;
}

function kept<T>(known: Map<object, unknown>, key: object, work: () => T): T {
  if (known.has(key)) return known.get(key) as T;
  const made = work();
  known.set(key, made);
  return made;
}
