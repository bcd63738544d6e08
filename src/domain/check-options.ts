/** Options that somebody gives, checked: a wrong one is named, with what would be right. */

import { SignpostError } from './signpost-error.ts';

/** Fewer letters than this begin too many words. */
const SHORTEST_MEANT = 3;
/** Characters of a text that are shown. */
const SHOWN = 200;

/**
 * Check that options are an object of known keys: a misspelt one would otherwise silently do nothing.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`, with the key that was probably meant. Values are not shown: one may be a secret.
 */
export function checkKeys(options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) throw badOption('options', options, 'an object');
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const meant = meantBy(key, known);
    const hint = meant === undefined ? '' : `: did you mean \`${meant}\`?`;
    throw badOption('option', key, `one of ${known.join(', ')}${hint}`);
  }
}

/**
 * Check a text.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when it is something else or blank.
 */
export function checkText(name: string, value: unknown, expected: string): void {
  if (typeof value !== 'string' || value.trim() === '') throw badOption(name, value, expected);
}

/** The error of an option: what it is, and what was expected. A secret is not to be given. */
export function badOption(name: string, value: unknown, expected: string): SignpostError {
  return new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`${name}\` ${describe(value)}, expected ${expected}`);
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '(a list)' : '(an object)';
  if (typeof value === 'function') return '(a function)';
  // As JSON, which has neither lines nor control characters.
  return typeof value === 'string' ? JSON.stringify(value.slice(0, SHOWN)) : String(value);
}

/**
 * The option that was probably meant: one that holds what was written or is held by it (`timeout`, `base_url`), or
 * begins like it. No two of our options begin with the same three letters, and the beginning is seldom mistyped.
 */
function meantBy(written: string, known: readonly string[]): string | undefined {
  const letters = written.toLowerCase().replace(/[^a-z]/g, '');
  if (letters.length < SHORTEST_MEANT) return undefined;
  return (
    known.find((name) => name.toLowerCase().includes(letters) || letters.includes(name.toLowerCase())) ??
    known.find((name) => name.toLowerCase().startsWith(letters.slice(0, SHORTEST_MEANT)))
  );
}
