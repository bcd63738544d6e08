/** A catalog → sections: all that routing needs, analysed once. */

import type { VFileMessage } from 'vfile-message';
import type { Outline } from '../contracts/excerpt.ts';
import type { Catalog } from '../contracts/reference.ts';
import type { Field } from '../contracts/search.ts';
import { FIELDS, passageBounds, type WordVectors } from '../retrieve/index.ts';
import { type Prepared, prepareBranches, profilesOf } from '../route/index.ts';
import { analyze } from '../text/index.ts';
import { jsonSection, type Section } from './container.ts';
import { packLists, packRows, packTexts } from './lists.ts';
import { messageRecord } from './messages.ts';
import { packPostings } from './postings.ts';
import { profileRecord } from './profile-record.ts';
import type { CatalogRecord, LayoutRecord, PhraseRecord, ProfileRecord } from './records.ts';
import { createTermCollector, packTerms } from './terms.ts';

/** A catalog and what belongs to it. */
export interface Packable {
  readonly catalog: Catalog;
  /** The text of each reference as it came in, by id; none of one of which only an index entry is known. */
  readonly texts: ReadonlyMap<string, string>;
  readonly messages: readonly VFileMessage[];
  /** Where the parts of a text begin. */
  readonly outlineOf: (text: string) => Outline;
}

/**
 * Lay a catalog out.
 *
 * @param packable
 *   The catalog.
 * @param vectors
 *   The table of words it will be compared by (optional: by words alone).
 * @returns
 *   Sections, to be encoded together with whatever else belongs into the file.
 */
export function packCatalog(
  { catalog, texts, messages, outlineOf }: Packable,
  vectors: WordVectors | undefined,
): Map<string, Section> {
  const sections = new Map<string, Section>();
  const prepared = [...profilesOf(catalog.references, catalog.entryTexts)].sort((a, b) =>
    a.document.id < b.document.id ? -1 : 1,
  );
  const places = new Map(prepared.map(({ document }, place) => [document.id, place]));
  packReferences(sections, catalog, prepared, places, texts);
  packTexts(
    sections,
    'outlines',
    prepared.map(({ document }) => JSON.stringify(outlineOf(texts.get(document.id) ?? ''))),
  );
  const terms = packTermsOf(sections, prepared);
  if (vectors) packVectors(sections, prepared, vectors, terms);
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
  prepared: readonly Prepared[],
  places: ReadonlyMap<string, number>,
  texts: ReadonlyMap<string, string>,
): void {
  const references = prepared.map(({ profile }) => profile.reference);
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
  const tails = references.map(({ id, body }) => ((texts.get(id) ?? '').endsWith(body) ? body.length : -1));
  sections.set('tails', Int32Array.from(tails));
  packTexts(
    sections,
    'bodies',
    references.map(({ body }, place) => (tails[place] === -1 ? body : '')),
  );
}

/** Everything that is made of terms: profiles, postings, the sequences of bodies. Gives the terms in order. */
function packTermsOf(sections: Map<string, Section>, prepared: readonly Prepared[]): readonly string[] {
  const collector = createTermCollector();
  const arrive = (terms: readonly string[]): number[] => terms.map(collector.add);
  const fields = FIELDS.map((field) =>
    prepared.map(({ document, profile }) => arrive(termsIn(field, document, profile))),
  );
  const profiles = prepared.map((one) => profileRecord(one, arrive));
  const { terms, ids } = collector.sorted();
  const settle = (numbers: readonly number[]): number[] => numbers.map((number) => ids[number] ?? 0);
  packTerms(sections, terms);
  const standing = new Uint32Array(terms.length);
  // By term the last document it was found in, whatever the field, its place and one.
  const last = new Uint32Array(terms.length);
  const settledFields = fields.map((sequences) => sequences.map(settle));
  for (const place of prepared.keys()) {
    for (const sequences of settledFields) {
      for (const term of sequences[place] ?? []) {
        if (last[term] !== place + 1) standing[term] = (standing[term] ?? 0) + 1;
        last[term] = place + 1;
      }
    }
  }
  sections.set('standing', standing);
  for (const [at, field] of FIELDS.entries()) {
    const sequences = settledFields[at] ?? [];
    packPostings(sections, field, sequences, terms.length);
    if (field === 'body') packLists(sections, 'sequences', sequences);
  }
  const holding = new Uint32Array(terms.length);
  const settled = profiles.map((record) => settleProfile(record, settle));
  for (const { sequences } of settled) {
    for (const term of new Set(sequences.flat())) holding[term] = (holding[term] ?? 0) + 1;
  }
  sections.set('holding', holding);
  packTexts(
    sections,
    'profiles',
    settled.map((record) => JSON.stringify(record)),
  );
  return terms;
}

/** The terms of a reference in a field. */
export function termsIn(field: Field, document: Prepared['document'], profile: Prepared['profile']): readonly string[] {
  return field === 'body' ? profile.meaning.body : analyze(document[field]);
}

function settleProfile(record: ProfileRecord, settle: (numbers: readonly number[]) => number[]): ProfileRecord {
  const phrases = (list: readonly PhraseRecord[]): PhraseRecord[] => list.map(([text, terms]) => [text, settle(terms)]);
  return {
    ...record,
    sequences: record.sequences.map(settle),
    clauses: record.clauses.map(settle),
    phrases: phrases(record.phrases),
    exclusions: phrases(record.exclusions),
    received: phrases(record.received),
    notFor: phrases(record.notFor),
  };
}

/** The terms references are routed by that the table of words knows: their numbers, and their rows in it. */
function packVocabulary(sections: Map<string, Section>, vectors: WordVectors, terms: readonly string[]): void {
  const holding = sections.get('holding') ?? [];
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
  prepared: readonly Prepared[],
  vectors: WordVectors,
  terms: readonly string[],
): void {
  const { dimensions } = vectors;
  sections.set('vectors', jsonSection(vectors.key));
  packVocabulary(sections, vectors, terms);
  const wholes = prepared.map(({ profile }) => vectors.embed(profile.meaning.whole)?.vector);
  const whole = new Float32Array(prepared.length * dimensions);
  for (const [place, vector] of wholes.entries()) if (vector) whole.set(vector, place * dimensions);
  sections.set('whole', whole).set(
    'whole.known',
    Uint8Array.from(wholes, (vector) => (vector ? 1 : 0)),
  );
  const embedAll = (texts: readonly (readonly string[])[]) =>
    texts.flatMap((terms) => vectors.embed(terms)?.vector ?? []);
  const bodies = prepared.map(({ profile: { meaning } }) => {
    const { body } = meaning;
    return embedAll(passageBounds(body.length).map(([from, to]) => body.slice(from, to)));
  });
  packRows(sections, 'passages', bodies, dimensions);
  const said = prepared.map(({ profile }) => embedAll(profile.meaning.said));
  packRows(sections, 'said', said, dimensions);
}
