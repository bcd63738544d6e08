/** A version as the router asks it, in one request: what is not here yet is noted, and the router asked again once it is. */

import type { Query, Retrieval, Retriever } from '../../domain/search.ts';
import type { Families } from '../../route/candidate.ts';
import type { Profile } from '../../route/profile.ts';
import type { Profiles } from '../../route/profiles.ts';
import { applyCorrections, correct } from '../../search/corrections.ts';
import { NEAR, type SemanticIndex, semanticIndexOf } from '../../search/vectors/semantic.ts';
import type { Embedding } from '../../search/vectors/word-vectors.ts';
import { createBatchLoader } from './batch-loader.ts';
import type { Needs } from './needs.ts';
import type { Reader } from './reader.ts';
import { retrieverOver } from './retrievers.ts';
import type { StoredDocument } from './stored-document.ts';
import { familiesIn } from './stored-families.ts';
import type { TermCount } from './term-counts.ts';

/** Thrown where it is known that a run is not the last one: what it would come to is not worth finding out. */
export class DataMissing extends Error {}

/** The version, as far as it is here. */
export interface PartialIndex {
  readonly needs: Needs;
  readonly retriever: Retriever;
  readonly profiles: Profiles;
  readonly families: Families;
  readonly semantics: SemanticIndex | undefined;
}

/** Whether a request missed anything. */
export function isComplete(needs: Needs): boolean {
  return Object.values(needs).every(({ missing }) => missing.size === 0);
}

/** What cannot be said yet: nobody sees what the router makes of it. */
const NOTHING_YET: Omit<Retrieval, 'query'> = {
  candidates: [],
  documentFrequency: new Map(),
  corrections: new Map(),
};
const NEAR_KEY = ' ';
/** As many more than are wanted are compared exactly: which is the last of them a byte a dimension does not tell. */
const BESIDE = 10;

/** A term and a number of edits as one text. */
function nearKey(term: string, edits: number): string {
  return `${edits}${NEAR_KEY}${term}`;
}

/** The two again. */
export function readNearKey(key: string): { readonly term: string; readonly edits: number } {
  const at = key.indexOf(NEAR_KEY);
  return { term: key.slice(at + 1), edits: Number(key.slice(0, at)) };
}

/** Make the view of one request. */
export function createPartialIndex(reader: Reader): PartialIndex {
  const { version, kept } = reader;
  const needs: Needs = {
    counts: createBatchLoader(kept.counts),
    lists: createBatchLoader(kept.lists),
    near: createBatchLoader(kept.near),
    documents: createBatchLoader(kept.documents),
    places: createBatchLoader(kept.places),
  };
  const idAt = (place: number): string => {
    const id = needs.documents.look(place)?.id();
    if (id !== undefined) needs.places.give(id, place);
    return id ?? '';
  };
  const documentOf = (id: string): StoredDocument | undefined => {
    const place = needs.places.look(id) ?? -1;
    return place === -1 ? undefined : needs.documents.look(place);
  };
  const looked = new Set<Profile>();
  const profileOf = (id: string): Profile | undefined => {
    const profile = documentOf(id)?.profile();
    if (profile && !looked.has(profile)) {
      looked.add(profile);
      // How much they say is asked for one after the other, and fetched at once.
      for (const term of profile.routingTerms) needs.counts.look(term);
    }
    return profile;
  };
  return {
    needs,
    retriever: createViewRetriever(reader, needs, idAt),
    profiles: {
      size: version.size,
      has: (id) => needs.places.look(id) !== -1,
      get: profileOf,
      holding: (term) => needs.counts.look(term)?.holding ?? 0,
      get withGlobs() {
        return version.layout.withGlobs.flatMap((place) => {
          idAt(place);
          return needs.documents.look(place)?.profile() ?? [];
        });
      },
    },
    families: familiesIn(reader, needs),
    semantics: reader.related && semanticsIn(reader, needs, reader.related, documentOf, idAt),
  };
}

