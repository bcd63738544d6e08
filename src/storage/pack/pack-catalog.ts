/** Packs a catalog: sections of bytes, from which a request reads only what it needs. */

import type { Catalog, Reference } from '../../domain/reference.ts';
import { prepareBranches } from '../../route/branch-match.ts';
import type { IndexSource } from '../../route/catalog-index.ts';
import { profileInputsOf } from '../../route/profile-inputs.ts';
import { FIELDS } from '../../search/fields.ts';
import { inBytesOf } from '../../search/vectors/nearest.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { type Analysed, analysedFrom } from './analysed.ts';
import { jsonSection, type Section, type Sections } from './container.ts';
import { earlierPack } from './earlier-pack.ts';
import { packLists, packRows, packTexts } from './lists.ts';
import { messageRecord } from './messages.ts';
import { packPostings } from './postings.ts';
import type { CatalogRecord, LayoutRecord, PhraseRecord, ProfileRecord } from './records.ts';
import { createTermCollector, packTerms, type TermCollector } from './terms.ts';
import { isMadeWith, packBytes } from './vectors.ts';

/**
 * Lay a catalog out.
 *
 * @param packable
 *   The catalog.
 * @param vectors
 *   The table of words it will be compared by (optional: by words alone).
 * @param before
 *   A pack in this version (optional): a reference that it holds as it is now is not analysed again.
 *   What comes of it is the same, to the byte.
 * @returns
 *   Sections, to be encoded together with whatever else belongs into the file.
 */
export function packCatalog(
  { catalog, texts, messages, outlineOf }: IndexSource,
  vectors: WordVectors | undefined,
  before?: Sections,
): Map<string, Section> {
  const sections = new Map<string, Section>();
  const profileInputs = profileInputsOf(catalog.references, catalog.entryTexts).sort((a, b) =>
    a.reference.id < b.reference.id ? -1 : 1,
  );
  const references = profileInputs.map(({ reference }) => reference);
  const places = new Map(references.map(({ id }, place) => [id, place]));
  packReferences(sections, catalog, references, places, texts);
  const earlier = before && isMadeWith(before, vectors) ? earlierPack(before, vectors?.dimensions) : undefined;
  const outlines = references.map(({ id }) => {
    const text = texts.get(id) ?? '';
    return earlier?.outlineOf(id, text) ?? JSON.stringify(outlineOf(text));
  });
  packTexts(sections, 'outlines', outlines);
  const collector = createTermCollector(earlier?.terms);
  // One after the other: what analysing one takes is free again for the next.
  const analysed = profileInputs.map(
    (one) => earlier?.analysed(one) ?? analysedFrom(one.prepare(), collector.add, vectors),
  );
  const terms = packTermsOf(sections, analysed, collector);
  if (vectors) packVectors(sections, analysed, vectors, terms);
  const layout: LayoutRecord = {
    branches: prepareBranches(catalog.branches),
    always: catalog.references.filter(({ reading }) => reading === 'always').map(({ id }) => id),
    withGlobs: catalog.references.filter(({ globs }) => globs.length > 0).map(({ id }) => places.get(id) ?? 0),
  };
  const rest: CatalogRecord = { trees: [...catalog.trees], entryTexts: [...catalog.entryTexts] };
  return sections
    .set('layout', jsonSection(layout))
    .set('catalog', jsonSection(rest))
    .set('messages', jsonSection(messages.map(messageRecord)));
}

function packReferences(
  sections: Map<string, Section>,
  catalog: Catalog,
  references: readonly Reference[],
  places: ReadonlyMap<string, number>,
  texts: ReadonlyMap<string, string>,
): void {
  sections
    .set('ids', jsonSection(references.map(({ id }) => id)))
    .set(
      'order',
      Uint32Array.from(catalog.references, ({ id }) => places.get(id) ?? 0),
    )
    .set(
      'parents',
      Int32Array.from(references, ({ id }) => places.get(catalog.parents.get(id) ?? '') ?? -1),
    );
  packTexts(
    sections,
    'references',
    references.map(({ body: _, ...reference }) => JSON.stringify(reference)),
  );
  packTexts(
    sections,
    'texts',
    references.map(({ id }) => texts.get(id) ?? ''),
  );
  // Of most the body is how the text ends: only where it does not is it kept once more.
  const bodyLengths = references.map(({ id, body }) => ((texts.get(id) ?? '').endsWith(body) ? body.length : -1));
  sections.set('bodyLengths', Int32Array.from(bodyLengths));
  packTexts(
    sections,
    'bodies',
    references.map(({ body }, place) => (bodyLengths[place] === -1 ? body : '')),
  );
}

