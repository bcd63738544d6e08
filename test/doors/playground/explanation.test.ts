import { describe, expect, it } from 'vitest';
import { kindOf, readExplanation, sharesOf } from '../../../src/doors/playground/page/ask/explanation.ts';
import { isLit, type LitBranch, lightBranches } from '../../../src/doors/playground/page/ask/tree-path.ts';
import { openSignpost } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { parseTrees } from '../../../src/session/parse-trees.ts';

const signpost = await openSignpost({ roots: ['references'] });
const explained = (query: string) => {
  const { candidates, explanation } = signpost.route(query, { explain: true });
  if (!explanation) throw new Error('no explanation');
  return { candidates, read: readExplanation(explanation) };
};

describe('readExplanation', () => {
  it('finds every candidate with its score, and evidence that adds up to it', () => {
    for (const query of ['run dbt Cloud jobs from Dagster', 'How do I write triggers?', 'lint in CI, not tests']) {
      const { candidates, read } = explained(query);
      expect([...read.candidates.keys()]).toEqual(candidates.map(({ id }) => id));
      for (const { id, score } of candidates) {
        const own = read.candidates.get(id);
        expect(own?.score).toBeCloseTo(score, 2);
        const sum = own?.evidence.reduce((total, { contribution }) => total + contribution, 0);
        expect(sum).toBeCloseTo(score, 1);
      }
    }
  });

  it('finds terms, corrections, fields and the branch that was taken', () => {
    const { read } = explained('run dbt Cloud jobs from Dagstr');
    expect(read.terms).toContain('cloud');
    expect(read.corrections).toEqual(['dagstr → dagster']);
    const winner = read.candidates.get('dagster-dbt/dbt-cloud.md');
    expect(winner?.found.find(({ term }) => term === 'cloud')?.fields).toContain('triggers');
    expect(winner?.taken).toEqual({
      owner: 'dagster-dbt/INDEX.md',
      conditions: ['Models executed by dbt Cloud and not on your own machines?'],
    });
    expect(winner?.evidence.find(({ label }) => label === 'best phrase')?.notes).toHaveLength(1);
  });

  it('has no candidates of an empty request', () => {
    expect(
      readExplanation(signpost.route('', { explain: true }).explanation ?? { label: '', value: '', details: [] }),
    ).toEqual({
      terms: [],
      corrections: [],
      candidates: new Map(),
    });
  });

  it('has a colour for every kind of evidence that routes here', () => {
    const labels = new Set<string>();
    for (const { triggers } of signpost.catalog.references) {
      const { read } = explained(triggers[0] ?? '');
      for (const { evidence } of read.candidates.values()) for (const { label } of evidence) labels.add(label);
    }
    expect(labels.size).toBeGreaterThan(15);
    const other = [...labels].filter((label) => kindOf(label) === 'other');
    // What moves a candidate, and what speaks against it.
    expect(other.filter((label) => !/^(?:put |exclusion$|not for$)/.test(label))).toEqual([]);
  });

  it('leaves what takes from a score out of its bar', () => {
    const piece = { label: 'x', notes: [] };
    expect(
      sharesOf([
        { ...piece, kind: 'words', contribution: 1 },
        { ...piece, kind: 'words', contribution: 2 },
        { ...piece, kind: 'other', contribution: -4 },
        { ...piece, kind: 'tree', contribution: 0.5 },
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
