/** Retrievers over what a request has of a version. Their ids are places: only of candidates the id is read. */

import type { Field, Retriever } from '../contracts/search.ts';
import { createPackedRetriever, type FieldPostings, mostIn, POSTING, type TermTable } from '../packed/index.ts';
import { FIELDS } from '../retrieve/index.ts';
import type { FieldLists } from './blocks.ts';
import type { StoredDocument } from './stored-document.ts';
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
    fields: eachField((field, at) => {
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
 * @param documents
 *   By place.
 * @param counts
 *   By term in how many documents of the version it stands: the terms that can be asked for.
 * @returns
 *   A retriever that gives those of the documents that share a term with a query, scored as among all of the version, bit for bit.
 */
export function retrieverAmong(
  version: Version,
  documents: ReadonlyMap<number, StoredDocument>,
  counts: ReadonlyMap<string, TermCount>,
): Retriever {
  const places = [...documents.keys()].sort((a, b) => a - b);
  const terms = tableOf(counts.keys());
  const fieldsOf = places.map((place) => documents.get(place)?.fields() ?? []);
  return createPackedRetriever({
    size: places.length,
    among: version.size,
    idAt: (at) => String(places[at]),
    terms,
    documentsHolding: (id) => counts.get(terms.termAt(id))?.documents ?? 0,
    fields: eachField((field, at) => {
      const lists = postingsIn(
        fieldsOf.map((fields) => fields[at] ?? []),
        terms,
        mostIn(field),
      );
      return {
        of: (id) => lists[id] ?? NO_POSTINGS,
        documentsWith: (id) => counts.get(terms.termAt(id))?.fields[at] ?? 0,
        lengths: Uint32Array.from(places, (place) => version.lengths[at]?.[place] ?? 0),
        averageLength: version.layout.averageLengths[at] ?? 0,
      };
    }),
  });
}

function eachField(make: (field: Field, at: number) => FieldPostings): Record<Field, FieldPostings> {
  return Object.fromEntries(FIELDS.map((field, at) => [field, make(field, at)])) as Record<Field, FieldPostings>;
}

/** By the number of a term the documents that hold it, and how often each does. */
function postingsIn(documents: readonly (readonly string[])[], terms: TermTable, most: number): Uint32Array[] {
  const lists = Array.from({ length: terms.size }, (): number[] => []);
  for (const [at, sequence] of documents.entries()) {
    for (const term of sequence) {
      const list = lists[terms.idOf(term)];
      if (!list) continue;
      const last = list.length - POSTING;
      if (list[last] !== at) list.push(at, 1);
      else if ((list[last + 1] ?? 0) < most) list[last + 1] = (list[last + 1] ?? 0) + 1;
    }
  }
  return lists.map((list) => Uint32Array.from(list));
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
