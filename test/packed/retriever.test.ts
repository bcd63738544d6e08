import type { SearchDocument } from '../../src/contracts/search.ts';
import { decodeSections, encodeSections, type Section } from '../../src/packed/container.ts';
import { packPostings, postingsOf } from '../../src/packed/postings.ts';
import { createPackedRetriever } from '../../src/packed/retriever.ts';
import { createTermCollector, packTerms, termTableOf } from '../../src/packed/terms.ts';
import { FIELDS } from '../../src/retrieve/index.ts';
import { analyze } from '../../src/text/index.ts';
import { retrieverContract } from '../retrieve/contract.ts';

/** Lay documents out and read them back. */
function pack(unsorted: readonly SearchDocument[]) {
  const documents = [...unsorted].sort((a, b) => (a.id < b.id ? -1 : 1));
  const collector = createTermCollector();
  const fields = FIELDS.map((field) => documents.map((document) => analyze(document[field]).map(collector.add)));
  const { terms, ids } = collector.sorted();
  const sections = new Map<string, Section>();
  packTerms(sections, terms);
  for (const [at, field] of FIELDS.entries()) {
    const settled = (fields[at] ?? []).map((sequence) => Uint32Array.from(sequence, (number) => ids[number] ?? 0));
    packPostings(sections, field, settled, terms.length);
  }
  const read = decodeSections(encodeSections(sections));
  if (!read) throw new Error('what was laid out cannot be read');
  const idAt = (place: number) => documents[place]?.id ?? '';
  return { size: documents.length, idAt, terms: termTableOf(read), fields: postingsOf(read) };
}

retrieverContract('createPackedRetriever', (documents) => createPackedRetriever(pack(documents)));
