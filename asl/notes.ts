/**
 * What has been worked out about a machine, kept with it so that the next question need not work it out again. Only a
 * cache: every answer is the same without it.
 */

/** Kept by the function that worked it out. */
export class Notes {
  private readonly version = new Map<object, unknown>();
  private readonly lasting = new Map<object, unknown>();
  private readonly turns = new WeakMap<object, number>();

  /** What `work` gives for the machine as it is now: worked out once for each version of it. */
  once<M, T>(work: (machine: M) => T, machine: M): T {
    return kept(this.version, work, () => work(machine));
  }

  /** A store that outlives changes of the machine: it may hold only what belongs to nodes that have not changed. */
  store<T>(create: () => T): T {
    return kept(this.lasting, create, create);
  }

  /** The machine has changed, inside of these nodes: they are the same, but parts of them have moved. */
  turn(around: readonly object[]): void {
    this.version.clear();
    for (const node of around) this.turns.set(node, this.turnsOf(node) + 1);
  }

  /** How often something inside of the node has changed. */
  turnsOf(node: object): number {
    return this.turns.get(node) ?? 0;
  }
}

function kept<T>(known: Map<object, unknown>, key: object, work: () => T): T {
  if (known.has(key)) return known.get(key) as T;
  const made = work();
  known.set(key, made);
  return made;
}
