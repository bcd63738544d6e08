/** Triggers as authors write them → phrases. */

import { analyze } from './analyze.ts';
import { anyOf } from './languages/any-language.ts';

const SEPARATORS: ReadonlySet<string> = new Set(',;，；、');
/** The word before the last phrase of a list. */
const LAST = new RegExp(`^${anyOf('beforeLastPhrase')}\\s+(?=\\S)`, 'i');

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

/**
 * Split a trigger as people read it: what stands in brackets belongs to the words before.
 *
 * @param trigger
 *   Phrases separated by commas, semicolons or their East Asian forms.
 * @returns
 *   Trimmed phrases in order, without empty ones and without the "and" before the last.
 * @example
 *   bracketedPhrases('rotate keys (API, SSH), and expired key'); // ['rotate keys (API, SSH)', 'expired key']
 */
export function bracketedPhrases(trigger: string): string[] {
  const phrases: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= trigger.length; at++) {
    const char = trigger[at] ?? ',';
    if (char === '(' || char === '（') depth++;
    else if (char === ')' || char === '）') depth = Math.max(0, depth - 1);
    else if (at === trigger.length || (depth === 0 && SEPARATORS.has(char))) {
      phrases.push(trigger.slice(from, at).trim().replace(LAST, ''));
      from = at + 1;
    }
  }
  return phrases.filter(Boolean);
}
