/**
 * How often the router is right, beside MiniSearch as it comes, on the same labelled requests in one run.
 *
 * Usage: npm run bench:quality -- --data DIR [--vectors FILE] [--ablation] [--confusions N]
 *
 * Four routers: MiniSearch over name and description, MiniSearch over all fields, signpost by words alone, and signpost in
 * full. What is fitted was fitted on all catalogues but the one that is measured. `answered` is the share of requests that
 * were not turned away; `foreign away` that of requests of other catalogues, `none away` that of labelled requests nothing
 * answers; a near miss is a reference the label says must not be chosen. `--ablation` takes out one group of features at a
 * time; `--confusions` lists the references most often taken for others.
 */

import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { crossValidate, type LeftOut } from '../scripts/weights/cross-validate.ts';
import { tableOf } from '../scripts/weights/measure.ts';
import { type LabelledCatalogue, readCatalogues, type Skill } from '../scripts/weights/read-rows.ts';
import { decodeWordVectors } from '../src/search/vectors/word-vectors.ts';

/** Features that look at the same thing. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'BM25+ scores by field': ['triggersScore', 'descriptionScore', 'bodyScore'],
  'coverage of the request': ['coverage', 'relatedCoverage', 'fullCoverage'],
  'coverage by words near in meaning': ['relatedCoverage'],
  'coverage of the description': ['precision', 'statement'],
  'neighbouring words': ['pairs', 'bodyPairs'],
  phrases: ['phrase'],
  handoffs: ['received'],
  spelling: ['spelling'],
  'cosines of whole references': ['meaning'],
  'cosines of passages and phrases': ['passageMeaning', 'phraseMeaning'],
};

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    vectors: { type: 'string', default: 'vectors/skills.bin' },
    ablation: { type: 'boolean' },
    confusions: { type: 'string' },
  },
});
const data = values.data ?? '';
if (!statSync(data, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('bench:quality: --data DIR is missing or not a folder: nothing was measured');
  process.exitCode = 2;
} else {
  measure();
}

function measure(): void {
  const vectors = decodeWordVectors(readFileSync(values.vectors));
  if (!vectors) throw new Error(`${values.vectors} holds no vectors`);
  const lexical = [...readCatalogues(data, undefined)];
  print('MiniSearch as it comes, name and description', tableOf(raw(lexical, ['name', 'description'])));
  print('MiniSearch as it comes, all fields', tableOf(raw(lexical, ['name', 'description', 'triggers', 'body'])));
  print('signpost by words alone', tableOf(crossValidate(lexical, 'lexical').leftOut));
  const catalogues = [...readCatalogues(data, vectors)];
  const full = crossValidate(catalogues, 'full').leftOut;
  print('signpost in full', tableOf(full));
  if (values.confusions !== undefined) printConfusions(full, Number(values.confusions));
  if (!values.ablation) return;
  console.log('\nsignpost in full, without');
  for (const [group, features] of Object.entries(GROUPS)) {
    const { figures } = tableOf(crossValidate(catalogues, 'full', new Set(features)).leftOut);
    console.log(`${group.padEnd(42)}${JSON.stringify(figures)}`);
  }
}

/** MiniSearch knows no confidence: it is right or wrong, and turns nobody away. */
function raw(catalogues: readonly LabelledCatalogue[], fields: (keyof Skill)[]): LeftOut[] {
  return catalogues.map((catalogue) => {
    const index = new MiniSearch<Skill>({
      fields,
      extractField: (skill, field) => String(skill[field as keyof Skill]),
    });
    index.addAll(catalogue.skills);
    const decided = catalogue.rows
      .filter(({ kind }) => kind === 'in')
      .map((row) => {
        const found = index.search(row.query).slice(0, 3);
        const candidates = found.map(({ id }) => ({
          id: String(id),
          right: row.answers.has(String(id)),
          wrong: false,
        }));
        return { row, candidates, confidence: 0, scope: 1 };
      });
    return { catalogue, decided, parameters: { abstainBelow: 0 } };
  });
}

function print(title: string, { text }: { readonly text: string }): void {
  console.log(`\n${title}\n${text}`);
}

function printConfusions(leftOut: readonly LeftOut[], most: number): void {
  const counts = new Map<string, { count: number; example: string }>();
  for (const { catalogue, decided } of leftOut) {
    for (const { row, candidates } of decided) {
      const [first] = candidates;
      if (row.kind !== 'in' || !first || first.right) continue;
      const expected = candidates.find(({ right }) => right)?.id ?? 'none of the candidates';
      const pair = `${catalogue.name}: ${expected} → ${first.id}`;
      const before = counts.get(pair);
      counts.set(pair, { count: (before?.count ?? 0) + 1, example: before?.example ?? row.query });
    }
  }
  console.log('\nmost often confused');
  const worst = [...counts].sort(([a, m], [b, n]) => n.count - m.count || (a < b ? -1 : 1)).slice(0, most);
  for (const [pair, { count, example }] of worst) {
    console.log(`${String(count).padStart(4)}  ${pair}\n      ${example.replace(/\s+/g, ' ').slice(0, 140)}`);
  }
}
