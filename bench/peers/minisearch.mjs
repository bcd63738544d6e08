/**
 * MiniSearch, as its README and the reference of its search options show: short fields boosted by 2, prefixes, and a fifth of a
 * term misspelt, both from four letters on; any term may match (https://lucaong.github.io/minisearch/types/MiniSearch.SearchOptions.html).
 */
import MiniSearch from 'minisearch';
import { versionOf } from './version-of.mjs';

export const name = 'MiniSearch';
export const version = versionOf('minisearch');

export function build(documents) {
  const index = new MiniSearch({
    fields: ['name', 'title', 'description', 'triggers', 'headings', 'body'],
    searchOptions: {
      boost: { name: 2, title: 2, description: 2, triggers: 2 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => term.length > 3 && 0.2,
    },
  });
  index.addAll(documents);
  return {
    search: (request, limit) =>
      index
        .search(request)
        .slice(0, limit)
        .map(({ id }) => id),
  };
}
