import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../src/load/catalog/build-catalog.ts';
import { collectEvidence } from '../../src/route/collect-evidence.ts';
import { scopeOf } from '../../src/route/confidence.ts';
import { createTermWeights } from '../../src/route/importance.ts';
import { PARAMETERS } from '../../src/route/parameters.ts';
import { profilesOf } from '../../src/route/profile-inputs.ts';
import { profilesIn } from '../../src/route/profiles.ts';
import { parseQuery } from '../../src/route/query.ts';
import { createLexicalRetriever } from '../../src/search/lexical.ts';
import type { SemanticIndex } from '../../src/search/vectors/semantic.ts';

/** Weigh a request over references that are as near to it as `cosines` says, in their order. */
function weighBeside(cosines: readonly number[]) {
  const documents = cosines.map((_, at) => ({
    path: `${at}.md`,
    text: `---\ndescription: About bread.\n---\n# ${at}`,
  }));
  const { references, entryTexts } = buildCatalog(documents).catalog;
  const prepared = profilesOf(references, entryTexts);
  const profiles = profilesIn(new Map(prepared.map(({ profile }) => [profile.reference.id, profile])));
  const semantics: SemanticIndex = {
    embed: () => ({ vector: new Float32Array([1]), known: 1 }),
    nearest: () => references.map(({ id }) => id),
    similarity: (_request, id) => ({ whole: cosines[Number.parseInt(id, 10)] ?? 0, passage: 0, said: 0 }),
    related: () => [],
  };
  const retrieval = createLexicalRetriever(prepared.map(({ document }) => document)).retrieve(parseQuery('bread'), 50);
  return collectEvidence({ profiles, branches: [], semantics }, retrieval, createTermWeights(profiles)(retrieval));
}

describe('surroundings of a request', () => {
  it.each([
    { cosines: [0.5], mean: 0.5 },
    { cosines: [0.5, 0.1], mean: 0.3 },
    { cosines: [0, 0.6, 0.3, 0.3, -0.2], mean: 0.4 },
    { cosines: [-0.3, -0.3, -0.3], mean: -0.3 },
    { cosines: [], mean: 0 },
  ])('are the mean of the three nearest: $cosines', ({ cosines, mean }) => {
    expect(weighBeside(cosines).neighborhoodSimilarity).toBeCloseTo(mean);
  });

  it('speak for being in scope with vectors, and say nothing without', () => {
    const [first] = weighBeside([0.4]).candidates;
    if (!first) throw new Error('nothing was weighed');
    const scopes = [-1, 0, 0.2, 0.5, 1].map((near) => scopeOf(first.features, 1, near, PARAMETERS.full));
    expect(scopes).toEqual([...scopes].sort((a, b) => a - b));
    expect(scopeOf(first.features, 0, 1, PARAMETERS.lexical)).toBe(scopeOf(first.features, 0, 0, PARAMETERS.lexical));
  });
});
