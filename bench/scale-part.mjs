/**
 * The process one part of bench:scale is measured in: `node scale-part.mjs build ROOT SNAPSHOT`, `signpost ROOT SNAPSHOT REQUESTS`
 * or `minisearch FIELDS REQUESTS`; prints JSON. It loads nothing but what it measures, so that its memory is its own.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const CANDIDATES = 10;
const [part, ...args] = process.argv.slice(2);
const megabytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

/** Answer all requests, each once before it is timed. */
function answer(route, requests) {
  const { short, long } = JSON.parse(readFileSync(requests, 'utf8'));
  const found = short.map(route);
  for (const request of long) route(request);
  const time = (request) => {
    const started = performance.now();
    route(request);
    return performance.now() - started;
  };
  const times = { short: short.map(time), long: long.map(time) };
  return { found, times, megabytes: megabytes() };
}

const started = performance.now();
if (part === 'build') {
  const { buildSnapshot } = await import('../dist/index.js');
  await buildSnapshot({ roots: [args[0]], out: args[1] });
  console.log(JSON.stringify({ buildMs: performance.now() - started }));
} else if (part === 'signpost') {
  const [root, snapshot, requests] = args;
  const { openSignpost } = await import('../dist/index.js');
  const opening = performance.now();
  // As a process that answers from what is there: what has just been written counts as too young to be fresh.
  const signpost = await openSignpost({ roots: [root], snapshot, onStale: () => {} });
  signpost.route('the first request');
  const openMs = performance.now() - opening;
  const route = (request) => signpost.route(request, { limit: CANDIDATES }).candidates.map(({ id }) => id);
  console.log(JSON.stringify({ openMs, ...answer(route, requests) }));
} else {
  const [fields, requests] = args;
  const { default: MiniSearch } = await import('minisearch');
  const opening = performance.now();
  const index = new MiniSearch({ fields: ['name', 'description', 'triggers', 'body'] });
  for await (const line of createInterface({ input: createReadStream(fields) })) index.add(JSON.parse(line));
  index.search('the first request');
  const openMs = performance.now() - opening;
  const route = (request) =>
    index
      .search(request)
      .slice(0, CANDIDATES)
      .map(({ id }) => id);
  console.log(JSON.stringify({ openMs, ...answer(route, requests) }));
}
