/** Routing with the vectors that ship: what words alone cannot do, and what has to stay as it is. */

import { describe, expect, it } from 'vitest';
import { explainedIn, openBakery } from './bakery.ts';

const words = openBakery({ semantic: false });
const full = openBakery({ semantic: true });

describe('meaning', () => {
  it.each([
    ['billing a customer', 'office/invoices.md'],
    ['repair the broken machine heater', 'oven-maintenance.md'],
  ])('finds what is said in other words: %s', (query, id) => {
    expect(full.route(query).candidates[0]?.id).toBe(id);
  });

  it('says so in the explanation, and only where it counted', () => {
    const query = 'bake dark bread';
    const evidenceOf = (from: ReturnType<typeof openBakery>) =>
      explainedIn(from.route(query, { explain: true }), 'bread/rye.md').evidence;
    expect(evidenceOf(full)).toHaveProperty('meaning');
    expect(evidenceOf(words)).not.toHaveProperty('meaning');
  });

  it('leaves a request of no known word to words', () => {
    expect(full.route('qqxzv wwfgh').decision).toBe('abstain');
    expect(full.route('qqxzv wwfgh').inScope).toBe(0);
  });

  it('turns away a request of unknown words, one of which stands in a body', () => {
    const more = { 'office/odd.md': '---\ndescription: Odd jobs.\n---\n\nwibblefrotz\n' };
    const signpost = openBakery({ semantic: true, more });
    expect(signpost.route('qwjk zzvx wibblefrotz mmpq lkjd qqxz nnbv ttyz wwxq').decision).toBe('abstain');
  });

  it('turns away what belongs elsewhere', () => {
    for (const query of ['deploy a kubernetes cluster with terraform', 'write unit tests for a React component']) {
      expect(full.route(query).decision).toBe('abstain');
    }
  });

  it('gives the same decision twice', () => {
    const query = 'my starter smells odd and the oven stays cold';
    expect(full.route(query, { explain: true })).toEqual(
      openBakery({ semantic: true }).route(query, { explain: true }),
    );
  });
});
