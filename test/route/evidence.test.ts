/** Each feature of the evidence by itself: every word counts 1, so that values can be worked out by hand. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestPhrase } from '../../src/route/best-phrase.ts';
import { type Features, featuresOf, scoreOf } from '../../src/route/evidence.ts';
import { FEATURES } from '../../src/route/features/all.ts';
import { nearbyOf } from '../../src/route/near-terms.ts';
import { prepareRequest } from '../../src/route/prepare-request.ts';
import { profilesOf } from '../../src/route/profile-inputs.ts';
import { parseQuery } from '../../src/route/query.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

const OTHER = '---\nname: vault\ndescription: "Store a secret. For rotating old keys, use keys."\n---\n# Vault\n';

/** Every word counts 1. */
const importanceOf = (total: number) => ({ of: () => 1, sumOf: (terms: Iterable<string>) => [...terms].length, total });

/** The features of a document for a request, beside a second document. */
function featuresFor(frontMatter: string, body: string, query: string): Features {
  const { references, entryTexts } = buildSignpost([
    { path: 'keys/SKILL.md', text: `---\nname: keys\n${frontMatter}\n---\n${body}` },
    { path: 'vault/SKILL.md', text: OTHER },
  ]).catalog;
  const prepared = profilesOf(references, entryTexts).find(({ profile }) => profile.reference.name === 'keys');
  if (!prepared) throw new Error('the document makes a reference');
  const asked = parseQuery(query);
  const importance = importanceOf(asked.terms.length);
  const matches = new Map(
    asked.terms
      .filter((term) => `${prepared.document.body} ${[...prepared.profile.routingTerms].join(' ')}`.includes(term))
      .map((term) => [term, ['body' as const]]),
  );
  return featuresOf({
    request: prepareRequest(asked, importance),
    fieldScores: { triggers: 6, description: 3, body: 1 },
    matches,
    profile: prepared.profile,
    branch: undefined,
    meaning: undefined,
    context: undefined,
  });
}

const KEYS = 'description: Rotate server keys\ntriggers: ["leaked token", "expired door key card"]';
const BODY = '# Keys\n\nRun openssl twice a year.\n';

