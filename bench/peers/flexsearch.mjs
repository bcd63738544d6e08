/**
 * FlexSearch with the preset for the order of results, its English preset, and suggestions, without which every word of a request
 * has to match (https://github.com/nextapps-de/flexsearch#presets). A document is one text with its name first, because position
 * counts: that found the right one more often than an index of several fields, merged or joined with boosts.
 */
import { Charset, Encoder, Index } from 'flexsearch';
import english from 'flexsearch/lang/en';
import { versionOf } from './version-of.mjs';

export const name = 'FlexSearch';
export const version = versionOf('flexsearch');

export function build(documents) {
  // With its cache of terms it now and then answers one request in two ways.
  const encoder = new Encoder(Charset.Normalize, english, { cache: false });
  const index = new Index({ preset: 'score', encoder });
  // Numbers as ids are what its README recommends.
  for (const [at, { name, title, description, triggers, headings, body }] of documents.entries()) {
    index.add(at, [name, title, description, triggers, headings, body].join('\n'));
  }
  return {
    search: (request, limit) => index.search(request, { limit, suggest: true }).map((at) => documents[at].id),
  };
}
