import { describe, expect, it } from 'vitest';
import type { ExplainedCandidate } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { explainedIn, openBakery } from './bakery.ts';

const bakery = openBakery();
const QUERIES = [
  'feed the sourdough starter',
  'clean the machine that kneads',
  'bake bread',
  'all about bread',
  'unpaid invoice and swap a shift',
  'The oven is too hot and I have to send an invoice to a café',
  'swap shifts for holidays',
  'cold room',
  'how to bake dark bread',
  'repair',
];

/** What was contributed to the score of a candidate, in all. */
function sumOf({ evidence, adjustments }: ExplainedCandidate): number {
  const contributions = [...Object.values(evidence), ...Object.values(adjustments)];
  return contributions.reduce((sum, { contribution }) => sum + contribution, 0);
}

describe('every decision', () => {
  it.each(QUERIES)('has candidates best first, confidence in [0, 1] and references among them: %s', (query) => {
    const { candidates, confidence, references } = bakery.route(query, { limit: 100 });
    const scores = candidates.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const number of [confidence, ...candidates.map((candidate) => candidate.confidence)]) {
      expect(number).toBeGreaterThanOrEqual(0);
      expect(number).toBeLessThanOrEqual(1);
    }
    for (const reference of references) expect(candidates).toContainEqual(reference);
  });

  it('reports as many candidates as the limit, and decides the same', () => {
    for (const query of QUERIES) {
      const all = bakery.route(query, { limit: 100 });
      for (const limit of [1, 2, 5]) {
        expect(bakery.route(query, { limit })).toEqual({ ...all, candidates: all.candidates.slice(0, limit) });
      }
    }
  });

  it('decides the same in a large catalog, however many candidates are to be reported', () => {
    const pages = Array.from({ length: 150 }, (_, at) => ({
      path: `p${at}.md`,
      text: `---\ndescription: Bake bread of ${at} grains in oven ${at % 7}.\n---\n`,
    }));
    const large = buildSignpost(pages);
    const all = large.route('bake bread in oven 3', { limit: 1000 });
    expect(large.route('bake bread in oven 3')).toEqual({ ...all, candidates: all.candidates.slice(0, 5) });
    expect(all.candidates.length).toBeGreaterThanOrEqual(50);
  });

  it('is the same with and without its explanation', () => {
    for (const query of [...QUERIES, '', 'kubernetes']) {
      const { explanation, ...rest } = bakery.route(query, { explain: true });
      expect(explanation?.decision).toBe(rest.decision);
      expect(bakery.route(query)).toEqual(rest);
    }
  });
});

describe('the explanation', () => {
  it('is the caller’s own, of an empty request, too', () => {
    const explanations = ['', ''].map((query) => bakery.route(query, { explain: true }).explanation);
    expect(explanations[0]).toEqual(explanations[1]);
    expect(explanations[0]).not.toBe(explanations[1]);
  });

  it('begins with what was decided', () => {
    for (const query of ['repair', 'fold the laundry', '', 'pumpernickel', 'kubernetes']) {
      const decision = bakery.route(query, { explain: true });
      const references = decision.references.map(({ id }) => id);
      expect(decision.explanation).toMatchObject({ decision: decision.decision, references });
      expect(decision.explanation?.inScope).toBe(decision.inScope);
      expect(decision.explanation?.reason).toBe(decision.decision === 'abstain' ? decision.reason : undefined);
    }
  });

  it('is plain JSON', () => {
    for (const query of [...QUERIES, '']) {
      const { explanation } = bakery.route(query, { explain: true });
      expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
    }
  });

  it('lists the terms of the request, stop words left out, and what each says', () => {
    const terms = bakery.route('please feed the starter', { explain: true }).explanation?.terms ?? [];
    expect(terms.map(({ term }) => term)).toEqual(['feed', 'starter']);
    for (const { idf } of terms) expect(idf).toBeGreaterThan(0);
  });

  it('says which term was read as another', () => {
    const { explanation } = bakery.route('sourdogh', { explain: true });
    expect(explanation?.corrections).toEqual([{ term: 'sourdogh', readAs: 'sourdough' }]);
    expect(explanation?.terms.map(({ term }) => term)).toEqual(['sourdough']);
  });

  it('has each candidate that is reported, in their order and with their numbers', () => {
    const decision = bakery.route('bake bread', { explain: true, limit: 3 });
    const explained = decision.explanation?.candidates.map(({ id, score, confidence }) => [id, score, confidence]);
    expect(explained).toEqual(decision.candidates.map(({ id, score, confidence }) => [id, score, confidence]));
  });

  it('says in which field each term was found', () => {
    const decision = bakery.route('feed the starter with flour', { explain: true });
    const found = decision.explanation?.candidates[0]?.found ?? [];
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        { term: 'feed', fields: ['triggers', 'description', 'body'] },
        { term: 'starter', fields: ['triggers', 'description', 'body'] },
        { term: 'flour', fields: ['body'] },
      ]),
    );
  });

  it('says which branch of which tree was taken', () => {
    const decision = bakery.route('the machine that kneads broke', { explain: true });
    expect(explainedIn(decision, decision.references[0]?.id ?? '').evidence['branch']).toMatchObject({
      branch: { owner: 'INDEX.md', conditions: ['Something broke?', 'The machine that kneads'] },
    });
  });

  it('quotes the phrase that fits best, and the exclusion that speaks against it', () => {
    const decision = bakery.route('swap a shift for the holidays', { explain: true });
    const { phrase, exclusion } = explainedIn(decision, 'office/shifts.md').evidence;
    expect(phrase?.phrase).toBe('swap a shift');
    expect(exclusion?.phrase).toBe('Do not use for holidays or sick leave.');
    expect(exclusion?.contribution).toBeLessThan(0);
  });

  it('names the reference an index was put behind', () => {
    const decision = bakery.route('scoring bread', { explain: true });
    const { adjustments } = explainedIn(decision, 'bread/INDEX.md');
    expect(adjustments['descended']).toMatchObject({ inFavourOf: 'bread/baguette.md' });
    expect(adjustments['descended']?.contribution).toBeLessThan(0);
  });

  it.each(QUERIES)('has evidence that multiplies, and contributions that sum to the score: %s', (query) => {
    for (const candidate of bakery.route(query, { explain: true, limit: 100 }).explanation?.candidates ?? []) {
      expect(Math.max(0, sumOf(candidate))).toBeCloseTo(candidate.score, 9);
      for (const { value, weight, contribution } of Object.values(candidate.evidence)) {
        expect(contribution).toBe(value * weight);
        expect(contribution).not.toBe(0);
      }
    }
  });

  it('has contributions that sum to the score of an index that was put before the files below it', () => {
    const page = (title: string) =>
      `---\ntitle: ${title}\ndescription: Bread and how it is made.\ntriggers: [bread]\n---\n\nBread.\n`;
    const small = buildSignpost([
      {
        path: 'bread/INDEX.md',
        text: '---\ntype: index\ndescription: Bread in this bakery, from flour to shelf.\n---\n',
      },
      { path: 'bread/rye.md', text: page('Rye') },
      { path: 'bread/oat.md', text: page('Oat') },
    ]);
    const decision = small.route('bread', { explain: true, limit: 100 });
    expect(decision.references.map(({ id }) => id)).toEqual(['bread/INDEX.md']);
    expect(explainedIn(decision, 'bread/INDEX.md').adjustments).toHaveProperty('lifted');
    for (const candidate of decision.explanation?.candidates ?? []) {
      expect(sumOf(candidate)).toBeCloseTo(candidate.score, 9);
    }
  });
});