describe('evidence', () => {
  it.each<[keyof Features, string, string, number, string]>([
    ['triggersScore', KEYS, 'rotate keys', 6 / (2 * (2 * Math.sqrt(2) + 1)), 'the score of the field, scaled'],
    ['descriptionScore', KEYS, 'rotate keys', 3 / (2 * (2 * Math.sqrt(2) + 1)), 'the score of the field, scaled'],
    ['bodyScore', KEYS, 'rotate keys', 1 / (2 * (2 * Math.sqrt(2) + 1)), 'the score of the field, scaled'],
    ['coverage', KEYS, 'rotate bicycle', 1 / 2, 'one of two words'],
    ['relatedCoverage', KEYS, 'rotate bicycle', 1 / 2, 'the same without vectors'],
    ['fullCoverage', KEYS, 'rotate openssl bicycle', 2 / 3, 'one word of the description, one of the body'],
    ['precision', KEYS, 'rotate bicycle keys', 2 / 3, 'two of three words of the description'],
    ['statement', KEYS, 'rotate bicycle keys', 2 / 3, 'the same where there is a description'],
    ['statement', 'triggers: ["leaked token"]', 'leaked bicycle', 1 / 2, 'one of two words of the triggers'],
    ['pairs', KEYS, 'rotate server bicycle', 1 / 2, 'one of two pairs'],
    ['bodyPairs', KEYS, 'openssl twice bicycle', 1 / 2, 'one of two pairs'],
    ['spelling', KEYS, 'monkeys', 3 / 4, 'three of the four trigrams of ^keys$'],
    ['phrase', KEYS, 'leaked token', (2 / 2) * (2 / (2 + 3)), 'a phrase in full, damped'],
    ['phrase', KEYS, 'leaked', (1 / 2) * (2 / (2 + 3)), 'half of a phrase, damped'],
    ['exact', KEYS, 'token leaked', 1, 'the words of a trigger'],
    ['exact', KEYS, 'leaked token today', 0, 'a word more'],
    ['exact', KEYS, 'leaked', 0, 'a word less'],
    [
      'exclusion',
      'description: Rotate keys. Do not use for invoices.',
      'invoices',
      1 / (1 + 3),
      'what it excludes, damped',
    ],
    ['notFor', 'not_for: ["door keys"]', 'door keys', 2 / (2 + 3), 'the phrase in full, damped'],
    ['received', KEYS, 'rotating old keys', 3 / (3 + 3), 'what the other sends here, damped'],
    ['branch', KEYS, 'rotate keys', 0, 'no branch, nothing'],
    ['meaning', KEYS, 'rotate keys', 0, 'nothing without vectors'],
    ['passageMeaning', KEYS, 'rotate keys', 0, 'nothing without vectors'],
    ['phraseMeaning', KEYS, 'rotate keys', 0, 'nothing without vectors'],
  ])('%s of %j for "%s" is %d: %5$s', (name, frontMatter, query, value) => {
    expect(featuresFor(frontMatter, BODY, query)[name]).toBeCloseTo(value);
  });

  it('takes meaning and branch as they come', () => {
    const { references, entryTexts } = buildSignpost([{ path: 'vault.md', text: OTHER }]).catalog;
    const [prepared] = profilesOf(references, entryTexts);
    if (!prepared) throw new Error('the document makes a reference');
    const request = prepareRequest(parseQuery('hide passwords'), importanceOf(2));
    const features = featuresOf({
      request,
      fieldScores: {},
      matches: new Map(),
      profile: prepared.profile,
      branch: {
        branch: { owner: 'a', heading: '', line: 1, conditions: [], targets: [], fallback: false },
        value: 0.7,
        terms: [],
      },
      meaning: {
        similarity: { whole: 0.4, passage: 0.3, said: 0.2 },
        near: nearbyOf(request.query, (term) => (term === 'hide' ? [{ term: 'store', cosine: 0.6 }] : []))(
          prepared.profile.routingTerms,
        ),
      },
      context: undefined,
    });
    expect(features).toMatchObject({ branch: 0.7, meaning: 0.4, passageMeaning: 0.3, phraseMeaning: 0.2, coverage: 0 });
    expect(features.relatedCoverage).toBeCloseTo(0.6 / 2);
  });

  it('finds a term by itself, else by the nearest that is there, and asks for near ones of what is lacking alone', () => {
    const askedFor: string[] = [];
    const near = { cosine: 0.5, far: 0.4 };
    const nearby = nearbyOf(parseQuery('rotate bicycle'), (term) => {
      askedFor.push(term);
      return term === 'bicycl' ? Object.entries(near).map(([other, cosine]) => ({ term: other, cosine })) : [];
    });
    expect([...nearby(new Set(['rotat', 'far', 'cosine']))]).toEqual([1, 0.5]);
    expect([...nearby(new Set(['far', 'rotat']))]).toEqual([1, 0.4]);
    expect([...nearby(new Set(['bicycl', 'cosine']))]).toEqual([0, 1]);
    expect(askedFor).toEqual(['bicycl', 'rotat']);
  });

  it('keeps every feature in its range, whatever is asked', () => {
    const word = fc.constantFrom(
      'rotate',
      'server',
      'keys',
      'leaked',
      'token',
      'openssl',
      'twice',
      'bicycle',
      'für',
      '鍵',
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const features = featuresFor(KEYS, BODY, words.join(' '));
        for (const [name, { range }] of Object.entries(FEATURES)) {
          const value = features[name as keyof Features];
          expect(value, name).toBeGreaterThanOrEqual(range[0]);
          expect(value, name).toBeLessThanOrEqual(range[1]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('adds up to a score of 0 at the least', () => {
    const features = featuresFor('not_for: ["door keys"]', '', 'door keys');
    const none = Object.fromEntries(Object.keys(features).map((name) => [name, 0])) as Record<keyof Features, number>;
    expect(scoreOf(features, { ...none, notFor: -5 })).toBe(0);
    expect(scoreOf(features, { ...none, notFor: 5 })).toBeCloseTo(2);
  });
});

describe('the best of many phrases', () => {
  const words = ['rye', 'bread', 'oven', 'yeast', 'crust', 'salt', 'bake', 'proof'];
  const importance = {
    total: 1,
    of: (term: string) => 1 + words.indexOf(term),
    sumOf: (terms: Iterable<string>) => [...terms].reduce((sum, term) => sum + 1 + words.indexOf(term), 0),
  };
  const phrase = fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 4 });

  it('is the best of a few of them, and of those the first', () => {
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 65, maxLength: 200 }), phrase, (lists, request) => {
        const phrases = lists.map((terms, at) => ({ text: `${at}`, terms }));
        const terms = new Set(request);
        const parts = Array.from({ length: Math.ceil(phrases.length / 10) }, (_, at) =>
          bestPhrase(phrases.slice(at * 10, at * 10 + 10), { terms, importance }),
        ).filter((part) => part !== undefined);
        const best = parts.reduce<(typeof parts)[number] | undefined>(
          (first, other) => (first === undefined || other.value > first.value ? other : first),
          undefined,
        );
        expect(bestPhrase(phrases, { terms, importance })).toEqual(best);
      }),
    );
  });
});
