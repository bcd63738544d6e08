/** An evaluation of a small catalogue whose answers are known. */

import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabelledRequest } from '../../../src/domain/labelled-request.ts';
import { openSignpost } from '../../../src/index.ts';
import { readTriggerEvals } from '../../../src/load/catalog/trigger-evals.ts';
import { compareEvaluations, parseBaseline } from '../../../src/maintain/evaluate/compare.ts';
import { evaluate } from '../../../src/maintain/evaluate/evaluate.ts';
import { frontMatterLabels } from '../../../src/maintain/evaluate/labels.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { makeFolder, type TestFolder } from '../folder.ts';

const page = (description: string, more = '') => `---\ndescription: ${description}\n${more}---\n`;
// By words alone: then which candidates there are can be worked out by hand.
const signpost = buildSignpost(
  [
    {
      path: 'keys.md',
      text: page('Rotating API keys without downtime.', 'examples: ["our key leaked"]\nnot_for: ["door keys"]\n'),
    },
    { path: 'backups.md', text: page('Restoring a database from a nightly backup.') },
    { path: 'invoices.md', text: page('Sending and correcting invoices.') },
  ],
  { semantic: false },
);
const row = (
  query: string,
  expected: readonly string[] | null,
  more: Partial<LabelledRequest> = {},
): LabelledRequest => ({
  query,
  expected,
  acceptable: [],
  not: [],
  ...more,
});

