/** What differs between an index block as it is and as it should be, in a sentence. */

import type { IndexEntry } from '../../domain/reference.ts';
import { parseMarkdownDocument } from '../../load/markdown/parse-document.ts';

/** As many files as are named of each kind. */
const NAMED = 3;

/**
 * Describe the drift of an index file.
 *
 * Pure.
 *
 * @param before
 *   The file as it is.
 * @param after
 *   As it would be generated.
 * @returns
 *   "Unexpected index block, expected what its files say of themselves: missing …; changed …; not due …".
 */
export function describeDrift(before: string, after: string): string {
  const [now, due] = [before, after].map(entriesOf);
  const nowByLink = new Map(now?.map((entry) => [entry.link, entry]));
  const dueLinks = new Set(due?.map(({ link }) => link));
  const parts = [
    named(
      'missing',
      due?.filter(({ link }) => !nowByLink.has(link)),
    ),
    named(
      'changed',
      due?.filter((entry) => differs(nowByLink.get(entry.link), entry)),
    ),
    named(
      'not due',
      now?.filter(({ link }) => !dueLinks.has(link)),
    ),
  ].filter((part) => part !== '');
  const what = parts.length === 0 ? 'the way or the order in which entries are written' : parts.join('; ');
  return `Unexpected index block, expected what its files say of themselves: ${what}`;
}

function entriesOf(text: string): readonly IndexEntry[] {
  return parseMarkdownDocument({ path: 'INDEX.md', text }).blocks.flatMap(({ entries }) => entries);
}

function differs(now: IndexEntry | undefined, due: IndexEntry): boolean {
  return now !== undefined && (now.text !== due.text || now.rest !== due.rest);
}

function named(what: string, entries: readonly IndexEntry[] = []): string {
  if (entries.length === 0) return '';
  const names = entries.slice(0, NAMED).map(({ link }) => `\`${link}\``);
  if (entries.length > NAMED) names.push(`${entries.length - NAMED} more`);
  return `${what} ${names.join(', ')}`;
}
