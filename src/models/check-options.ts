/** Options of models, checked as those of the rest are: a wrong one is named, with what would be right. */

import { SignpostError } from '../diagnostics/index.ts';
import { oneLine } from './foreign-text.ts';

/** Fewer letters than this begin too many words. */
const SHORTEST_MEANT = 3;

/**
 * Check that options are an object of known keys: a misspelt one would otherwise silently do nothing.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`, with the key that was probably meant. Values are not shown: one may be a secret.
 */
export function checkKeys(options: unknown, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) throw badOption('options', 'an object', options);
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const meant = meantBy(key, known);
    const hint = meant === undefined ? '' : `: did you mean \`${meant}\`?`;
    throw badOption('option', `one of ${known.join(', ')}${hint}`, key);
  }
}

/**
 * Check a whole number.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when it is something else, or not in [from, to].
 */
export function checkWhole(name: string, value: unknown, from: number, to: number): void {
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return;
  throw badOption(name, `a whole number from ${from} to ${to}`, value);
}

/**
 * Check a text.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when it is something else or blank.
 */
export function checkText(name: string, value: unknown, expected: string): void {
  if (typeof value !== 'string' || value.trim() === '') throw badOption(name, expected, value);
}

/** The error of an option; without a value to show it where that may be a secret. */
export function badOption(name: string, expected: string, ...shown: readonly [value?: unknown]): SignpostError {
  const seen = shown.length === 0 ? '' : ` ${describe(shown[0])}`;
  return new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`${name}\`${seen}, expected ${expected}`);
}

function describe(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '(a list)' : '(an object)';
  if (typeof value === 'function') return '(a function)';
  return typeof value === 'string' ? `"${oneLine(value)}"` : String(value);
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
