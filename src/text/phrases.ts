/** Triggers as authors write them → phrases. */

import { analyze } from './analyze.ts';

/**
 * Split trigger strings into phrases.
 *
 * @param triggers
 *   Strings, each holding phrases separated by commas, semicolons or their East Asian forms.
 * @returns
 *   Trimmed phrases in order, without empty ones.
 * @example
 *   splitPhrases(['dbt Cloud, cloud-based dbt; hosted dbt']); // ['dbt Cloud', 'cloud-based dbt', 'hosted dbt']
 */
export function splitPhrases(triggers: readonly string[]): string[] {
  return triggers.flatMap((trigger) =>
    trigger
      .split(/[,;，；、]/)
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== ''),
  );
}

/**
 * What a phrase says, in whatever form and order its words are written.
 *
 * @returns
 *   Its distinct terms in code-point order, joined by spaces; `''` for stop words alone.
 * @example
 *   phraseKey('rotating the keys') === phraseKey('key rotate'); // true
 */
export function phraseKey(phrase: string): string {
  return [...new Set(analyze(phrase))].sort().join(' ');
}
