/**
 * Fit the numbers of the router on labelled requests, and measure them with one catalogue left out at a time.
 *
 * Usage: npm run fit-weights -- --data DIR [--vectors FILE] [--write]
 *
 * Prints R@1, R@3 and the expected calibration error of each catalogue, for words alone and with vectors. `--write` puts
 * what was fitted on all catalogues into `src/route/weights.json`. Deterministic.
 */

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Parameters } from '../src/route/parameters.ts';
import { decodeWordVectors } from '../src/search/vectors/word-vectors.ts';
import { crossValidate } from './weights/cross-validate.ts';
import { tableOf } from './weights/measure.ts';
import { readCatalogues } from './weights/read-rows.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    vectors: { type: 'string', default: 'vectors/skills.bin' },
    write: { type: 'boolean' },
  },
});
const data = values.data ?? '';
if (!statSync(data, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('fit-weights: --data DIR is missing or not a folder: nothing was fitted');
  process.exitCode = 2;
} else {
  const vectors = decodeWordVectors(readFileSync(values.vectors));
  if (!vectors) throw new Error(`${values.vectors} holds no vectors: run \`npm run train-vectors\``);
  const fitted: Partial<Record<'lexical' | 'full', Parameters>> = {};
  const made: Record<string, unknown> = { by: 'npm run fit-weights', leaveOneCatalogueOut: {} };
  for (const mode of ['lexical', 'full'] as const) {
    const catalogues = [...readCatalogues(data, mode === 'full' ? vectors : undefined)];
    const { all, leftOut } = crossValidate(catalogues, mode);
    const table = tableOf(leftOut);
    console.log(`\n${mode}, each catalogue left out of its own fit\n${table.text}`);
    fitted[mode] = all;
    made['catalogues'] = catalogues.length;
    made['requests'] = catalogues.reduce((sum, { rows }) => sum + rows.filter(({ kind }) => kind === 'in').length, 0);
    made['leaveOneCatalogueOut'] = { ...(made['leaveOneCatalogueOut'] as object), [mode]: table.figures };
  }
  if (values.write) {
    writeFileSync('src/route/weights.json', `${JSON.stringify({ provenance: made, ...fitted }, null, 2)}\n`);
  }
}
