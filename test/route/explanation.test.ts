import { describe, expect, it } from 'vitest';
import type { Decision, Explanation, RankedReference } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { nodesOf, openBakery } from './bakery.ts';

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

function candidateNode(decision: Decision, candidate: RankedReference): Explanation | undefined {
  return decision.explanation?.details.find(({ label }) => label === candidate.id);
}

/** What each piece of evidence contributed: the nodes that say how they were reckoned, and what moved an index. */
function contributions(node: Explanation | undefined): number[] {
  return (node?.details ?? [])
    .filter(
      ({ label, details }) => label.startsWith('put ') || details.some((inner) => inner.label === 'value × weight'),
    )
    .map(({ value }) => Number(value));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

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
      expect(explanation?.label).toBe('decision');
      expect(bakery.route(query)).toEqual(rest);
    }
  });
});

describe('the explanation', () => {
  it('begins with what was decided', () => {
    expect(bakery.route('repair', { explain: true }).explanation?.value).toMatch(/^ambiguous: .*oven-maintenance\.md/);
    expect(bakery.route('fold the laundry', { explain: true }).explanation?.value).toMatch(/^abstain/);
    expect(bakery.route('', { explain: true }).explanation?.value).toMatch(/^abstain: empty-query/);
    expect(bakery.route('pumpernickel', { explain: true }).explanation?.value).toBe('route: bread/rye.md');
  });

  it('lists the terms of the request, stop words left out, and what each says', () => {
    const { explanation } = bakery.route('please feed the starter', { explain: true });
    const [terms] = nodesOf(explanation, 'terms');
    expect(terms?.details.map(({ label }) => label)).toEqual(['feed', 'starter']);
    for (const { value } of terms?.details ?? []) expect(value).toMatch(/^idf \d+\.\d+$/);
  });

  it('says which term was read as another', () => {
    const { explanation } = bakery.route('sourdogh', { explain: true });
    expect(nodesOf(explanation, 'read as').map(({ value }) => value)).toEqual(['sourdogh → sourdough']);
  });

  it('has a node for each candidate that is reported, in their order', () => {
    const decision = bakery.route('bake bread', { explain: true, limit: 3 });
    const ids = decision.explanation?.details.map(({ label }) => label).filter((label) => label.endsWith('.md'));
    expect(ids).toEqual(decision.candidates.map(({ id }) => id));
  });

  it('says in which field each term was found', () => {
    const decision = bakery.route('feed the starter with flour', { explain: true });
    const found = nodesOf(decision.explanation, 'terms found')[0];
    expect(found?.value).toBe('3 of 3');
    expect(found?.details.map(({ label, value }) => [label, value])).toEqual(
      expect.arrayContaining([
        ['feed', 'triggers, description, body'],
        ['starter', 'triggers, description, body'],
        ['flour', 'body'],
      ]),
    );
  });

  it('says which branch of which tree was taken', () => {
    const { explanation } = bakery.route('the machine that kneads broke', { explain: true });
    const [tree] = nodesOf(explanation, 'decision tree');
    expect(nodesOf(tree, 'in').map(({ value }) => value)).toEqual(['INDEX.md']);
    expect(nodesOf(tree, 'taken').map(({ value }) => value)).toEqual(['Something broke? › The machine that kneads']);
  });

  it('quotes the phrase that fits best, and the exclusion that speaks against it', () => {
    const { explanation } = bakery.route('swap a shift for the holidays', { explain: true });
    const shifts = nodesOf(explanation, 'office/shifts.md')[0];
    expect(nodesOf(nodesOf(shifts, 'best phrase')[0], 'phrase').map(({ value }) => value)).toEqual(['swap a shift']);
    const [exclusion] = nodesOf(shifts, 'exclusion');
    expect(nodesOf(exclusion, 'phrase').map(({ value }) => value)).toEqual(['Do not use for holidays or sick leave.']);
    expect(Number(exclusion?.value)).toBeLessThan(0);
  });

  it('names the reference an index was put behind', () => {
    const { explanation } = bakery.route('scoring bread', { explain: true });
    const [index] = nodesOf(explanation, 'bread/INDEX.md');
    expect(nodesOf(index, 'in favour of').map(({ value }) => value)).toEqual(['bread/baguette.md']);
  });

  it.each(QUERIES)('has contributions that sum to the score of each reference: %s', (query) => {
    const decision = bakery.route(query, { explain: true, limit: 100 });
    const references = decision.candidates.filter(({ id }) => !id.endsWith('INDEX.md'));
    for (const candidate of references) {
      const node = candidateNode(decision, candidate);
      expect(Number(node?.value.replace('score ', ''))).toBeCloseTo(candidate.score, 2);
      expect(Math.abs(sum(contributions(node)) - candidate.score)).toBeLessThan(0.01);
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
    for (const candidate of decision.candidates) {
      const explained = sum(contributions(candidateNode(decision, candidate)));
      expect(Math.abs(explained - candidate.score)).toBeLessThan(0.01);
    }
  });
});
