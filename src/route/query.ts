/** A request as text → a query as terms. */

import type { Query } from '../domain/search.ts';
import { analyze } from '../text/analyze.ts';

/**
 * Characters of a request that are read from its start and again from its end. Pasted logs put the wish before
 * or after them, and a request of any length has to be answered in milliseconds.
 */
const READ_AT_EACH_END = 8000;
/** Distinct terms that are kept from the start and again from the end, for the same reason. */
const TERMS_AT_EACH_END = 128;

/** An address up to its path: the scheme and the top-level domain say nothing of the request, `.cloud` least of all. */
const HOST = /\bhttps?:\/\/(?:[^\s/@]{0,200}@)?(?:www\.)?(\[[\da-f:.]*\]|[\w-]+(?:\.[\w-]+)*)(?::\d+)?/giu;
/** UUIDs, and hashes and traces of sixteen hexadecimal digits or more. Shorter ones may be codes of errors. */
const OPAQUE = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|\b[\da-f]{16,128}\b/gi;

/**
 * Analyse a request.
 *
 * @param text
 *   Text as the agent wrote it. Of more than 16,000 characters the first and last 8,000 are read; of more than
 *   256 distinct terms the first and last 128 count.
 *   Schemes and top-level domains of addresses, UUIDs and hashes are left out.
 * @returns
 *   The query; without terms for an empty request, or one of stop words, punctuation or emoji alone.
 * @example
 *   parseQuery('Scaffold a dbt component').terms; // ['scaffold', 'dbt', 'compon']
 */
export function parseQuery(text: string): Query {
  const read =
    text.length <= 2 * READ_AT_EACH_END ? text : `${text.slice(0, READ_AT_EACH_END)}\n${text.slice(-READ_AT_EACH_END)}`;
  const readable = withoutOpaque(read);
  const sequence = analyze(readable);
  const terms = [...new Set(sequence)];
  if (terms.length <= 2 * TERMS_AT_EACH_END) return { text: readable, terms, sequence };
  const kept = [...terms.slice(0, TERMS_AT_EACH_END), ...terms.slice(-TERMS_AT_EACH_END)];
  const isKept = new Set(kept);
  return { text: readable, terms: kept, sequence: sequence.filter((term) => isKept.has(term)) };
}

/** A request with what only a machine reads taken out. */
function withoutOpaque(text: string): string {
  return text.replace(HOST, (_address, host: string) => namesOf(host)).replace(OPAQUE, ' ');
}

/** What a host is called: its labels without the top-level domain; of an IP address or this machine nothing. */
function namesOf(host: string): string {
  const labels = host.split('.');
  if (host === 'localhost' || /^[\d.]+$|^\[/.test(host)) return ' ';
  return labels.length === 1 ? host : labels.slice(0, -1).join(' ');
}
