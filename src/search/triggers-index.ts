/** The triggers of all documents, searched as MiniSearch would with those of one of them changed: an edit is tried many times. */

import type { Field, SearchDocument } from '../domain/search.ts';
import { analyze } from '../text/analyze.ts';
import { isWithinEdits } from '../text/did-you-mean.ts';
import { bm25, bm25Idf, runningMean } from './bm25.ts';
import type { FieldResult } from './fields.ts';
import { ROUTED_BY } from './fields.ts';

/** How often each term stands in the triggers of a document. */
type Counts = ReadonlyMap<string, number>;

/** The triggers of all documents, those of one changed. */
interface EditedTriggers {
  /** Terms that the triggers of the document did not hold before. */
  readonly added: ReadonlySet<string>;
  readonly search: (terms: readonly string[]) => FieldResult[];
  /** How many documents are routed by each term near another, what was added among it. */
  readonly withAdded: (before: ReadonlyMap<string, number>, term: string, edits: number) => Map<string, number>;
}

/**
 * Index triggers.
 *
 * @param documents
 *   All of them, in id order.
 */
export function createTriggersIndex(documents: readonly SearchDocument[]): {
  /** `undefined` when the triggers of the document have lost a term. */
  withTriggers(document: SearchDocument): EditedTriggers | undefined;
} {
  const counted = documents.map(({ triggers }) => countsOf(triggers));
  const lengths = counted.map(({ size }) => size);
  const places = new Map(documents.map(({ id }, place) => [id, place]));
  const holders = new Map<string, number[]>();
  for (const [place, counts] of counted.entries()) {
    for (const term of counts.keys()) {
      const known = holders.get(term);
      if (known) known.push(place);
      else holders.set(term, [place]);
    }
  }
  return {
    withTriggers(document) {
      const edited = places.get(document.id) ?? -1;
      const before = counted[edited];
      const after = countsOf(document.triggers);
      if (!before || [...before.keys()].some((term) => !after.has(term))) return undefined;
      const added = new Set([...after.keys()].filter((term) => !before.has(term)));
      const averageLength = runningMean(lengths.map((length, place) => (place === edited ? after.size : length)));
      const holdersOf = (term: string): readonly number[] => {
        const known = holders.get(term) ?? [];
        return added.has(term) ? [...known, edited] : known;
      };
      const inOthers = new Set(fieldsBeside(document));
      return {
        added,
        search(terms) {
          const found = new Map<number, { score: number; readonly queryTerms: string[] }>();
          for (const term of terms) {
            const holding = holdersOf(term);
            const idf = bm25Idf(documents.length, holding.length);
            for (const place of holding) {
              const counts = place === edited ? after : counted[place];
              const score = bm25(idf, counts?.get(term) ?? 0, counts?.size ?? 0, averageLength);
              const known = found.get(place);
              if (!known) found.set(place, { score, queryTerms: [term] });
              else {
                known.score += score;
                known.queryTerms.push(term);
              }
            }
          }
          return Array.from(found, ([place, { score, queryTerms }]) => {
            return { id: documents[place]?.id ?? '', score: score * queryTerms.length, queryTerms };
          });
        },
        withAdded(near, term, edits) {
          const counts = new Map(near);
          for (const other of added) {
            if (inOthers.has(other) || !isWithinEdits(term, other, edits)) continue;
            counts.set(other, (counts.get(other) ?? 0) + 1);
          }
          return counts;
        },
      };
    },
  };
}

/** The terms of the other fields that a document is routed by. */
function fieldsBeside(document: SearchDocument): string[] {
  return ROUTED_BY.filter((field: Field) => field !== 'triggers').flatMap((field) => analyze(document[field]));
}

function countsOf(text: string): Counts {
  const counts = new Map<string, number>();
  for (const term of analyze(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
