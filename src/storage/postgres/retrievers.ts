/** Retrievers over what a request has of a version. Their ids are places: only of candidates the id is read. */

import type { Retriever } from '../../domain/search.ts';
import { byField, FIELDS } from '../../search/fields.ts';
import { POSTING } from '../pack/postings.ts';
import { createPackedRetriever } from '../pack/retriever.ts';
import type { TermTable } from '../pack/terms.ts';
import type { FieldLists } from './blocks.ts';
import type { FoundDocument } from './extensions.ts';
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

/**
 * Make a retriever over some documents: for what was found without postings.
 *
 * @param found
 *   What was found by some terms.
 * @param terms
 *   Those terms, in their order.
 * @param counts
 *   By term in how many documents of the version it stands: the terms that can be asked for, of those.
 * @returns
 *   A retriever that gives those of the documents that share a term with a query, scored as among all of the version, bit for bit.
 */
export function retrieverAmong(
  version: Version,
  found: readonly FoundDocument[],
  terms: readonly string[],
  counts: ReadonlyMap<string, TermCount>,
): Retriever {
  const documents = [...found].sort((a, b) => a.place - b.place);
  const table = tableOf(counts.keys());
  const indexes = new Map(terms.map((term, index) => [term, index]));
  return createPackedRetriever({
    size: documents.length,
    among: version.size,
    idAt: (at) => String(documents[at]?.place),
    terms: table,
    documentsHolding: (id) => counts.get(table.termAt(id))?.documents ?? 0,
    fields: byField((_, field) => ({
      of(id) {
        const at = (indexes.get(table.termAt(id)) ?? 0) * FIELDS.length + field;
        return Uint32Array.from(
          documents.flatMap(({ counts: own }, place) => ((own[at] ?? 0) > 0 ? [place, own[at] ?? 0] : [])),
        );
      },
      documentsWith: (id) => counts.get(table.termAt(id))?.fields[field] ?? 0,
      lengths: Uint32Array.from(documents, ({ place }) => version.lengths[field]?.[place] ?? 0),
      averageLength: version.layout.averageLengths[field] ?? 0,
    })),
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
