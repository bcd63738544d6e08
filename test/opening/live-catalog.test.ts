/** Documents that change: each decision is the one of a catalog built anew. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shippedVectors } from '../../src/assets/index.ts';
import { buildCatalog } from '../../src/catalog/index.ts';
import type { SourceDocument } from '../../src/contracts/reference.ts';
import { outlineOf } from '../../src/markdown/index.ts';
import { createLiveCatalog } from '../../src/opening/live-catalog.ts';
import { decodeSections, encodeSections, packCatalog } from '../../src/packed/index.ts';
import { createCatalogRouter } from '../../src/route/index.ts';

const WORDS =
  'invoice shift pipeline asset partition dbt cloud deploy tax customer sensor schedule audit ranking'.split(' ');
const word = fc.constantFrom(...WORDS, 'invioce', 'pipelines', 'quarterly', 'zebra');
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const name = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'seo-audit', 'omega');
const file = fc.oneof(
  fc
    .record({ name, description: text, triggers: fc.array(text, { maxLength: 3 }), body: text, sends: name })
    .map((made) => ({
      path: `skills/${made.name}/SKILL.md`,
      text: `---\nname: ${made.name}\ndescription: "${made.description}. For ${made.body || 'audits'}, use ${made.sends}."\ntriggers: ${JSON.stringify(made.triggers)}\n---\n# ${made.name}\n\n${made.body}\n\n## When\n\n- ${made.description || 'x'} → [${made.sends}](../${made.sends}/SKILL.md)\n`,
    })),
  fc.record({ name, body: text, globs: fc.boolean(), always: fc.boolean() }).map((made) => ({
    path: `skills/${made.name}/references/${made.name}.md`,
    text: `---\ndescription: ${made.body || 'nothing'}${made.globs ? '\nglobs: "*.sql"' : ''}${made.always ? '\nalwaysApply: true' : ''}\n---\n# About ${made.name}\n\n${made.body.repeat(3)}\n`,
  })),
  fc.record({ listed: fc.array(name, { maxLength: 3 }), says: text }).map(({ listed, says }) => ({
    path: 'skills/INDEX.md',
    text: `# Index\n\n<!-- BEGIN GENERATED INDEX -->\n${listed.map((one) => `- [${one}](./${one}/SKILL.md) — ${says || 'nothing'}`).join('\n')}\n<!-- END GENERATED INDEX -->\n`,
  })),
);
const edit = fc.oneof(
  { weight: 4, arbitrary: file.map((made) => (files: Map<string, string>) => files.set(made.path, made.text)) },
  {
    weight: 1,
    arbitrary: fc
      .nat()
      .map((at) => (files: Map<string, string>) => files.delete([...files.keys()][at % Math.max(1, files.size)] ?? '')),
  },
);

const QUERIES = [
  'invoice tax',
  'deploy the dbt pipeline',
  'invioce',
  'audit ranking quarterly',
  'zebra',
  'which schedule?',
  '',
];
const OPTIONS = [
  { limit: 5, explain: true },
  { limit: 3, context: { files: ['models/a.sql'], history: ['customer shift'] } },
];

function packed(documents: readonly SourceDocument[]) {
  const sections = decodeSections(
    encodeSections(packCatalog({ ...buildCatalog(documents), outlineOf }, shippedVectors())),
  );
  if (!sections) throw new Error('cannot decode what was encoded');
  return sections;
}

function documentsOf(files: ReadonlyMap<string, string>): SourceDocument[] {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => ({ path, text: content }));
}

it('decides after every edit as a catalog built anew', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), fc.array(edit, { minLength: 1, maxLength: 40 }), (before, edits) => {
      const files = new Map<string, string>();
      for (const change of before) change(files);
      const live = createLiveCatalog(packed(documentsOf(files)), true);
      for (const [at, change] of edits.entries()) {
        change(files);
        const documents = documentsOf(files);
        const now = live.update(documents, []);
        if (at % 4 !== 0 && at !== edits.length - 1) continue;
        const { catalog, messages } = buildCatalog(documents);
        const { route } = createCatalogRouter(catalog, shippedVectors);
        expect(now.messages.map(String)).toEqual(messages.map(String));
        for (const query of QUERIES)
          for (const options of OPTIONS) expect(now.route(query, options)).toEqual(route(query, options));
      }
    }),
    { numRuns: 40 },
  );
});