/** Everything that is made of terms: profiles, postings, the sequences of bodies. Gives the terms in order. */
function packTermsOf(
  sections: Map<string, Section>,
  analysed: readonly Analysed[],
  collector: TermCollector,
): readonly string[] {
  const { terms, ids } = collector.sorted(usedIn(analysed, collector.size));
  const renumber = (numbers: readonly number[]): number[] => numbers.map((number) => ids[number] ?? 0);
  packTerms(sections, terms);
  const fields = FIELDS.map((field) => analysed.map((one) => one.terms[field].map((number) => ids[number] ?? 0)));
  sections.set('documentFrequency', countDocuments(fields, analysed.length, terms.length));
  for (const [at, field] of FIELDS.entries()) {
    const sequences = fields[at] ?? [];
    packPostings(sections, field, sequences, terms.length);
    if (field === 'body') packLists(sections, 'sequences', sequences);
  }
  const holding = new Uint32Array(terms.length);
  const renumbered = analysed.map(({ record }) => renumberProfile(record, renumber));
  for (const { sequences } of renumbered) {
    for (const term of new Set(sequences.flat())) holding[term] = (holding[term] ?? 0) + 1;
  }
  sections.set('routingDocumentFrequency', holding);
  packTexts(
    sections,
    'profiles',
    renumbered.map((record) => JSON.stringify(record)),
  );
  return terms;
}

/** By number 1 for the terms that stand anywhere. */
function usedIn(analysed: readonly Analysed[], terms: number): Uint8Array {
  const used = new Uint8Array(terms);
  const note = (numbers: readonly number[] | Uint32Array): void => {
    for (let at = 0; at < numbers.length; at++) used[numbers[at] ?? 0] = 1;
  };
  for (const { terms: ofFields, record } of analysed) {
    for (const field of FIELDS) note(ofFields[field]);
    for (const list of [...record.sequences, ...record.clauses]) note(list);
    for (const phrases of [record.phrases, record.exclusions, record.received, record.notFor])
      for (const [, list] of phrases) note(list);
  }
  return used;
}

/** In how many documents each term stands, whatever the field. */
function countDocuments(fields: readonly (readonly Uint32Array[])[], documents: number, terms: number): Uint32Array {
  const documentFrequency = new Uint32Array(terms);
  // By term the last document it was found in: its place and one.
  const last = new Uint32Array(terms);
  for (let place = 0; place < documents; place++) {
    for (const sequences of fields) {
      for (const term of sequences[place] ?? []) {
        if (last[term] !== place + 1) documentFrequency[term] = (documentFrequency[term] ?? 0) + 1;
        last[term] = place + 1;
      }
    }
  }
  return documentFrequency;
}

function renumberProfile(record: ProfileRecord, renumber: (numbers: readonly number[]) => number[]): ProfileRecord {
  const phrases = (list: readonly PhraseRecord[]): PhraseRecord[] =>
    list.map(([text, terms]) => [text, renumber(terms)]);
  return {
    ...record,
    sequences: record.sequences.map(renumber),
    clauses: record.clauses.map(renumber),
    phrases: phrases(record.phrases),
    exclusions: phrases(record.exclusions),
    received: phrases(record.received),
    notFor: phrases(record.notFor),
  };
}

/** The terms references are routed by that the table of words knows: their numbers, and their rows in it. */
function packVocabulary(sections: Map<string, Section>, vectors: WordVectors, terms: readonly string[]): void {
  const holding = sections.get('routingDocumentFrequency') ?? [];
  const known = terms
    .map((term, id) => ({ id, row: (holding[id] ?? 0) > 0 ? vectors.rowOf(term) : -1 }))
    .filter(({ row }) => row !== -1);
  sections
    .set(
      'vocabulary',
      Uint32Array.from(known, ({ id }) => id),
    )
    .set(
      'vocabulary.rows',
      Int32Array.from(known, ({ row }) => row),
    );
}

function packVectors(
  sections: Map<string, Section>,
  analysed: readonly Analysed[],
  vectors: WordVectors,
  terms: readonly string[],
): void {
  const { dimensions } = vectors;
  sections.set('vectors', jsonSection(vectors.key));
  packVocabulary(sections, vectors, terms);
  const whole = new Float32Array(analysed.length * dimensions);
  for (const [place, one] of analysed.entries())
    if (one.vectors?.whole) whole.set(one.vectors.whole, place * dimensions);
  packBytes(sections, inBytesOf(whole, dimensions));
  sections.set('whole', whole).set(
    'whole.known',
    Uint8Array.from(analysed, (one) => (one.vectors?.whole ? 1 : 0)),
  );
  const rows = (which: 'passages' | 'said') => analysed.map((one) => one.vectors?.[which] ?? []);
  packRows(sections, 'passages', rows('passages'), dimensions);
  packRows(sections, 'said', rows('said'), dimensions);
}
