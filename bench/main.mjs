/**
 * Everything about speed in one run: opening and routing beside raw MiniSearch, then checking and linting beside
 * remark-validate-links.
 *
 * Usage: npm run bench -- --root DIR [--references N] [--runs N]
 *
 * The options are those of ./open-and-route.mjs and ./maintain.mjs, which say what is measured and how.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { root: { type: 'string' }, references: { type: 'string' }, runs: { type: 'string' } },
});

for (const [name, options] of [
  ['open-and-route.mjs', ['root', 'runs']],
  ['maintain.mjs', ['root', 'runs', 'references']],
]) {
  const args = options.flatMap((option) => (values[option] === undefined ? [] : [`--${option}`, values[option]]));
  const script = join(dirname(fileURLToPath(import.meta.url)), name);
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 2);
  console.log();
}
