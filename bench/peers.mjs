/**
 * How often signpost is right and how long it takes, beside what else searches text in a Node process: MiniSearch, Orama,
 * FlexSearch, Lunr, Fuse.js, wink-bm25 and FTS5 of SQLite, on the same documents and requests in one run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { buildSignpost } from '../dist/session/build-signpost.js';
import { documentOf, EVERYDAY, readLines } from './catalogues.mjs';

const HELP = `Usage: npm run bench:peers -- --data DIR --pool DIR [--catalogue NAME]… [--peer NAME]… [--documents N] [--runs N]
       [--speed] [--json]

  --data DIR        labelled catalogues, as for bench:routing
  --pool DIR        skills to measure speed on (*.jsonl.br)
  --catalogue NAME  only this one (again for more)
  --peer NAME       only this one: a file of bench/peers (again for more)
  --documents N     how many of the pool (default: 200)
  --runs N          processes that measure the speed of each, in turn (default: 3)
  --speed           speed and memory alone
  --json            everything, each catalogue by itself

Everyone is given the text that signpost reads of a document (name, title, description, triggers, headings, body), and each file
of bench/peers cites the documentation its configuration follows. R@1 and R@3 count requests whose first, or one of whose first
three documents is among the expected or acceptable ones; requests that nothing answers are left out, because only signpost
abstains, and of signpost its candidates count, whether it chose, asked or abstained. The macro average is over catalogues of
skills. Each router has processes of its own. Build time is from the documents to the first answer: signpost reads markdown in it,
the others have their fields given. Every request is asked once before it is timed three times in each process, and has to be
answered alike; its time is the median of all of them, because machines are noisy, and percentiles are over requests.
`;

const PEERS = ['signpost', 'minisearch', 'orama', 'flexsearch', 'lunr', 'fuse', 'wink-bm25', 'fts5'];
/** As many as give a 95th percentile that stands on more than a few. */
const TIMED_REQUESTS = 300;
/** The first is not timed. */
const ROUNDS = 4;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    pool: { type: 'string', default: '' },
    catalogue: { type: 'string', multiple: true },
    peer: { type: 'string', multiple: true, default: PEERS },
    documents: { type: 'string', default: '200' },
    runs: { type: 'string', default: '3' },
    speed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const here = dirname(fileURLToPath(import.meta.url));

