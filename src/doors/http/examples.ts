/** Requests to begin with, in the words of the documents themselves. */

import type { ListedReference } from '../../domain/stored-signpost.ts';
import type { SignpostService } from '../shared/signpost-service.ts';

/** A request, and the reference it leads to. */
export interface ExampleRequest {
  readonly query: string;
  readonly id: string;
}

/** Examples, where nobody says how many. */
export const DEFAULT_EXAMPLES = 3;
/** Requests that are tried for each that is wanted: not every trigger leads to its own reference. */
const TRIED = 10;
/** Parts of a catalog that examples are looked for in, and references of each. */
const SAMPLES = 8;
const SAMPLED = 50;
const FEWEST_WORDS = 3;
const MOST_WORDS = 10;

/**
 * Find requests that lead to their reference for certain.
 *
 * Labelled examples of front matter come first, then phrases of triggers, of references far apart.
 *
 * @param service
 *   Where to look for them, and what tells where a request leads.
 * @param limit
 *   How many at the most. Fewer come back when the documents do not have as many that lead where they should.
 */
export function examplesOf(service: SignpostService, limit: number): Promise<ExampleRequest[]> {
  return service.atOnce(async (version) => examplesIn(version, await sampleOf(version), limit));
}

async function examplesIn(
  { route }: SignpostService,
  references: readonly ListedReference[],
  limit: number,
): Promise<ExampleRequest[]> {
  const examples: ExampleRequest[] = [];
  for (const { query, id } of spread(references, limit).slice(0, limit * TRIED)) {
    if (examples.length === limit) break;
    const decision = await route(query, { limit: 1 });
    if (decision.decision === 'route' && decision.references[0]?.id === id) examples.push({ query, id });
  }
  return examples;
}

/** References to look in: all of them in this process; of a store some of each part, as all of a large one would take long. */
async function sampleOf({ signpost, size, list }: SignpostService): Promise<readonly ListedReference[]> {
  if (signpost) return signpost.catalog.references;
  const total = await size();
  const starts = Array.from({ length: SAMPLES + 1 }, (_, at) => Math.floor((total * at) / SAMPLES));
  const parts = starts.slice(1).map((end, at) => ({ from: starts[at] ?? 0, limit: end - (starts[at] ?? 0) }));
  const pages = await Promise.all(
    parts.filter(({ limit }) => limit > 0).map(({ from, limit }) => list({ from, limit: Math.min(SAMPLED, limit) })),
  );
  return pages.flatMap(({ references }) => references);
}

/** One request a reference, in an order that begins far apart. */
function spread(references: readonly ListedReference[], limit: number): ExampleRequest[] {
  const asked = references.filter(({ kind, reading }) => kind !== 'index' && reading === 'routed');
  const depths = asked.map(({ id }) => id.split('/').length);
  const shallow = depths.reduce((least, depth) => Math.min(least, depth), Number.POSITIVE_INFINITY);
  const requests = asked.flatMap((reference, at): (ExampleRequest & { readonly order: number })[] => {
    const query = reference.examples[0] ?? phraseOf(reference.triggers);
    if (query === undefined) return [];
    const order = reference.examples.length > 0 ? 0 : depths[at] === shallow ? 1 : 2;
    return [{ query, id: reference.id, order }];
  });
  return [0, 1, 2].flatMap((order) => {
    const group = requests.filter((request) => request.order === order).map(({ query, id }) => ({ query, id }));
    const step = Math.max(1, Math.floor(group.length / limit));
    return Array.from({ length: step }, (_, start) => group.filter((_request, at) => at % step === start)).flat();
  });
}

/** The phrase with most words that still reads as a request. */
function phraseOf(triggers: readonly string[]): string | undefined {
  // The last of several phrases may begin with "or".
  const phrases = triggers
    .flatMap((trigger) => trigger.split(/[,;]/))
    .map((phrase) => phrase.trim().replace(/^(?:or|and)\s+/i, ''));
  const counted = phrases.map((phrase) => ({ phrase, words: phrase.split(/\s+/).length }));
  const fitting = counted.filter(({ words }) => words >= FEWEST_WORDS && words <= MOST_WORDS);
  return fitting.sort((a, b) => b.words - a.words)[0]?.phrase ?? phrases.find((phrase) => phrase !== '');
}
