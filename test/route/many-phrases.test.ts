/** References of more phrases than people write: what is found by lookup is what reading all of them finds. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestPhrase } from '../../src/route/best-phrase.ts';
import { createTermWeights } from '../../src/route/importance.ts';
import { MANY_PHRASES } from '../../src/route/many-phrases.ts';
import { nearbyOf } from '../../src/route/near-terms.ts';
import type { Phrase } from '../../src/route/profile.ts';
import { profilesOf } from '../../src/route/profile-inputs.ts';
import { parseQuery } from '../../src/route/query.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

const TERMS = 'ash bay cod dab elm fig gum hay ivy jay'.split(' ');
const terms = fc.uniqueArray(fc.constantFrom(...TERMS), { minLength: 1, maxLength: 5 });
const lists = fc.array(terms, { minLength: MANY_PHRASES + 1, maxLength: 200 });

/** Phrases with their places as texts. */
function phrasesOf(given: readonly (readonly string[])[]): Phrase[] {
  return given.map((own, place) => ({ text: String(place), terms: own }));
}

/** Weights in which each term of some is routed by another number of references, and the others by none. */
function weightsOf(known: readonly string[], asked: readonly string[]) {
  const holding = (term: string) => known.indexOf(term) + 1;
  const weigh = createTermWeights({ size: TERMS.length, has: () => true, holding });
  return weigh({
    query: parseQuery(asked.join(' ')),
    documentFrequency: new Map([['jay', 2]]),
    corrections: new Map(),
  });
}

it('finds the phrase, to the last bit, that reading one after the other finds', () => {
  fc.assert(
    fc.property(lists, terms, fc.subarray(TERMS), (given, asked, known) => {
      const importance = weightsOf(known, asked);
      const phrases = phrasesOf(given);
      const single = phrases.flatMap((phrase) => bestPhrase([phrase], { terms: new Set(asked), importance }) ?? []);
      const most = Math.max(...single.map(({ value }) => value));
      const first = single.find(({ value }) => value === most);
      for (let time = 0; time < 2; time++)
        expect(bestPhrase(phrases, { terms: new Set(asked), importance })).toEqual(first);
    }),
  );
});

it('reads the phrases that may be the best, not all that share a term', () => {
  // 2,000 phrases with the same term, one of which the request says.
  const phrases = phrasesOf(Array.from({ length: 2000 }, (_none, place) => ['ash', `of${place}`, `at${place}`]));
  const importance = weightsOf([], ['ash']);
  let reads = 0;
  const of = (term: string) => {
    reads++;
    return importance.of(term);
  };
  const counted = { ...importance, of };
  const best = bestPhrase(phrases, { terms: new Set(['ash', 'of1234', 'at1234']), importance: counted });
  expect(best?.phrase.text).toBe('1234');
  // Once a term of the request to look it up, and once to add up the phrase.
  expect(reads).toBe(6);
});

it('holds the neighbours of a long list that the short lists it is made of hold', () => {
  const page = (triggers: readonly string[]) =>
    `---\ndescription: Rope.\ntriggers: ${JSON.stringify(triggers)}\n---\n# Rope\n`;
  const triggers = Array.from({ length: 200 }, (_none, at) => `${TERMS[at % 10]} ${TERMS[(at * 7 + 3) % 10]} no${at}`);
  const profileFor = (given: readonly string[]) => {
    const { references, entryTexts } = buildSignpost([{ path: 'a.md', text: page(given) }]).catalog;
    const [prepared] = profilesOf(references, entryTexts);
    if (!prepared) throw new Error('the document makes a reference');
    return prepared.profile;
  };
  const pairs = TERMS.flatMap((first) => TERMS.map((second) => ({ first, second, text: `${first} ${second}` })));
  const halves = [0, 50, 100, 150].map((from) =>
    profileFor(triggers.slice(from, from + 50)).routingBigrams.held(pairs),
  );
  const held = profileFor(triggers).routingBigrams.held(pairs);
  expect([...held].sort()).toEqual([...new Set(halves.flatMap((half) => [...half]))].sort());
  expect(held.size).toBeGreaterThan(0);
});

it('finds a near term in many as in few', () => {
  const near = [
    { term: 'cosine', cosine: 0.5 },
    { term: 'far', cosine: 0.4 },
  ];
  const nearby = nearbyOf(parseQuery('bicycle'), () => near);
  const many = Array.from({ length: 500 }, (_none, at) => `other${at}`);
  expect([...nearby(new Set(['far']))]).toEqual([0.4]);
  expect([...nearby(new Set([...many, 'far']))]).toEqual([0.4]);
  expect([...nearby(new Set([...many, 'far', 'cosine']))]).toEqual([0.5]);
  expect([...nearby(new Set(many))]).toEqual([0]);
});
