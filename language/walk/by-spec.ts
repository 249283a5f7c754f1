/**
 * What a walk found, by the entry of the tables that describes it, so that a rule which cares for timestamps sees
 * nothing else. The order is that of the tables, not of the text: then it is the same for one state and for all.
 */
export class BySpec<S, T extends { readonly spec: S }> {
  private readonly specs: readonly S[];
  private readonly found = new Map<S, T[]>();

  constructor(specs: readonly S[], all: readonly T[]) {
    this.specs = specs;
    for (const one of all) {
      const list = this.found.get(one.spec);
      if (list) list.push(one);
      else this.found.set(one.spec, [one]);
    }
  }

  where(isWanted: (spec: S) => boolean): readonly T[] {
    const all: T[] = [];
    for (const spec of this.specs) {
      const list = isWanted(spec) ? this.found.get(spec) : undefined;
      if (list) for (const one of list) all.push(one);
    }
    return all;
  }
}
