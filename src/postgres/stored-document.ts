/** A document of the store as evidence sees it: its profile, and its vectors, made when a request first compares them. */

import { profileFrom } from '../packed/index.ts';
import { passageBounds, type WordVectors } from '../retrieve/index.ts';
import { once, type Profile } from '../route/index.ts';
import type { DocumentRecord } from './rows.ts';

/** A document. */
export interface StoredDocument {
  readonly id: string;
  readonly profile: Profile;
  readonly whole: () => Float32Array | undefined;
  readonly passages: () => readonly Float32Array[];
  readonly said: () => readonly Float32Array[];
}

/**
 * Make a document of its row.
 *
 * @param record
 *   A `DocumentRecord` as JSON.
 * @param body
 *   The terms of its body, a space between them.
 * @param vectors
 *   The table of words, where there is one.
 */
export function storedDocument(record: string, body: string, vectors: WordVectors | undefined): StoredDocument {
  const { reference, profile: written } = JSON.parse(record) as DocumentRecord;
  const padded = ` ${body} `;
  const beside = {
    // No decision reads the text of a body: its terms are there.
    reference: { ...reference, body: '' },
    body: { held: (pairs: ReadonlyMap<string, unknown>) => new Set([...pairs.keys()].filter(isIn(padded))) },
    bodyTerms: () => (body === '' ? [] : body.split(' ')),
  };
  const profile = profileFrom(written, beside, (terms) => terms);
  const embedAll = (texts: readonly (readonly string[])[]) =>
    texts.flatMap((terms) => vectors?.embed(terms)?.vector ?? []);
  return {
    id: reference.id,
    profile,
    whole: once(() => vectors?.embed(profile.meaning.whole)?.vector),
    passages: once(() => {
      const terms = beside.bodyTerms();
      return embedAll(passageBounds(terms.length).map(([from, to]) => terms.slice(from, to)));
    }),
    said: once(() => embedAll(profile.meaning.said)),
  };
}

/** Whether two terms stand side by side in a text of terms with a space before and behind each. */
function isIn(padded: string): (pair: string) => boolean {
  return (pair) => padded.includes(` ${pair} `);
}
