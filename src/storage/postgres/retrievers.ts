/** Retrievers over what a request has of a version. Their ids are places: only of candidates the id is read. */

import type { Retriever } from '../../domain/search.ts';
import { byField } from '../../search/fields.ts';
import { POSTING } from '../pack/postings.ts';
import { createPackedRetriever } from '../pack/retriever.ts';
import type { TermTable } from '../pack/terms.ts';
import type { FieldLists } from './blocks.ts';
import type { TermCount } from './term-counts.ts';
import type { Version } from './version.ts';

const NO_POSTINGS = new Uint32Array();

/**
 * Make a retriever over all documents, from their postings.
 *
 * @param lists
 *   By term.
 * @param counts
 *   By term in how many documents of the version it stands: the terms that can be asked for.
 */
export function retrieverOver(
  version: Version,
  lists: ReadonlyMap<string, FieldLists>,
  counts: ReadonlyMap<string, TermCount>,
): Retriever {
  const terms = tableOf(counts.keys());
  return createPackedRetriever({
    size: version.size,
    idAt: String,
    terms,
    documentsHolding: (id) => counts.get(terms.termAt(id))?.documents ?? 0,
    fields: byField((field, at) => {
      const of = (id: number) => lists.get(terms.termAt(id))?.[field] ?? NO_POSTINGS;
      return {
        of,
        documentsWith: (id) => of(id).length / POSTING,
        lengths: version.lengths[at] ?? NO_POSTINGS,
        averageLength: version.layout.averageLengths[at] ?? 0,
      };
    }),
  });
}

function tableOf(known: Iterable<string>): TermTable {
  const sorted = [...known].sort();
  const ids = new Map(sorted.map((term, id) => [term, id]));
  return {
    size: sorted.length,
    termAt: (id) => sorted[id] ?? '',
    idOf: (term) => ids.get(term) ?? -1,
    forEachBeginning(text, visit) {
      for (const [id, term] of sorted.entries()) if (term.startsWith(text)) visit(id, term);
    },
  };
}
