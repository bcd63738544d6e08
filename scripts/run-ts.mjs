/**
 * Run a TypeScript script of this folder over the sources: Node 20 reads none itself.
 *
 * Usage: node scripts/run-ts.mjs SCRIPT [ARGUMENTS…]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const top = join(dirname(fileURLToPath(import.meta.url)), '..');
const [script = ''] = process.argv.splice(2, 1);
// Where packages are found.
const folder = mkdtempSync(join(top, 'node_modules/.script-'));
const outfile = join(folder, `${basename(script, '.ts')}.mjs`);
try {
  await build({
    entryPoints: [join(top, script)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  await import(pathToFileURL(outfile).href);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
