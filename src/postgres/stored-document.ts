/** A document of the store as evidence sees it: its profile and its vectors, each made when a request first asks for it. */

import { profileFrom } from '../packed/index.ts';
import { embedEach, passagesOf, type WordVectors } from '../retrieve/index.ts';
import { once, type Profile } from '../route/index.ts';
import type { DocumentAt } from './documents-at.ts';
import type { DocumentRecord } from './rows.ts';

/** A document. */
export interface StoredDocument {
  readonly id: () => string;
  readonly profile: () => Profile;
  readonly whole: () => Float32Array | undefined;
  readonly passages: () => readonly Float32Array[];
  readonly said: () => readonly Float32Array[];
}

/**
 * Make a document of its row.
 *
 * @param row
 *   With the terms of its body.
 * @param vectors
 *   The table of words, where there is one.
 */
export function storedDocument(
  { record, body }: Pick<DocumentAt, 'record' | 'body'>,
  vectors: WordVectors | undefined,
): StoredDocument {
  const parsed = once(() => JSON.parse(record) as DocumentRecord);
  const padded = once(() => ` ${body} `);
  const bodyTerms = once((): readonly string[] => (body === '' ? [] : body.split(' ')));
  const profile = once(() => {
    const { reference, profile: written } = parsed();
    return profileFrom(
      written,
      {
        // No decision reads the text of a body: its terms are there.
        reference: { ...reference, body: '' },
        body: { held: (pairs) => new Set(pairs.map(({ text }) => text).filter(isIn(padded()))) },
        bodyTerms,
      },
      (terms) => terms,
    );
  });
  const embedAll = (texts: readonly (readonly string[])[]) => (vectors ? embedEach(texts, vectors) : []);
  return {
    id: () => parsed().reference.id,
    profile,
    whole: once(() => vectors?.embed(profile().meaning.whole)?.vector),
    passages: once(() => embedAll(passagesOf(bodyTerms()))),
    said: once(() => embedAll(profile().meaning.said)),
  };
}

/** Whether two terms stand side by side in a text of terms with a space before and behind each. */
function isIn(padded: string): (pair: string) => boolean {
  return (pair) => padded.includes(` ${pair} `);
}
