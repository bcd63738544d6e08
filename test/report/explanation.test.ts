/** The words of an explanation. Numbers of the router move with it, so that a made-up explanation is rendered. */

import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/index.ts';
import { explanationLines, reasonsOf, renderExplanation } from '../../src/report/render-explanation.ts';

const explanation: Explanation = {
  decision: 'ambiguous',
  references: ['keys.md', 'INDEX.md'],
  terms: [
    { term: 'rotat', idf: 2.34567 },
    { term: 'key\u001b[31m', idf: 1 },
  ],
  corrections: [{ term: 'rotaet', readAs: 'rotat' }],
  inScope: 0.8764,
  parts: [
    { text: 'rotate keys', inScope: 0.9, best: { id: 'keys.md', confidence: 0.7 } },
    { text: 'bake a cake', inScope: 0.1 },
  ],
  followUp: 0.3,
  leftOut: [
    { id: 'style.md', reading: 'always' },
    { id: 'release.md', reading: 'by-name' },
  ],
  candidates: [
    {
      id: 'keys.md',
      score: 6.5,
      evidence: {
        phrase: {
          label: 'best phrase',
          kind: 'phrase',
          value: 0.5,
          weight: 3.699,
          contribution: 1.8495,
          phrase: 'say “rotate” keys',
        },
        branch: {
          label: 'decision tree',
          kind: 'tree',
          value: 1,
          weight: 3,
          contribution: 3,
          branch: { owner: 'INDEX.md', conditions: ['Is it about keys?', 'To rotate them'] },
        },
        notFor: { label: 'not for', kind: 'other', value: 0.1, weight: -5, contribution: -0.5, phrase: 'door keys' },
        files: { label: 'files at hand', kind: 'context', value: 0.5, weight: 3, contribution: 1.5 },
        inherited: { label: 'inherited', kind: 'context', value: 0.1, weight: 4, contribution: 0.4 },
      },
      adjustments: { yielded: { label: 'has the words of another', kind: 'other', contribution: -0.25 } },
      found: [{ term: 'rotat', fields: ['triggers', 'body'] }],
      share: 0.6,
      confidence: 0.7,
    },
    {
      id: 'INDEX.md',
      score: 5,
      evidence: {},
      adjustments: {
        descended: { label: 'put behind', kind: 'other', contribution: -1, inFavourOf: 'keys.md' },
      },
      found: [],
      share: 0.2,
      confidence: 0.3,
    },
  ],
  degraded: [{ part: 'reranker', code: 'SIGNPOST_RERANKER_LATE', message: 'no answer' }],
};

describe('the words of an explanation', () => {
  it('say everything that it holds', async () => {
    await expect(`${renderExplanation(explanation)}\n`).toMatchFileSnapshot('fixtures/explanation.txt');
  });

  it('are one list of lines, for a program with texts as they are', () => {
    const lines = explanationLines(explanation);
    expect(lines).toHaveLength(renderExplanation(explanation).split('\n').length);
    expect(lines).toContainEqual({ depth: 2, label: 'key\u001b[31m', value: 'idf 1.000' });
  });

  it.each([
    ['empty-query', 'decision: abstain: empty-query'],
    ['no-candidate', 'decision: abstain: no reference shares a word or is near in meaning'],
    ['low-confidence', 'decision: abstain: the evidence is too weak'],
  ] as const)('say why nothing is chosen: %s', (reason, line) => {
    const { degraded: _, ...rest } = explanation;
    const said = renderExplanation({ ...rest, decision: 'abstain', reason, references: [], candidates: [] });
    expect(said.split('\n')[0]).toBe(line);
    expect(said.includes('terms')).toBe(reason !== 'empty-query');
  });
});

describe('the reasons of a reference', () => {
  it('begin with the strongest, in quotation marks that no document can end', () => {
    expect(reasonsOf(explanation, 'keys.md')).toEqual([
      'the decision tree says “Is it about keys? › To rotate them”',
      'it is about “say "rotate" keys”',
      'reading rotaet → rotat',
      'a file at hand matches its globs',
      'it goes on from what was asked before',
      'it holds 1 of 2 terms of the request',
    ]);
  });

  it('are none without an explanation, or of what is no candidate', () => {
    expect(reasonsOf(undefined, 'keys.md')).toEqual([]);
    expect(reasonsOf(explanation, 'other.md')).toEqual([]);
  });
});
