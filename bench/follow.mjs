/**
 * How long an edit takes until it is in a decision, of a signpost that watches its folder.
 *
 * Usage: npm run bench:follow -- --root DIR [--runs N]
 *
 * Method: the folder is copied; skills are written, moved to another folder and removed in turn, each edit with words that only it
 * has, half a second after the one before was taken in, and requests for them are made every ten milliseconds until the decision is the
 * one of the edit. Beside it, in the same run, how long opening the folder anew takes.
 */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openSignpost } from '../dist/index.js';

const { values } = parseArgs({ options: { root: { type: 'string' }, runs: { type: 'string', default: '40' } } });
const source = resolve(values.root ?? '');
if (values.root === undefined || !statSync(source, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('bench:follow: --root DIR is missing or not a folder: nothing was measured');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'));
const root = join(folder, 'root');
cpSync(source, root, { recursive: true });

const stop = new AbortController();
const opened = performance.now();
const signpost = await openSignpost({ roots: [root], watch: true, signal: stop.signal, onProblem: console.error });
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
console.log(
  `${signpost.catalog.references.length} references, opened in ${(performance.now() - opened).toFixed(0)} ms`,
);

/** Until the first reference is the one expected, in milliseconds. */
async function until(query, id) {
  const started = performance.now();
  while (signpost.route(query).references[0]?.id !== id) {
    if (performance.now() - started > 120_000) throw new Error(`“${query}” never led to ${id}`);
    await sleep(10);
  }
  return performance.now() - started;
}

/** A word that nothing else has, of letters alone, and no slip of a finger from another. */
const wordOf = (run) =>
  createHash('sha256')
    .update(`word ${run}`)
    .digest('hex')
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)])
    .slice(0, 16);
const text = (word) => `---\ndescription: Questions about ${word} alone.\n---\n# ${word}\n\nAll about ${word}.\n`;
/** Where a skill of a name stands, whatever the root is; its folder is there then. */
function place(name) {
  mkdirSync(join(root, name), { recursive: true });
  return join(root, name, 'SKILL.md');
}
/** Whoever writes skills rests between two edits: what the watcher does after one is not counted to the next. */
const rest = () => sleep(500);
const took = { new: [], changed: [], moved: [], removed: [] };
writeFileSync(place('bench-warm'), text(wordOf(-1)));
console.log(`ready for changes after ${(await until(wordOf(-1), 'bench-warm/SKILL.md')).toFixed(0)} ms`);
for (let run = 0; run < Number(values.runs); run++) {
  const [word, other] = [wordOf(run * 2), wordOf(run * 2 + 1)];
  const [name, moved] = [`bench-${run}`, `bench-moved-${run}`];
  await rest();
  writeFileSync(place(name), text(word));
  took.new.push(await until(word, `${name}/SKILL.md`));
  await rest();
  writeFileSync(place(name), text(other));
  took.changed.push(await until(other, `${name}/SKILL.md`));
  await rest();
  renameSync(place(name), place(moved));
  took.moved.push(await until(other, `${moved}/SKILL.md`));
  await rest();
  rmSync(place(moved));
  took.removed.push(await until(other, undefined));
}
for (const [edit, times] of Object.entries(took)) {
  const sorted = times.sort((a, b) => a - b);
  const at = (share) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  console.log(`${edit.padEnd(8)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`);
}
stop.abort();
const started = performance.now();
(await openSignpost({ roots: [root] })).route('once');
console.log(`opened anew, with one request: ${(performance.now() - started).toFixed(0)} ms`);
rmSync(folder, { recursive: true, force: true });
