/**
 * Lunr with boosted short fields and its default pipeline (trimmer, stop words, stemmer). Requests go in by `query`, which its
 * reference prefers for programs: no character of theirs is taken for syntax (https://lunrjs.com/docs/lunr.Index.html#query).
 */
import lunr from 'lunr';
import { versionOf } from './version-of.mjs';

export const name = 'Lunr';
export const version = versionOf('lunr');

export function build(documents) {
  const index = lunr(function () {
    this.ref('id');
    for (const field of ['name', 'title', 'description', 'triggers']) this.field(field, { boost: 2 });
    for (const field of ['headings', 'body']) this.field(field);
    for (const document of documents) this.add(document);
  });
  return {
    search: (request, limit) =>
      index
        .query((query) => query.term(lunr.tokenizer(request)))
        .slice(0, limit)
        .map(({ ref }) => ref),
  };
}
