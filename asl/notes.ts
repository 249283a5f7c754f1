/**
 * What has been worked out about a machine, kept with it so that the next question need not work it out again. Only a
 * cache: every answer is the same without it.
 */

interface List<I, T> {
  readonly items: readonly I[];
  readonly values: readonly T[];
}

/** Kept by the function that worked it out. */
export class Notes {
  private readonly version = new Map<object, unknown>();
  private readonly lasting = new Map<object, unknown>();
  private readonly lists = new Map<object, List<object, unknown>>();
  private readonly turns = new WeakMap<object, number>();

  /** What `work` gives for the machine as it is now: worked out once for each version of it. */
  once<M, T>(work: (machine: M) => T, machine: M): T {
    return kept(this.version, work, () => work(machine));
  }

  /**
   * What `work` gives for each of the items, of which it may look at nothing but what cannot change while the item
   * stays the same object: after a change of the machine it is asked only of items that are new.
   */
  each<M, I extends object, T>(work: (item: I, machine: M) => T, items: readonly I[], machine: M): readonly T[] {
    const before = this.lists.get(work) as List<I, T> | undefined;
    if (before?.items === items) return before.values;
    const values = new Array<T>(items.length);
    let places: Map<I, number> | undefined;
    for (let index = 0; index < items.length; index++) {
      const item = items[index] as I;
      let place: number | undefined = index;
      // Nearly always an item stands where it stood before.
      if (before && before.items[index] !== item) {
        places ??= new Map(before.items.map((one, at) => [one, at]));
        place = places.get(item);
      }
      const isKnown = before !== undefined && place !== undefined && place < before.items.length;
      values[index] = isKnown ? (before.values[place as number] as T) : work(item, machine);
    }
    this.lists.set(work, { items, values });
    return values;
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