function stop(message) {
  console.error(`bench:peers: ${message}: nothing was measured`);
  process.exit(2);
}
if (values.help) {
  console.log(HELP);
  process.exit();
}
for (const option of ['data', 'pool']) {
  if (!existsSync(values[option])) stop(`--${option} DIR is missing or not a folder`);
}
// What is compiled comes last, and not at all where install scripts are held back.
if (!existsSync(join(here, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'))) {
  stop('the peers are not installed; run `npm ci --prefix bench`');
}

/** What signpost reads of skills, by the names of the fields that everyone is given. */
function documentsOf(skills) {
  const sources = skills.map(documentOf);
  const { references } = buildSignpost(sources).catalog;
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  return references.map(({ id, name, title, description, triggers, examples, headings, body }) => ({
    id,
    name,
    title,
    description,
    triggers: [...triggers, ...examples].join('\n'),
    headings: headings.join('\n'),
    body,
    text: texts.get(id),
  }));
}

function readCatalogue(name) {
  const skills = readLines(join(values.data, name, 'skills.jsonl'));
  const paths = new Map(skills.map((skill) => [skill.id, documentOf(skill).path]));
  const rows = readLines(join(values.data, name, 'queries.jsonl')).filter(({ expected }) => expected?.length);
  return {
    name,
    documents: documentsOf(skills),
    requests: rows.map(({ query }) => query),
    right: rows.map(({ expected, acceptable = [] }) => [...expected, ...acceptable].map((id) => paths.get(id))),
  };
}

/** As many of a list, spread evenly over it. */
const spread = (list, count) =>
  Array.from({ length: Math.min(count, list.length) }, (_, at) => list[Math.floor((at * list.length) / count)]);

function readPool(count) {
  const files = readdirSync(values.pool).filter((file) => file.endsWith('.jsonl.br'));
  const each = Math.ceil(count / files.length);
  const skills = files.flatMap((file) => {
    const lines = brotliDecompressSync(readFileSync(join(values.pool, file)))
      .toString()
      .split('\n');
    return spread(lines.filter(Boolean), each).map((line) => JSON.parse(line));
  });
  return documentsOf(skills.slice(0, count));
}

const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'));
function measure(peer, input) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, 'measure-peer.mjs'), peer, input], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`${peer} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function write(name, input) {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(input));
  return path;
}

/** Share of requests with a right document among the first `depth`. */
const recall = ({ right }, found, depth) =>
  right.filter((ids, at) => found[at].slice(0, depth).some((id) => ids.includes(id))).length / right.length;
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const percentile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)];
};
const median = (numbers) => percentile(numbers, 0.5);

/** Recall by catalogue, and its averages over catalogues of skills. */
function quality(peer, catalogues, input) {
  const { results } = measure(peer, input);
  const recalls = catalogues.map((catalogue, at) => ({
    catalogue: catalogue.name,
    requests: catalogue.requests.length,
    first: recall(catalogue, results[at].found, 1),
    third: recall(catalogue, results[at].found, 3),
  }));
  const skills = recalls.filter(({ catalogue }) => !EVERYDAY.has(catalogue));
  const requests = skills.reduce((sum, row) => sum + row.requests, 0);
  const averages = (depth) => ({
    macro: mean(skills.map((row) => row[depth])),
    micro: skills.reduce((sum, row) => sum + row[depth] * row.requests, 0) / requests,
  });
  return { first: averages('first'), third: averages('third'), catalogues: recalls };
}

function speed(runs) {
  const [{ name, version }] = runs;
  const rounds = runs.flatMap(({ results: [{ times }] }) => times.slice(1));
  const times = rounds[0].map((_, at) => median(rounds.map((round) => round[at])));
  return {
    name,
    version,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    buildMs: median(runs.map(({ results: [{ buildMs }] }) => buildMs)),
    peakMb: median(runs.map(({ peakMb }) => peakMb)),
    beforeMb: median(runs.map(({ beforeMb }) => beforeMb)),
  };
}

try {
  const all = readdirSync(values.data).filter((name) => existsSync(join(values.data, name, 'queries.jsonl')));
  const catalogues = (values.catalogue ?? all).map(readCatalogue);
  const requests = catalogues.filter(({ name }) => !EVERYDAY.has(name)).flatMap((catalogue) => catalogue.requests);
  const labelled = write('labelled.json', { catalogues, rounds: 1 });
  const pool = { documents: readPool(Number(values.documents)), requests: spread(requests, TIMED_REQUESTS) };
  const timed = write('timed.json', { catalogues: [pool], rounds: ROUNDS });
  const runs = new Map(values.peer.map((peer) => [peer, []]));
  for (let run = 0; run < Number(values.runs); run++) {
    for (const peer of values.peer) runs.get(peer).push(measure(peer, timed));
  }
  const rows = values.peer.map((peer) => ({
    ...speed(runs.get(peer)),
    ...(!values.speed && quality(peer, catalogues, labelled)),
  }));
  const machine = { node: process.version, cores: cpus().length, processor: cpus()[0]?.model ?? 'unknown processor' };
  const asked = { requests: requests.length, documents: pool.documents.length, timed: pool.requests.length };
  if (values.json) console.log(JSON.stringify({ machine, asked, rows }, undefined, 2));
  else print(machine, asked, rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(machine, asked, rows) {
  const share = (number) => number?.toFixed(3).replace(/^0/, '') ?? '–';
  const fastest = Math.min(...rows.map(({ p95Ms }) => p95Ms));
  console.log(`Node ${machine.node}, ${machine.cores} × ${machine.processor}`);
  console.log(
    `R@1 and R@3 of ${asked.requests} requests, macro and micro; speed and memory of ${asked.timed} requests at ${asked.documents} documents`,
  );
  const table = [
    ['', 'version', 'R@1', 'micro', 'R@3', 'micro', 'p50', 'p95', 'of the fastest', 'build', 'memory'],
    ...rows.map((row) => [
      row.name,
      row.version,
      share(row.first?.macro),
      share(row.first?.micro),
      share(row.third?.macro),
      share(row.third?.micro),
      `${row.p50Ms.toFixed(2)} ms`,
      `${row.p95Ms.toFixed(2)} ms`,
      `${(row.p95Ms / fastest).toFixed(1)}×`,
      `${row.buildMs.toFixed(0)} ms`,
      `${row.peakMb.toFixed(0)} MB`,
    ]),
  ];
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  for (const cells of table) console.log(cells.map((cell, column) => cell.padEnd(widths[column])).join('  '));
  console.log(`Before a router is loaded a process has ${median(rows.map(({ beforeMb }) => beforeMb)).toFixed(0)} MB.`);
}
