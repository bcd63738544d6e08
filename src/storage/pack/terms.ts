/** The terms of a catalog as numbers: in order, so that one is found by halving, and those that begin alike stand together. */

import { type Section, type Sections, textSection } from './container.ts';

/** Terms by number, from 0 in the order of their UTF-16 code units. */
export interface TermTable {
  readonly size: number;
  termAt(id: number): string;
  /** The number of a term, or -1. */
  idOf(term: string): number;
  /** Visit the terms that begin with a text. */
  forEachBeginning(text: string, visit: (id: number, term: string) => void): void;
}

/** Lookups that are kept: a request asks for its terms again and again. */
const KEPT = 4096;

/** Collects terms while their numbers are not known yet. */
export interface TermCollector {
  /** A number in the order of arrival. */
  add(term: string): number;
  /** How many have arrived. */
  readonly size: number;
  /**
   * Put terms in order.
   *
   * @param used
   *   By number of arrival 1 for those that count (default: all).
   * @returns
   *   The terms in order, and for each number of arrival the number in that order.
   */
  sorted(used?: Uint8Array): { readonly terms: readonly string[]; readonly ids: Uint32Array };
}

/**
 * Make a collector.
 *
 * @param known
 *   Terms, all different, whose numbers are their places (default: none).
 */
export function createTermCollector(known: readonly string[] = []): TermCollector {
  const arrived = new Map(known.map((term, number) => [term, number]));
  return {
    add(term) {
      const before = arrived.get(term);
      if (before !== undefined) return before;
      arrived.set(term, arrived.size);
      return arrived.size - 1;
    },
    sorted(used) {
      const all = [...arrived.keys()];
      const terms = all.filter((_, number) => used === undefined || used[number] === 1).sort();
      const ids = new Uint32Array(all.length);
      for (const [id, term] of terms.entries()) ids[arrived.get(term) ?? 0] = id;
      return { terms, ids };
    },
    get size() {
      return arrived.size;
    },
  };
}

/** Put terms into sections: no term holds a line feed. */
export function packTerms(sections: Map<string, Section>, terms: readonly string[]): void {
  const starts = new Uint32Array(terms.length + 1);
  for (const [id, term] of terms.entries()) starts[id + 1] = (starts[id] ?? 0) + term.length + 1;
  sections.set('terms', textSection(terms.map((term) => `${term}\n`).join(''))).set('terms.starts', starts);
}

/** The terms that `packTerms` put there. */
export function unpackTerms(sections: Sections): string[] {
  return sections.text('terms').split('\n').slice(0, -1);
}

/** Read terms from sections. */
export function termTableOf(sections: Sections): TermTable {
  const all = sections.text('terms');
  const starts = sections.uint32('terms.starts');
  const size = Math.max(0, starts.length - 1);
  const known = new Map<string, number>();
  const termAt = (id: number): string => all.slice(starts[id] ?? 0, (starts[id + 1] ?? 1) - 1);
  const lowerBound = (wanted: string): number => {
    let low = 0;
    let high = size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (termAt(middle) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    size,
    termAt,
    forEachBeginning(text, visit) {
      for (let id = lowerBound(text); id < size; id++) {
        const term = termAt(id);
        if (!term.startsWith(text)) break;
        visit(id, term);
      }
    },
    idOf(term) {
      const before = known.get(term);
      if (before !== undefined) return before;
      const at = lowerBound(term);
      const id = at < size && termAt(at) === term ? at : -1;
      if (known.size >= KEPT) known.clear();
      known.set(term, id);
      return id;
    },
  };
}
