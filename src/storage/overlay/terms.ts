/** The terms of a pack and those that came after it, numbered behind its own. */

import type { TermTable } from '../pack/terms.ts';

/** A table that takes new terms until it is read. */
export interface LayeredTerms extends TermTable {
  /** The number of a term; a new one gets the next. */
  add(term: string): number;
}

/** Put new terms over those of a pack. */
export function layerTerms(base: TermTable): LayeredTerms {
  const added: string[] = [];
  const ids = new Map<string, number>();
  const idOf = (term: string): number => {
    const known = base.idOf(term);
    return known === -1 ? (ids.get(term) ?? -1) : known;
  };
  return {
    get size() {
      return base.size + added.length;
    },
    termAt: (id) => (id < base.size ? base.termAt(id) : (added[id - base.size] ?? '')),
    idOf,
    forEachBeginning(text, visit) {
      base.forEachBeginning(text, visit);
      for (const [at, term] of added.entries()) if (term.startsWith(text)) visit(base.size + at, term);
    },
    add(term) {
      const known = idOf(term);
      if (known !== -1) return known;
      const id = base.size + added.length;
      added.push(term);
      ids.set(term, id);
      return id;
    },
  };
}
