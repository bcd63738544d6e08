/** The phrase that a request says most of, and a feature of it. */

import type { Feature } from './features/feature.ts';
import { likelyBest, MANY_PHRASES } from './many-phrases.ts';
import type { PreparedRequest } from './prepare-request.ts';
import type { Phrase, Profile } from './profile.ts';
import { PHRASE_DAMPING } from './thresholds.ts';

/**
 * Find the best of some phrases.
 *
 * @param phrases
 *   Any number; the same list each time.
 * @param request
 *   The terms of the request, and how much each says.
 * @returns
 *   The phrase, and the share of its idf that is found in the request, in (0, 1), less for a phrase that says little; of equals the
 *   first. `undefined` where the request shares no term with any.
 */
export function bestPhrase(
  phrases: readonly Phrase[],
  { terms, importance }: Pick<PreparedRequest, 'terms' | 'importance'>,
): { readonly phrase: Phrase; readonly value: number } | undefined {
  let best: { phrase: Phrase; value: number } | undefined;
  for (const phrase of phrases.length > MANY_PHRASES ? likelyBest(phrases, terms, importance) : phrases) {
    let found = 0;
    for (const term of phrase.terms) if (terms.has(term)) found += importance.of(term);
    if (found === 0) continue;
    const total = importance.sumOf(phrase.terms);
    const value = (found / total) * (total / (total + PHRASE_DAMPING));
    if (!best || value > best.value) best = { phrase, value };
  }
  return best;
}

/** How much the request says of the best of some phrases of a reference, and which that is. */
export function ofBestPhrase(
  phrasesOf: (profile: Profile) => readonly Phrase[],
): Required<Pick<Feature, 'compute' | 'standsOn'>> {
  return {
    compute: ({ request, profile }) => bestPhrase(phrasesOf(profile), request)?.value ?? 0,
    standsOn: ({ request, profile }) => ({ phrase: bestPhrase(phrasesOf(profile), request)?.phrase.text ?? '' }),
  };
}
