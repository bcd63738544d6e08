/**
 * Run the tests over real corpora, which the project does not hold.
 *
 * Usage: npm run test:corpora -- --corpora DIR [--routing DIR]
 *
 * The first holds `dagster-expert/<revision>/` and `decision-trees/`, the second labelled catalogues. Without the first
 * the tests that need it say that nothing was compared, and this fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { corpora: { type: 'string' }, routing: { type: 'string' } } });
const corpora = resolve(values.corpora ?? '');
if (values.corpora === undefined || !existsSync(join(corpora, 'dagster-expert'))) {
  console.error('test:corpora: --corpora DIR is missing or holds no dagster-expert/: nothing was compared');
  process.exit(2);
}
const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const tests = [
  'test/maintain/index-blocks/corpora.test.ts',
  'test/maintain/lint/corpora.test.ts',
  'test/load/markdown/corpus.test.ts',
  'test/storage/pack/catalogues.test.ts',
  'test/storage/postgres/catalogues.test.ts',
];
// They compute, and wait for nothing: one a core.
const vitest = [join(top, 'node_modules/vitest/vitest.mjs'), 'run', `--maxWorkers=${availableParallelism()}`];
const { status } = spawnSync(process.execPath, [...vitest, ...tests], {
  cwd: top,
  stdio: 'inherit',
  env: { ...process.env, SIGNPOST_CORPORA: corpora, SIGNPOST_ROUTING: values.routing && resolve(values.routing) },
});
process.exitCode = status ?? 1;
