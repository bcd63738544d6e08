/**
 * One process, many skills: how long building and opening take, how much memory, how fast requests of both lengths are answered,
 * and how often rightly, beside MiniSearch as it comes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { documentOf, EVERYDAY, readLines } from './catalogues.mjs';

const HELP = `Usage: npm run bench:scale -- --data DIR --pool DIR [--size N]… [--requests N] [--router NAME]… [--json]

  --data DIR      labelled catalogues, as for bench:routing
  --pool DIR      skills without labels (*.jsonl.br)
  --size N        skills of the pool (again for more; default: 1000, 5000, 20000 and all)
  --requests N    labelled requests of each catalogue (default: 50)
  --long N        long requests (default: 200)
  --router NAME   signpost or minisearch alone
  --json          everything

All labelled skills and as many of the pool as a size says are written into one folder, as their authors did; files that are
references of one skill get a SKILL.md with nothing but its name. \`buildSnapshot\` makes
a snapshot of it in a process of its own; another one opens that, and nothing else, answers short requests (the labelled ones) and
long ones (1,500 characters from the body of a skill), one after the other, and says how much memory it has. MiniSearch is given
name, description, triggers and body of the same skills as fields, with the options it comes with, in a process of its own; it keeps no
file, so that opening is building. R@1 and R@10 count labelled requests whose first, or one of whose first ten candidates is right, as
the mean over catalogues of skills: the pool and all other catalogues are distractors, and some of them would do as well.
`;

const LONG_CHARACTERS = 1500;
const ROUTERS = ['signpost', 'minisearch'];

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    pool: { type: 'string', default: '' },
    size: { type: 'string', multiple: true },
    requests: { type: 'string', default: '50' },
    long: { type: 'string', default: '200' },
    router: { type: 'string', multiple: true, default: ROUTERS },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
for (const folder of ['data', 'pool']) {
  if (existsSync(values[folder])) continue;
  console.error(`bench:scale: --${folder} DIR is missing or not a folder: nothing was measured`);
  process.exit(2);
}

/** Every so many-th, from beginning to end. */
const spread = (items, count) => {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, at) => items[Math.floor(at * step)]);
};

const labelled = readdirSync(values.data).sort();
const skills = [];
const short = [];
/** Catalogues whose references are files of one skill: without it a collection of skills does not hold them. */
const ofFiles = new Set();
for (const catalogue of labelled) {
  for (const skill of readLines(join(values.data, catalogue, 'skills.jsonl'))) {
    skills.push({ ...skill, path: `${catalogue}/${documentOf(skill).path}` });
    if (skill.id.endsWith('.md')) ofFiles.add(catalogue);
  }
  const pathOf = (id) => `${catalogue}/${documentOf({ id, name: '' }).path}`;
  const rows = readLines(join(values.data, catalogue, 'queries.jsonl')).filter(({ expected }) => expected?.length > 0);
  for (const { query, expected, acceptable = [] } of spread(rows, Number(values.requests))) {
    short.push({ catalogue, query, right: [...expected, ...acceptable].map(pathOf) });
  }
}
const pool = [];
for (const name of readdirSync(values.pool)
  .filter((file) => file.endsWith('.jsonl.br'))
  .sort()) {
  const lines = brotliDecompressSync(readFileSync(join(values.pool, name)))
    .toString('utf8')
    .split('\n');
  for (const line of lines.filter(Boolean)) pool.push({ ...JSON.parse(line), path: `pool/${pool.length}/SKILL.md` });
}
const bodies = pool.map(({ body = '' }) => body).filter(({ length }) => length >= LONG_CHARACTERS);
const long = spread(bodies, Number(values.long)).map((body) => body.slice(0, LONG_CHARACTERS));

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'signpost-scale-'));
const asked = join(folder, 'requests.json');
writeFileSync(asked, JSON.stringify({ short: short.map(({ query }) => query), long }));

/** Run a part in a process of its own. */
function measure(part, ...args) {
  const options = { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] };
  const child = spawnSync(
    process.execPath,
    ['--max-old-space-size=8192', join(here, 'scale-part.mjs'), part, ...args],
    options,
  );
  if (child.status !== 0) throw new Error(`${part} ended with ${child.status ?? child.signal}`);
  return JSON.parse(child.stdout);
}

/** The mean over catalogues of skills of how often one of the first k is right. */
function recall(found, most) {
  const byCatalogue = new Map();
  for (const [at, { catalogue, right }] of short.entries()) {
    if (EVERYDAY.has(catalogue)) continue;
    const hit = found[at].slice(0, most).some((id) => right.includes(id)) ? 1 : 0;
    byCatalogue.set(catalogue, [...(byCatalogue.get(catalogue) ?? []), hit]);
  }
  const means = [...byCatalogue.values()].map((hits) => hits.reduce((sum, hit) => sum + hit, 0) / hits.length);
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}

const at = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const spell = (times) => [0.5, 0.95, 0.99].map((share) => at(times, share).toFixed(1)).join(' / ');

if (!values.json) {
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${short.length} short and ${long.length} long requests`,
  );
  console.log(
    '| skills | router | build s | open s | MB | short p50 / p95 / p99 ms | long p50 / p95 / p99 ms | R@1 | R@10 |',
  );
  console.log('| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
}
try {
  const sizes = (values.size ?? ['1000', '5000', '20000', String(pool.length)]).map(Number);
  for (const size of sizes) {
    const all = [...skills, ...pool.slice(0, size)];
    const root = join(folder, `root-${size}`);
    const write = (path, text) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    for (const skill of all) write(skill.path, documentOf(skill).text);
    for (const catalogue of ofFiles) write(`${catalogue}/SKILL.md`, `---\nname: ${catalogue}\n---\n`);
    const fields = join(folder, 'fields.json');
    writeFileSync(
      fields,
      all
        .map(({ path, name, description = '', triggers = [], body = '' }) =>
          JSON.stringify({ id: path, name, description, triggers: triggers.join('\n'), body }),
        )
        .join('\n'),
    );
    for (const router of values.router) {
      const snapshot = join(folder, `${size}.snapshot`);
      const { buildMs } = router === 'signpost' ? measure('build', root, snapshot) : { buildMs: 0 };
      const result = measure(router, ...(router === 'signpost' ? [root, snapshot] : [fields]), asked);
      const measured = {
        skills: all.length,
        router,
        buildMs: router === 'signpost' ? buildMs : result.openMs,
        openMs: result.openMs,
        megabytes: result.megabytes,
        short: result.times.short,
        long: result.times.long,
        r1: recall(result.found, 1),
        r10: recall(result.found, 10),
      };
      if (values.json) console.log(JSON.stringify(measured));
      else {
        const cells = [
          all.length,
          router,
          (measured.buildMs / 1000).toFixed(1),
          (measured.openMs / 1000).toFixed(2),
          measured.megabytes.toFixed(0),
          spell(measured.short),
          spell(measured.long),
          measured.r1.toFixed(3),
          measured.r10.toFixed(3),
        ];
        console.log(`| ${cells.join(' | ')} |`);
      }
    }
    rmSync(root, { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