describe('evaluate', () => {
  const { rows, ...numbers } = evaluate(signpost, [
    row('rotate API keys', ['keys.md'], { id: 'q1' }),
    row('restore a nightly backup', ['backups']),
    row('correct invoices', ['keys.md'], { acceptable: ['invoices.md'] }),
    row('rotate the API keys', ['backups.md']),
    row('bake a chocolate cake', []),
    row('sending invoices', []),
    row('rotating API keys', null, { not: ['keys.md'] }),
    row('restoring databases', null, { not: ['keys.md'] }),
  ]);

  it('counts a row that expects a reference by the place of the first right candidate', () => {
    expect(rows.map(({ rank }) => rank)).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    expect(numbers.r1).toMatchObject({ value: 0.75, hits: 3, rows: 4 });
    expect(numbers.mrr10).toBeCloseTo(0.75);
    expect(numbers.r3.hits).toBe(3);
  });

  it('counts abstaining where nothing is expected, and what must not be chosen', () => {
    expect(numbers.noMatch).toMatchObject({ hits: 1, rows: 2 });
    expect(numbers.nearMiss).toMatchObject({ hits: 1, rows: 2 });
    expect(numbers.coverage).toMatchObject({ hits: 4, rows: 4 });
  });

  it('counts the chosen set: all that is expected, nothing besides; one acceptable does for one expected', () => {
    expect(numbers.setRecall).toBeCloseTo(0.75);
    expect(numbers.setPrecision).toBeCloseTo(0.75);
  });

  it('names what was confused, by reference and by script', () => {
    expect(numbers.confusions).toEqual([{ expected: 'backups.md', chosen: 'keys.md', count: 1 }]);
    expect(numbers.references.map(({ name, r1 }) => [name, r1.hits, r1.rows])).toEqual([
      ['backups.md', 1, 2],
      ['keys.md', 2, 2],
    ]);
    expect(numbers.languages.map(({ name }) => name)).toEqual(['latin']);
  });

  it('says of each miss what won, by how much, and by which evidence', () => {
    expect(numbers.misses.map(({ row: missed }) => missed.query)).toEqual([
      'rotate the API keys',
      'sending invoices',
      'rotating API keys',
    ]);
    const [miss] = numbers.misses;
    expect(miss).toMatchObject({ won: 'keys.md', rightScore: 0 });
    expect(miss?.winnerScore).toBeGreaterThan(0);
    const leads = miss?.because.map(({ ahead }) => ahead) ?? [];
    expect(leads).toEqual([...leads].sort((a, b) => b - a));
    expect(leads).toHaveLength(3);
    expect(leads.at(-1)).toBeGreaterThan(0);
  });

  it('has a curve that ends with the surest, and keeps everything at its lowest threshold', () => {
    expect(numbers.curve[0]).toMatchObject({ coverage: 1, accuracy: 0.75 });
    const thresholds = numbers.curve.map(({ threshold }) => threshold);
    expect(new Set(numbers.curve.map(({ coverage }) => coverage)).size).toBe(numbers.curve.length);
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b));
  });

  it('of no rows has no numbers, and no not-a-number', () => {
    const empty = evaluate(signpost, []);
    expect(JSON.stringify(empty)).not.toContain('null');
    expect(empty.r1.rows).toBe(0);
  });

  it('tells scripts apart', () => {
    const { languages } = evaluate(
      signpost,
      ['キーを回す', '열쇠', '钥匙', '42'].map((query) => row(query, ['keys.md'])),
    );
    expect(languages.map(({ name }) => name)).toEqual(['ja', 'ko', 'other', 'zh']);
  });

  it('counts as many requests as there are, in time proportional to them', () => {
    const decision = signpost.route('Rotating API keys without downtime.');
    const rows = Array.from({ length: 100_000 }, (_, at) => row(`keys ${at}`, ['keys.md']));
    const { references, languages } = evaluate({ catalog: signpost.catalog, route: () => decision }, rows);
    expect([references, languages].map(([group]) => group?.r1.rows)).toEqual([100_000, 100_000]);
  });

  it('refuses labels of references that are not there', () => {
    expect(() => evaluate(signpost, [row('x', ['gone.md'])])).toThrow(
      expect.objectContaining({ code: 'SIGNPOST_BAD_INPUT' }),
    );
  });

  it('is compared with an earlier one, row by row', () => {
    const before = rows.map(({ id, query, right }) => ({
      ...(id !== undefined && { id }),
      query,
      right: id === 'q1' ? false : right,
    }));
    expect(compareEvaluations(rows, [...before, { query: 'only then', right: true }])).toEqual({
      won: ['rotate API keys'],
      lost: [],
      rows: 8,
      chance: 1,
    });
    expect(parseBaseline(JSON.stringify({ rows }), 'f').map(({ right }) => right)).toEqual(
      rows.map(({ right }) => right),
    );
  });

  it.each(['', '[]', '{"rows":1}', '{"rows":[{"query":1}]}'])('refuses %j as a baseline', (text) => {
    expect(() => parseBaseline(text, 'f')).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_INPUT' }));
  });
});

describe('labels that documents bring with them', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => folder.remove());

  it('are examples and not_for of front matter', () => {
    expect(frontMatterLabels(signpost.catalog)).toEqual([
      row('our key leaked', ['keys.md']),
      row('door keys', null, { not: ['keys.md'] }),
    ]);
  });

  it('are trigger evals beside a skill, and no other JSON', async () => {
    const evals = [
      { query: 'rotate it', should_trigger: true },
      { query: 'open it', should_trigger: false },
      { query: 1 },
    ];
    folder.write({
      'root/keys/SKILL.md': '---\nname: keys\ndescription: Rotates API keys.\n---\n',
      'root/keys/evals/trigger.json': JSON.stringify(evals),
      'root/keys/package.json': '{"name":"x"}',
      'root/keys/broken.json': '[{',
      'secret.json': JSON.stringify([{ query: 'secret', should_trigger: true }]),
    });
    symlinkSync('../../secret.json', join(folder.path, 'root/keys/link.json'));
    const { catalog } = await openSignpost({ roots: [join(folder.path, 'root')] });
    expect(readTriggerEvals(catalog)).toEqual([
      row('rotate it', ['keys/SKILL.md']),
      row('open it', null, { not: ['keys/SKILL.md'] }),
    ]);
  });
});
