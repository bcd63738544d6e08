/**
 * The catalog room in a process of its own: a test that hangs is ended after a while, and files without
 * read permission bind even when the tests run as root.
 */

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/** What `readRoot` came to in the other process. */
export interface Outcome {
  readonly paths: readonly string[];
  /** `file code`. */
  readonly messages: readonly string[];
  /** Code of the error thrown, if one was. */
  readonly error?: string;
}

const source = join(import.meta.dirname, '../../../src/load/catalog/read-root.ts');
const program = `
  const { readRoot } = require('./catalog.cjs');
  const told = ({ file, ruleId }) => file + ' ' + ruleId;
  let outcome;
  try {
    const { documents, messages } = readRoot(process.argv[2]);
    outcome = { paths: documents.map(({ path }) => path), messages: messages.map(told) };
  } catch (error) {
    outcome = { paths: [], messages: [], error: error.code };
  }
  process.stdout.write(JSON.stringify(outcome));
`;

let folder: string | undefined;

/** Read a root as somebody without special rights, within twenty seconds. */
export function readRootApart(root: string): Outcome {
  folder ??= prepare();
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const run = spawnSync(process.execPath, [join(folder, 'main.cjs'), root], {
    ...nobody,
    encoding: 'utf8',
    timeout: 20_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error) throw new Error(`No answer from readRoot: ${run.error.message}`, { cause: run.error });
  if (run.status !== 0) throw new Error(`readRoot ended with ${run.status ?? run.signal}: ${run.stderr}`);
  return JSON.parse(run.stdout) as Outcome;
}

/** Take away what `readRootApart` needed. */
export function cleanUpApart(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}

function prepare(): string {
  const made = mkdtempSync(join(tmpdir(), 'signpost-apart-'));
  chmodSync(made, 0o755);
  buildSync({
    entryPoints: [source],
    outfile: join(made, 'catalog.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  writeFileSync(join(made, 'main.cjs'), program);
  for (const file of ['catalog.cjs', 'main.cjs']) chmodSync(join(made, file), 0o644);
  return made;
}
