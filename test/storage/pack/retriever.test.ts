import type { SearchDocument } from '../../../src/domain/search.ts';
import { FIELDS } from '../../../src/search/fields.ts';
import { decodeSections, encodeSections, type Section } from '../../../src/storage/pack/container.ts';
import { packPostings, postingsOf } from '../../../src/storage/pack/postings.ts';
import { createPackedRetriever } from '../../../src/storage/pack/retriever.ts';
import { createTermCollector, packTerms, termTableOf } from '../../../src/storage/pack/terms.ts';
import { analyze } from '../../../src/text/analyze.ts';
import { retrieverContract } from '../../search/vectors/contract.ts';

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
