/** A field of all languages → the source of a regular expression. */

import { SPACELESS } from '../tokenize.ts';
import { LANGUAGES } from './all.ts';
import type { LanguageField } from './language.ts';

/** A word that begins and ends with ASCII, which `\b` understands. */
const ASCII_EDGES = /^\w(?:.*\w)?$/s;

/** What all languages have in a field. */
export function listOf(field: LanguageField): string[] {
  return LANGUAGES.flatMap((language) => language[field]);
}

/**
 * Any word or pattern of a field, as it stands: what comes before and after is up to the caller.
 *
 * @example
 *   new RegExp(`^${anyOf('yes')}$`, 'iu').test('oui'); // true
 */
export function anyOf(field: LanguageField): string {
  return alternatives(listOf(field));
}

/** Any word of a field, between boundaries (`\b`) where it begins and ends with ASCII; other words stand anywhere. */
export function anyBounded(field: LanguageField): string {
  const words = listOf(field);
  const bounded = words.filter((word) => ASCII_EDGES.test(word));
  const anywhere = words.filter((word) => !ASCII_EDGES.test(word));
  return alternatives([`\\b${alternatives(bounded)}\\b`, ...anywhere]);
}

/** Any word of a field with no letter beside it, for expressions with the flag `u`; words of scripts without spaces stand anywhere. */
export function anyApart(field: LanguageField): string {
  const words = listOf(field);
  const apart = words.filter((word) => !SPACELESS.test(word));
  const anywhere = words.filter((word) => SPACELESS.test(word));
  return alternatives([`(?<!\\p{L})${alternatives(apart)}(?!\\p{L})`, ...anywhere]);
}

/** One of several, or what never matches where there are none; in a group, for a quantifier to follow. */
function alternatives(patterns: readonly string[]): string {
  return `(?:${patterns.length === 0 ? '(?!)' : patterns.join('|')})`;
}
