/** Thresholds proposed from labelled requests, over a root where it can be worked out what they should be. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelledRequest } from '../../../src/domain/labelled-request.ts';
import type { Decision, RouteOptions } from '../../../src/index.ts';
import { tuneThresholds } from '../../../src/maintain/evaluate/tune.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';

const row = (query: string, ...expected: string[]): LabelledRequest => ({ query, expected, acceptable: [], not: [] });
const { catalog } = buildSignpost([
  { path: 'a.md', text: '# A' },
  { path: 'b.md', text: '# B' },
]);
const ranked = catalog.references.map(({ id, path, root, title }) => ({
  id,
  path,
  root,
  title,
  score: 1,
  confidence: 1,
}));

/** A router of which everything is known: a request is its \`inScope\`, its confidence, and whether \`b\` fits as well. */
function route(query: string, { abstainBelow = 0.5, ambiguousBelow = 0.75 }: RouteOptions = {}): Decision {
  const [inScope = 0, confidence = 0, rivals = 0] = query.split(' ').map(Number);
  const empty = { query, inScope: 0, confidence: 0, references: [], candidates: [] };
  if (query === 'x') return { ...empty, decision: 'abstain', reason: 'empty-query' };
  const base = { query, inScope, confidence, references: ranked.slice(0, 1 + rivals), candidates: ranked };
  if (inScope < abstainBelow) return { ...base, decision: 'abstain', reason: 'low-confidence', references: [] };
  if (rivals === 0 || confidence >= ambiguousBelow)
    return { ...base, decision: 'route', references: ranked.slice(0, 1) };
  return { ...base, decision: 'ambiguous', question: { text: '?', options: [] } };
}
const tune = (...rows: LabelledRequest[]) => tuneThresholds({ catalog, route }, rows);

describe('tuneThresholds', () => {
  it('puts `abstainBelow` between what has an answer and what has none', () => {
    const tuned = tune(row('0.2 0.9', 'a'), row('0.3 0.9', 'a'), row('0.1 0.9'), row('0.6 0.9', 'a'));
    expect(tuned.abstainBelow).toBe(0.15);
    expect(tuned.before).toMatchObject({ answered: { hits: 1, rows: 3 }, turnedAway: { hits: 1, rows: 1 } });
    expect(tuned.after).toMatchObject({ answered: { hits: 3 }, turnedAway: { hits: 1 } });
  });

  it('weighs both kinds alike, however many there are of each', () => {
    const rows = [0.1, 0.2, 0.7, 0.8].map((scope) => row(`${scope} 0.9`, 'a'));
    expect(tune(...rows, row('0.6 0.9')).abstainBelow).toBe(0.65);
  });

  it('proposes no `abstainBelow` from one kind alone', () => {
    expect(tune(row('0.2 0.9', 'a')).abstainBelow).toBeUndefined();
    expect(tune(row('0.2 0.9')).abstainBelow).toBeUndefined();
  });

  it('puts `ambiguousBelow` where questions stop to pay', () => {
    const spared = row('0.9 0.3 1', 'b');
    const needless = (confidence: number) => row(`0.9 ${confidence} 1`, 'a');
    const tuned = tune(needless(0.1), spared, needless(0.5), needless(0.6));
    expect(tuned.ambiguousBelow).toBe(0.4);
    expect(tuned.before).toMatchObject({ asked: { hits: 4, rows: 4 }, right: { rows: 0 } });
    expect(tuned.after).toMatchObject({ asked: { hits: 2 }, right: { hits: 2, rows: 2 } });
  });

  it('asks nothing where no question spares a wrong file', () => {
    expect(tune(row('0.9 0.3 1', 'a')).ambiguousBelow).toBe(0);
  });

  it('proposes nothing that changes nothing', () => {
    const rows = [row('0.9 0.9', 'a'), row('0.8 0.9', 'a'), row('0.1 0.9'), row('0.9 0.8 1', 'a')];
    expect(Object.keys(tune(...rows))).toEqual(['before', 'after']);
  });

  it('hears no row that abstains whatever the threshold', () => {
    expect(tune(row('0.6 0.9', 'a'), row('x')).abstainBelow).toBeUndefined();
    expect(tune(row('0.4 0.9', 'a'), row('x'), row('0.45 0.9')).after.answered.hits).toBeLessThanOrEqual(1);
  });

  it('separates what lies closer than a thousandth', () => {
    const tuned = tune(row('0.9994 0.9', 'a'), row('0.9991 0.9'));
    expect(tuned.after).toMatchObject({ answered: { hits: 1 }, turnedAway: { hits: 1 } });
  });

  it('proposes no `ambiguousBelow` where nothing fits as well', () => {
    expect(tune(row('0.9 0.3', 'a')).ambiguousBelow).toBeUndefined();
  });

  it('says nothing of rows that say nothing of it, nor of none', () => {
    expect(tune({ ...row('0.9 0.3 1'), expected: null, not: ['a'] }).after.answered.rows).toBe(0);
    expect(Object.keys(tune())).toEqual(['before', 'after']);
  });

  it('takes what is acceptable for right', () => {
    expect(tune({ ...row('0.9 0.8', 'b'), acceptable: ['a'] }).before.right).toMatchObject({ hits: 1, rows: 1 });
  });

  it('throws SIGNPOST_BAD_INPUT for a label of a reference that is not there', () => {
    expect(() => tune(row('0.9 0.9', 'c'))).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_INPUT' }));
  });

  it('never makes the two shares together smaller than they were', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(share, fc.boolean()), { maxLength: 12 }), (rows) => {
        const { abstainBelow, before, after } = tune(
          ...rows.map(([scope, isNone]) => (isNone ? row(`${scope} 0.9`) : row(`${scope} 0.9`, 'a'))),
        );
        if (abstainBelow === undefined) return;
        const sum = (one: typeof before) => one.answered.value + one.turnedAway.value;
        expect(sum(after)).toBeGreaterThanOrEqual(sum(before) - 1e-9);
      }),
    );
  });
});
