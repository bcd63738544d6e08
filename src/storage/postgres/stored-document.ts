/** A document of the store as evidence sees it: its profile and its vectors, each made when a request first asks for it. */

import { once } from '../../domain/once.ts';
import type { Profile } from '../../route/profile.ts';
import { embedEach } from '../../search/vectors/passages.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { profileFrom } from '../pack/profile-record.ts';
import type { DocumentAt } from './documents-at.ts';
import { passagesFrom } from './passages.ts';
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
 *   With the terms of its body, and its passages.
 * @param vectors
 *   The table of words, where there is one.
 */
export function storedDocument(
  { record, body, passages }: Pick<DocumentAt, 'record' | 'body' | 'passages'>,
  vectors: WordVectors | undefined,
): StoredDocument {
  const parsed = once(() => JSON.parse(record) as DocumentRecord);
  const bodyTerms = once((): readonly string[] => (body === '' ? [] : body.split(' ')));
  const profile = once(() => {
    const { reference, profile: written } = parsed();
    return profileFrom(
      written,
      {
        // No decision reads the text of a body: its terms are there.
        reference: { ...reference, body: '' },
        body: { held: (pairs) => new Set(pairs.map(({ text }) => text).filter((pair) => standsIn(body, pair))) },
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
    passages: once(() => (vectors && passages ? passagesFrom(passages, vectors) : [])),
    said: once(() => embedAll(profile().meaning.said)),
  };
}

/** Whether two terms stand side by side in a text of terms with a space between them. */
function standsIn(text: string, pair: string): boolean {
  for (let at = text.indexOf(pair); at !== -1; at = text.indexOf(pair, at + 1)) {
    const end = at + pair.length;
    if ((at === 0 || text[at - 1] === ' ') && (end === text.length || text[end] === ' ')) return true;
  }
  return false;
}
