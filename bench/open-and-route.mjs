/**
 * How long opening and routing take, beside raw MiniSearch over the same text in the same run.
 *
 * Usage: npm run bench:route -- --root DIR [--runs N]
 *
 * Method: every pair of measurements alternates, because machines are noisy; medians and percentiles over all runs
 * are printed with their ratio, never judged. Before anything is timed, each request is routed twice and has to give
 * the same decision.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import { Bench } from 'tinybench';
import { openSignpost } from '../dist/index.js';

const { values } = parseArgs({ options: { root: { type: 'string' }, runs: { type: 'string', default: '15' } } });
const root = values.root ?? '';
if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('bench: --root DIR is missing or not a folder: nothing was measured');
  process.exit(2);
}
const runs = Number(values.runs);
const here = dirname(fileURLToPath(import.meta.url));
const bin = join(here, '../dist/bin/signpost.cjs');
const library = JSON.stringify(new URL('../dist/index.js', import.meta.url).href);
const requests = readFileSync(join(here, 'requests.txt'), 'utf8').split('\n').filter(Boolean);

const percentile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
const ms = (number) => `${number.toFixed(number < 10 ? 3 : 1)} ms`;

function timeProcess(args, cache = 'off') {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore', env: { ...process.env, SIGNPOST_CACHE: cache } });
  return performance.now() - start;
}

/**
 * A fresh process that imports the library, one that opens the snapshot by it and routes, and one of `signpost route`, from the snapshot
 * and from the documents, beside one of `node -e 0`.
 */
async function benchStart() {
  // A folder nobody else may write to: in any other nothing is kept.
  mkdirSync(join(homedir(), '.cache'), { recursive: true });
  const cache = mkdtempSync(join(homedir(), '.cache/signpost-bench-'));
  const route = [bin, 'route', '--root', root, requests[0]];
  const imported = ['-e', `import(${library})`];
  const open = `openSignpost({ roots: [${JSON.stringify(root)}], snapshot: true })`;
  const opened = [
    '-e',
    `import(${library}).then(async ({ openSignpost }) => (await ${open}).route(${JSON.stringify(requests[0])}))`,
  ];
  try {
    // What changed within the last two seconds is never taken for fresh: the second run finds it at rest.
    timeProcess(route, cache);
    await new Promise((resolve) => setTimeout(resolve, 2100));
    timeProcess(route, cache);
    const times = { empty: [], imported: [], opened: [], snapshot: [], documents: [] };
    for (let run = 0; run < runs; run++) {
      times.empty.push(timeProcess(['-e', '0']));
      times.imported.push(timeProcess(imported));
      times.opened.push(timeProcess(opened, cache));
      times.snapshot.push(timeProcess(route, cache));
      times.documents.push(timeProcess(route));
    }
    const base = percentile(times.empty, 0.5);
    const names = {
      imported: "fresh process of import 'signpost'",
      opened: 'the same, then open its snapshot and route',
      snapshot: 'fresh process of signpost route, from its snapshot',
      documents: 'the same, from the documents',
    };
    return Object.entries(names).map(([of, name]) => {
      const ours = percentile(times[of], 0.5);
      return [`${name}, median of ${runs}`, ms(ours), `node -e 0: ${ms(base)}`, `${(ours / base).toFixed(2)}×`];
    });
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function benchOpen() {
  const times = [];
  let signpost;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    signpost = await openSignpost({ roots: [root] });
    times.push(performance.now() - start);
  }
  return { signpost, row: [`open, median of ${runs}`, ms(percentile(times, 0.5)), `first: ${ms(times[0])}`, ''] };
}

/** MiniSearch as it comes over the same fields. */
function rawIndex(references) {
  const fields = ['name', 'title', 'description', 'triggers', 'headings', 'body'];
  const index = new MiniSearch({ fields });
  index.addAll(
    references.map((reference) => ({
      ...reference,
      triggers: reference.triggers.join('\n'),
      headings: reference.headings.join('\n'),
    })),
  );
  return index;
}

async function benchRoute(signpost) {
  const raw = rawIndex(signpost.catalog.references);
  for (const request of requests) {
    const [one, other] = [signpost.route(request), signpost.route(request)].map((decision) => JSON.stringify(decision));
    if (one !== other) throw new Error(`two decisions for one request: ${request}`);
  }
  const bench = new Bench({ time: 2000, warmupTime: 500, retainSamples: true });
  let ours = 0;
  let theirs = 0;
  bench
    .add('route', () => signpost.route(requests[ours++ % requests.length]))
    .add('raw', () => raw.search(requests[theirs++ % requests.length]));
  await bench.run();
  const samples = bench.tasks.map(({ result }) => result.latency);
  return ['p50', 'p95'].map((name) => {
    const share = name === 'p50' ? 0.5 : 0.95;
    const [a, b] = samples.map(({ samples: taken }) => percentile(taken, share));
    return [`route, ${name}`, ms(a), `raw MiniSearch.search: ${ms(b)}`, `${(a / b).toFixed(2)}×`];
  });
}

const start = await benchStart();
const { signpost, row } = await benchOpen();
const route = await benchRoute(signpost);
const peak = process.resourceUsage().maxRSS / 1024;
const rows = [...start, row, ...route, ['peak memory of this process', `${peak.toFixed(0)} MB`, '', '']];
console.log(`${signpost.catalog.references.length} references, ${requests.length} requests, Node ${process.version}`);
console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
for (const cells of rows) console.log(cells.map((cell, column) => cell.padEnd([70, 12, 36, 0][column])).join(''));
