/** Routers of edited catalogs: made from what is there, and made anew. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, ResolvedBranch } from '../../../src/domain/reference.ts';
import { buildCatalog } from '../../../src/load/catalog/build-catalog.ts';
import { createWhatIf, withTrigger } from '../../../src/maintain/what-if/what-if.ts';
import { explainWhyNot } from '../../../src/maintain/what-if/why-not.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createCatalogRouter } from '../../../src/storage/memory/catalog-router.ts';

const WORDS = [
  'invoice',
  'invoices',
  'ledger',
  'rotate',
  'keys',
  'vault',
  'dbt',
  'Cloud',
  '配置',
  'plan',
  'shift',
  'chart',
];
const SLIPS = ['invoce', 'ledgr', 'rottate', 'zyzzyva', 'vautl', 'rotator'];
const words = (least: number, most: number, from = WORDS) =>
  fc.array(fc.constantFrom(...from), { minLength: least, maxLength: most }).map((list) => list.join(' '));
const page = fc.record({
  description: words(0, 8),
  triggers: fc.array(words(1, 3), { maxLength: 3 }),
  examples: fc.array(words(1, 5), { maxLength: 2 }),
  body: words(0, 30),
});
const documents = fc.array(page, { minLength: 1, maxLength: 8 }).map((pages) => [
  {
    path: 'SKILL.md',
    text: '---\nname: all\ndescription: Everything.\n---\n## Decision Tree\n\n- Plan a shift? → [first](./page-0.md)\n',
  },
  ...pages.map(({ description, triggers, examples, body }, at) => {
    const fields = { description, triggers, examples };
    const yaml = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    return { path: `page-${at}.md`, text: ['---', ...yaml, '---', `# Page ${at}`, '', body].join('\n') };
  }),
]);
const query = words(1, 8, [...WORDS, ...SLIPS]);
const phrase = fc.oneof(words(1, 6, [...WORDS, ...SLIPS]), fc.string({ minLength: 1, maxLength: 20 }));
const options = { limit: 20, explain: true } as const;

describe.each([
  ['by words alone', undefined],
  ['by meaning, too', shippedVectors],
])('an edit on trial, %s', (_how, vectors) => {
  it('decides and explains as a router of the edited catalog made anew', () => {
    fc.assert(
      fc.property(
        documents,
        phrase,
        fc.nat(),
        fc.array(query, { minLength: 1, maxLength: 4 }),
        (given, trigger, at, queries) => {
          const { catalog } = buildCatalog(given);
          const tried = createWhatIf(catalog, {}, vectors);
          const id = catalog.references[at % catalog.references.length]?.id ?? '';
          const edited = tried.routeOver(withTrigger(catalog, id, trigger));
          const anew = createCatalogRouter(withTrigger(catalog, id, trigger), vectors).route;
          const branch: ResolvedBranch = {
            ...(catalog.branches[0] ?? { owner: 'SKILL.md', heading: 'Decision Tree', line: 1 }),
            conditions: [trigger],
            targets: [id],
            fallback: false,
          };
          const grown: Catalog = { ...catalog, branches: [...catalog.branches, branch] };
          const branched = tried.routeOver(grown);
          const grownAnew = createCatalogRouter(grown, vectors).route;
          for (const text of [trigger, ...queries]) {
            expect(edited(text, options)).toEqual(anew(text, options));
            expect(branched(text, options)).toEqual(grownAnew(text, options));
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('why not, while others wait', () => {
  const catalogOf = (size: number, triggers: number) =>
    buildCatalog(
      Array.from({ length: size }, (_, at) => {
        const said = Array.from({ length: triggers }, (_none, place) => `subject ${at} of ${place}`);
        const yaml = `description: Subject ${at}.\ntriggers: ${JSON.stringify(said)}`;
        return { path: `page-${at}.md`, text: `---\n${yaml}\n---\n# Page ${at}\n` };
      }),
    ).catalog;
  it.each([
    { size: 250, triggers: 1, isTried: true },
    { size: 251, triggers: 1, isTried: false },
    { size: 10, triggers: 101, isTried: false },
  ])('tries no edit in a catalog that is too large: $size references, $triggers triggers each', (row) => {
    const catalog = catalogOf(row.size, row.triggers);
    const tried = createWhatIf(catalog, {}, undefined);
    const asked = { query: 'subject 3', reference: 'page-5.md' };
    const held = explainWhyNot(tried, { ...asked, isWaitedFor: true });
    expect(held).toMatchObject({ isChosen: false, isTried: row.isTried });
    expect(held.evidence.length).toBeGreaterThan(0);
    if (!row.isTried) expect(held.edit).toBeUndefined();
    else expect(explainWhyNot(tried, asked)).toEqual(held);
  });
});
