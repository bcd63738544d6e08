/** The places of references when some of a pack are gone and others came: those of both, in the order of ids. */

/** Where references stand. */
export interface Places {
  /** In the order of places. */
  readonly ids: readonly string[];
  /** By place in the pack: the place now, -1 for one that is gone. Rising. */
  readonly ofBase: Int32Array;
  /** By place among those that came, in the order of ids: the place now. Rising. */
  readonly ofAdded: Int32Array;
  /** By place now: the place in the pack; below 0 for one that came, whose place among those is -1 minus it. */
  readonly from: Int32Array;
  placeOf(id: string): number | undefined;
}

/**
 * Merge places.
 *
 * @param base
 *   Ids of the pack, in order.
 * @param removed
 *   Those of them that are gone.
 * @param added
 *   Ids that came, in order; none of them is one of the pack that is still there.
 */
export function mergePlaces(base: readonly string[], removed: ReadonlySet<string>, added: readonly string[]): Places {
  const ids: string[] = [];
  const from: number[] = [];
  const ofBase = new Int32Array(base.length).fill(-1);
  const ofAdded = new Int32Array(added.length);
  const take = (at: number) => {
    ofAdded[at] = ids.length;
    from.push(-1 - at);
    ids.push(added[at] ?? '');
  };
  let next = 0;
  for (const [at, id] of base.entries()) {
    if (removed.has(id)) continue;
    for (; next < added.length && (added[next] ?? '') < id; next++) take(next);
    ofBase[at] = ids.length;
    from.push(at);
    ids.push(id);
  }
  for (; next < added.length; next++) take(next);
  const places = new Map(ids.map((id, place) => [id, place]));
  return { ids, ofBase, ofAdded, from: Int32Array.from(from), placeOf: (id) => places.get(id) };
}
