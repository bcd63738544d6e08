import { describe, expect, it } from 'vitest';
import { candidateIn, contributionsTo, KINDS, sharesOf } from '../../../src/doors/playground/page/ask/explanation.ts';
import { isLit, type LitBranch, lightBranches } from '../../../src/doors/playground/page/ask/tree-path.ts';
import { openSignpost } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { parseTrees } from '../../../src/session/parse-trees.ts';

const signpost = await openSignpost({ roots: ['references'] });

describe('what is drawn of an explanation', () => {
  it('is every candidate, with contributions that add up to its score, the strongest first', () => {
    for (const query of ['run dbt Cloud jobs from Dagster', 'How do I write triggers?', 'lint in CI, not tests']) {
      const { candidates, explanation } = signpost.route(query, { explain: true });
      for (const { id, score } of candidates) {
        const own = explanation && candidateIn(explanation, id);
        const contributions = (own ? contributionsTo(own) : []).map(({ contribution }) => contribution);
        expect(contributions.reduce((total, contribution) => total + contribution, 0)).toBeCloseTo(score, 9);
        expect(contributions).toEqual([...contributions].sort((a, b) => Math.abs(b) - Math.abs(a)));
      }
    }
  });

  it('is nothing of a reference that is no candidate', () => {
    const { explanation } = signpost.route('', { explain: true });
    expect(explanation && candidateIn(explanation, 'signpost/lint.md')).toBeUndefined();
  });

  it('has a colour for all that speaks for a reference here', () => {
    const kinds = new Set<string>();
    for (const { triggers } of signpost.catalog.references) {
      const { explanation } = signpost.route(triggers[0] ?? '', { explain: true });
      for (const { evidence } of explanation?.candidates ?? []) {
        for (const { kind, contribution } of Object.values(evidence)) if (contribution > 0) kinds.add(kind);
      }
    }
    expect([...kinds].sort()).toEqual(KINDS.filter((kind) => kind !== 'other' && kind !== 'context').sort());
  });

  it('leaves what takes from a score out of its bar', () => {
    expect(
      sharesOf([
        { label: 'x', kind: 'words', contribution: 1 },
        { label: 'x', kind: 'words', contribution: 2 },
        { label: 'x', kind: 'other', contribution: -4 },
        { label: 'x', kind: 'tree', contribution: 0.5 },
      ]),
    ).toEqual([
      { kind: 'words', sum: 3 },
      { kind: 'tree', sum: 0.5 },
    ]);
  });
});

describe('lightBranches', () => {
  const drawn = (branches: readonly LitBranch[], depth = 0): string[] =>
    branches.flatMap(({ branch, state, branches: below }) => [
      `${'  '.repeat(depth)}${branch.condition}: ${state}`,
      ...drawn(below, depth + 1),
    ]);
  const text = [
    '## Decision Tree',
    '',
    '- Is it about money?',
    '  - Yes, paying back → [Refunds](./refunds.md)',
    '  - No → [Shifts](./shifts.md)',
    '- Is it about keys? → [Keys](./keys.md)',
  ].join('\n');
  const [tree] = parseTrees({ path: 'docs/INDEX.md', text }).trees;
  const page = (name: string) => ({
    path: `docs/${name}.md`,
    text: `---\ndescription: About ${name}.\n---\n# ${name}`,
  });
  const catalog = buildSignpost([
    { path: 'docs/INDEX.md', text },
    page('refunds'),
    page('shifts'),
    page('keys'),
  ]).catalog;
  const wayTo = (target: string) => {
    const branch = catalog.branches.find(({ targets }) => targets.includes(target));
    return lightBranches(tree?.branches ?? [], {
      owner: 'docs/INDEX.md',
      target,
      conditions: branch?.conditions ?? [],
    });
  };

  it('lights the branch that leads there, and those above it', () => {
    expect(drawn(wayTo('docs/refunds.md'))).toEqual([
      'Is it about money?: passed',
      '  Yes, paying back: taken',
      '  No: dark',
      'Is it about keys?: dark',
    ]);
    expect(drawn(wayTo('docs/keys.md')).at(-1)).toBe('Is it about keys?: taken');
  });

  it('lights by the conditions where the target is a name', () => {
    const way = { owner: 'docs/INDEX.md', target: 'elsewhere.md', conditions: ['Is it about keys?'] };
    expect(drawn(lightBranches(tree?.branches ?? [], way)).at(-1)).toBe('Is it about keys?: taken');
  });

  it('lights nothing that does not hold', () => {
    const way = { owner: 'docs/INDEX.md', target: 'docs/keys.md', conditions: ['Is it about birds?'] };
    expect(isLit(lightBranches(tree?.branches ?? [], way))).toBe(false);
  });
});