function createViewRetriever(
  { version }: Reader,
  { counts, lists, near }: Needs,
  idAt: (place: number) => string,
): Retriever {
  const found = new Map<string, Retrieval>();
  const isHeld = (term: string): boolean => (counts.look(term)?.documents ?? 0) > 0;
  /** All of the version, by its postings. */
  const over = (known: ReadonlyMap<string, TermCount>): Retriever | undefined => {
    const own = new Map([...known.keys()].flatMap((term) => entryOf(term, lists.look(term))));
    return own.size < known.size ? undefined : retrieverOver(version, own, known);
  };
  const search = (query: Query, limit: number): Retrieval | undefined => {
    const before = found.get(keyOf(query, limit));
    if (before) return before;
    // All at once: what a term lacks is fetched together with what the others lack.
    for (const term of query.terms) counts.look(term);
    if (counts.missing.size > 0) {
      // Most requests are read as they stand: their postings are fetched before it is known that this one is.
      for (const term of query.terms) if (isHeld(term) || counts.missing.has(term)) lists.look(term);
      return undefined;
    }
    const corrections = correct(query, isHeld, (term, edits) => near.look(nearKey(term, edits)) ?? new Map());
    const read = applyCorrections(query, corrections);
    const held = read.terms.filter(isHeld);
    const known = new Map(held.flatMap((term) => entryOf(term, counts.look(term))));
    const retriever = over(known);
    if (near.missing.size > 0 || counts.missing.size > 0 || !retriever) return undefined;
    const retrieval = { ...retriever.retrieve({ ...read, terms: held }, limit), query: read, corrections };
    found.set(keyOf(query, limit), retrieval);
    return retrieval;
  };
  return {
    size: version.size,
    retrieve(query, limit) {
      const retrieval = search(query, limit);
      if (!retrieval) return { ...NOTHING_YET, query };
      const candidates = retrieval.candidates.map((candidate) => ({ ...candidate, id: idAt(Number(candidate.id)) }));
      return { ...retrieval, candidates };
    },
  };
}

function keyOf({ sequence }: Query, limit: number): string {
  return `${limit} ${sequence.join(' ')}`;
}

function entryOf<Key, Value>(key: Key, value: Value | undefined): (readonly [Key, Value])[] {
  return value === undefined ? [] : [[key, value]];
}

function semanticsIn(
  { version, vectors }: Reader,
  needs: Needs,
  related: SemanticIndex['related'],
  documentOf: (id: string) => StoredDocument | undefined,
  idAt: (place: number) => string,
): SemanticIndex | undefined {
  if (!vectors) return undefined;
  const compared: StoredDocument[] = [];
  const documents = {
    ids: [],
    placeOf(id: string) {
      const document = documentOf(id);
      return document && compared.push(document) - 1;
    },
    whole: (at: number) => compared[at]?.whole(),
    // What is near is told by the version, below.
    nearest: () => [],
    passages: (at: number) => compared[at]?.passages() ?? [],
    said: (at: number) => compared[at]?.said() ?? [],
  };
  const index = semanticIndexOf(documents, () => ({ rows: new Int32Array(), termAt: () => '' }), vectors);
  const embedded = new Map<string, Embedding | undefined>();
  const near = new Map<Embedding, readonly number[]>();
  let areCandidatesHere = false;
  const placesNear = (request: Embedding, limit: number): readonly number[] => {
    const places = near.get(request) ?? version.wholes?.nearest(request, limit + BESIDE) ?? [];
    near.set(request, places);
    return places;
  };
  return {
    embed(terms) {
      const key = terms.join(' ');
      if (!embedded.has(key)) embedded.set(key, vectors.embed(terms));
      return embedded.get(key);
    },
    nearest(request, limit) {
      return placesNear(request, limit)
        .map((place) => ({ id: idAt(place), place }))
        .filter(({ id }) => id !== '')
        .map(({ id, place }) => ({ id, place, value: index.similarity(request, id).whole }))
        .filter(({ value }) => value >= NEAR)
        .sort((a, b) => b.value - a.value || a.place - b.place)
        .slice(0, limit)
        .map(({ id }) => id);
    },
    similarity(request, id) {
      // The first that is asked of a candidate, once all are known. What is looked for behind them is little, and noted all at once.
      if (!areCandidatesHere && !isComplete(needs)) throw new DataMissing();
      areCandidatesHere = true;
      return index.similarity(request, id);
    },
    related,
  };
}
