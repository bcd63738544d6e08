/** A trigger so common that it matches a third of the catalogue. */

import type { Catalog } from '../../../domain/reference.ts';
import { analyze } from '../../../text/analyze.ts';
import { isAbove } from '../../what-if/what-if.ts';
import { phrasesOf } from '../fields.ts';
import { type Project, referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

/** Share of the references, those below an index left out for its own triggers, that hold every word of it where they are routed by. */
const COMMON = 1 / 3;
/** A third of a smaller catalogue is one file or two. */
const FEWEST = 9;

export const triggerCommon: LintRule = {
  id: 'trigger-common',
  *check(project) {
    const { references, parents } = project.catalog;
    if (references.length < FEWEST) return;
    const fewest = references.length * COMMON;
    const rowOf = createRows(project, fewest);
    const above = new Set(parents.values());
    for (const { reference, document } of referencesOf(project)) {
      const others = above.has(reference.id) ? [othersOf(project.catalog, reference.id)] : [];
      for (const phrase of phrasesOf(document)) {
        const { text, kind } = phrase;
        if (kind === 'example') continue;
        const rows = [...new Set(analyze(text))].map(rowOf);
        const matched = rows.length === 0 ? 0 : countInAll([...rows, ...others]);
        if (matched < fewest) continue;
        const seen = `trigger “${text}”, whose words ${matched} of ${references.length} references hold`;
        yield {
          path: document.path,
          place: phrase.place,
          reason: `Unexpected ${seen}, expected words that few others have`,
        };
      }
    }
  },
};

/** A bit for each reference: words of thousands of triggers are compared in 32 references at a time. */
type Row = Uint32Array;

const NONE: Row = new Uint32Array();

/** By term, the references that hold it; none of a term that fewer hold than count. */
function createRows({ catalog, holders }: Project, fewest: number): (term: string) => Row {
  const places = new Map(catalog.references.map(({ id }, place) => [id, place]));
  const rows = new Map<string, Row>();
  return (term) => {
    const ids = holders.get(term);
    if (!ids || ids.size < fewest) return NONE;
    const row =
      rows.get(term) ??
      rowWith(
        places.size,
        [...ids].map((id) => places.get(id) ?? 0),
      );
    rows.set(term, row);
    return row;
  };
}

/** The references that are not below one. */
function othersOf(catalog: Catalog, id: string): Row {
  const places = catalog.references.flatMap((other, place) => (isAbove(catalog, id, other.id) ? [] : [place]));
  return rowWith(catalog.references.length, places);
}

function rowWith(size: number, places: readonly number[]): Row {
  const row = new Uint32Array(Math.ceil(size / 32));
  for (const place of places) row[place >>> 5] = (row[place >>> 5] ?? 0) | (1 << (place & 31));
  return row;
}

/** How many references stand in all of some rows. */
function countInAll([first = NONE, ...others]: readonly Row[]): number {
  let count = 0;
  for (const [at, bits] of first.entries()) {
    count += bitsIn(others.reduce((left, row) => left & (row[at] ?? 0), bits));
  }
  return count;
}

/** How many bits are set: in pairs, in fours, then the sum of all bytes (Warren, Hacker's Delight, 5-1). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
