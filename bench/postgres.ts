/**
 * What a catalog of some thousand documents takes of PostgreSQL: to push, to keep, to ask.
 *
 *   npm run bench:postgres -- --pool DIR --requests DIR [--sizes 10000,50000] [--asked 400] [--compared 10000]
 *
 * The pool has a folder of `skills-NN.jsonl.br`, requests are labelled catalogues (`*\/queries.jsonl`). Past the size of the
 * pool documents are made of two of it each. Up to `--compared` documents every decision is compared with one in process.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import type { Decision } from '../src/domain/decision.ts';
import type { PushResult } from '../src/domain/push-result.ts';
import type { SourceDocument } from '../src/domain/reference.ts';
import { buildCatalog } from '../src/load/catalog/build-catalog.ts';
import { outlineOf } from '../src/load/markdown/outline.ts';
import { simdProducts } from '../src/search/vectors/simd-products.ts';
import { decodeWordVectors } from '../src/search/vectors/word-vectors.ts';
import { createStoredSignpost } from '../src/session/stored-signpost.ts';
import { createCatalogRouter } from '../src/storage/memory/catalog-router.ts';
import { connect } from '../src/storage/postgres/connect.ts';
import { pushCatalog } from '../src/storage/postgres/push-catalog.ts';

interface Skill {
  readonly name: string;
  readonly description: string;
  readonly body: string;
}

const { values } = parseArgs({
  options: {
    pool: { type: 'string' },
    requests: { type: 'string' },
    sizes: { type: 'string', default: '10000,50000' },
    asked: { type: 'string', default: '400' },
    compared: { type: 'string', default: '10000' },
  },
});
const store = process.env['SIGNPOST_POSTGRES'];
if (!values.pool || !values.requests || !store) {
  console.error('usage: npm run bench:postgres -- --pool DIR --requests DIR [--sizes N,…] [--asked N] [--compared N]');
  process.exit(2);
}

const jsonLines = <Row>(text: string): Row[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): Row => JSON.parse(line));

function readPool(folder: string): Skill[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl.br'));
  return files
    .sort()
    .flatMap((name) => jsonLines<Skill>(brotliDecompressSync(readFileSync(join(folder, name))).toString()));
}

/** Requests of all catalogues in turn, so that any number of them is of many subjects. */
function readRequests(folder: string, most: number): string[] {
  const lists = readdirSync(folder)
    .sort()
    .map((name) =>
      jsonLines<{ query: string }>(readFileSync(join(folder, name, 'queries.jsonl'), 'utf8')).map(({ query }) => query),
    );
  const longest = Math.max(...lists.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  return [...new Set(inTurn)].slice(0, most);
}

function documentAt(pool: readonly Skill[], at: number): SourceDocument {
  const own = pool[at % pool.length] ?? { name: '', description: '', body: '' };
  const copy = Math.floor(at / pool.length);
  const other = copy === 0 ? own : (pool[(at * 7919 + copy) % pool.length] ?? own);
  const half = (text: string, from: 0 | 1) => text.slice(from * (text.length >> 1), (1 + from) * (text.length >> 1));
  const description = copy === 0 ? own.description : `${half(own.description, 0)} ${half(other.description, 1)}`;
  const body = copy === 0 ? own.body : `${half(own.body, 0)}\n\n${half(other.body, 1)}`;
  const name = copy === 0 ? own.name : `${own.name}-${other.name}`;
  const front = `---\nname: ${JSON.stringify(name)}\ndescription: ${JSON.stringify(description)}\n---\n\n`;
  return { path: `skill-${String(at).padStart(7, '0')}/SKILL.md`, text: `${front}${body}\n` };
}

/** What a decision comes to for whoever asked. */
function chosenIn({ decision, references }: Decision): unknown {
  return [decision, references.map(({ id }) => id)];
}

function share(sorted: readonly number[], part: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(1);
}

// A bundled script stands elsewhere than the vectors it would look for.
const vectors = decodeWordVectors(readFileSync('vectors/skills.bin'), simdProducts());
const requests = readRequests(values.requests, Number(values.asked));
const warmUp = requests.splice(0, Math.min(50, requests.length >> 1));
const sql = connect(store);
const sizeOf = async () => {
  const rows = await sql
    .query<{ name: string; bytes: string }>(
      `SELECT relname AS name, pg_total_relation_size(c.oid) AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
       WHERE nspname = 'signpost' AND relkind = 'r'`,
    )
    .catch(() => []);
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
};

/** Made anew whenever it is needed: whoever only asks a store has no documents in memory, and nothing to collect among them. */
function sourceOf(folder: string, size: number): Parameters<typeof pushCatalog>[1] {
  const pool = readPool(folder);
  const documents = Array.from({ length: size }, (_, at) => documentAt(pool, at));
  const { catalog, messages, texts } = buildCatalog(documents);
  return {
    ...{ catalog, messages, settings: {}, vectors },
    textOf: (id: string) => texts.get(id),
    outlineOf: (id: string) => outlineOf(texts.get(id) ?? ''),
  };
}

/** Milliseconds that building and pushing took. */
async function pushOf(
  folder: string,
  size: number,
): Promise<PushResult & { readonly built: number; readonly pushed: number }> {
  const began = performance.now();
  const source = sourceOf(folder, size);
  const built = performance.now() - began;
  const result = await pushCatalog(sql, source, { catalog: `bench-${size}`, keep: 1 });
  return { ...result, built, pushed: performance.now() - began - built };
}

console.log(`${requests.length} requests after ${warmUp.length} to warm up`);
for (const size of values.sizes.split(',').map(Number)) {
  const name = `bench-${size}`;
  const before = await sizeOf();
  const { built, pushed, sent } = await pushOf(values.pool, size);
  await sql.query('ANALYZE');
  const after = await sizeOf();
  const grown = [...after].map(([table, bytes]) => ({ table, bytes: bytes - (before.get(table) ?? 0) }));
  const bytes = grown.reduce((sum, table) => sum + table.bytes, 0);
  console.log(
    `\n${size} documents: read and built in ${(built / 1000).toFixed(0)} s, push ${(pushed / 1000).toFixed(0)} s (${sent} sent)`,
  );
  console.log(`  on disk ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / size / 1000).toFixed(1)} kB a document:`);
  for (const { table, bytes: own } of grown.sort((a, b) => b.bytes - a.bytes)) {
    if (own > bytes / 100) console.log(`    ${table} ${(own / size / 1000).toFixed(2)} kB`);
  }
  const heap = async () => {
    // What was pushed is let go in the next turn, and its strings by the collection after that.
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((next) => setImmediate(next));
      global.gc?.();
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const idle = await heap();
  const stored = createStoredSignpost(sql, { catalog: name, vectors });
  let from = performance.now();
  await stored.size();
  console.log(
    `  a reader opens it in ${(performance.now() - from).toFixed(0)} ms, ${(((await heap()) - idle) / size).toFixed(0)} bytes a document`,
  );
  for (const query of warmUp) await stored.route(query);
  const times: number[] = [];
  const decisions: Decision[] = [];
  for (const query of requests) {
    from = performance.now();
    decisions.push(await stored.route(query));
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  console.log(`  route: p50 ${share(times, 0.5)} ms, p95 ${share(times, 0.95)} ms, p99 ${share(times, 0.99)} ms`);
  if (size > Number(values.compared)) continue;
  const again = await pushOf(values.pool, size);
  console.log(`  push of the same: ${(again.pushed / 1000).toFixed(0)} s (${again.status})`);
  const { route } = createCatalogRouter(sourceOf(values.pool, size).catalog, () => vectors);
  for (const query of warmUp) route(query, { limit: 5 });
  const own: number[] = [];
  let [alike, same] = [0, 0];
  for (const [at, query] of requests.entries()) {
    from = performance.now();
    const decision = route(query, { limit: 5 });
    own.push(performance.now() - from);
    const stored = decisions[at];
    if (isDeepStrictEqual(stored, decision)) same++;
    if (stored && isDeepStrictEqual(chosenIn(stored), chosenIn(decision))) alike++;
    else console.log(`  decided otherwise: ${JSON.stringify(query.slice(0, 100))}`);
  }
  own.sort((a, b) => a - b);
  console.log(`  in process: p50 ${share(own, 0.5)} ms, p95 ${share(own, 0.95)} ms, p99 ${share(own, 0.99)} ms`);
  const bits = `${same} of them to the last bit of every score`;
  console.log(`  decided as in process: ${alike} of ${requests.length}, ${bits}`);
}
await sql.close();
