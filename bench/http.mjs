/**
 * How many requests a second `POST /v1/route` answers under load, beside a bare Hono app with an empty handler in the same run.
 *
 * Usage: npm run bench:http -- --root DIR [--seconds N] [--connections N] [--rounds N]
 *
 * Method: each server is a process of its own on loopback; autocannon sends the requests of `requests.txt` in turn, first to one,
 * then to the other, in rounds, because machines are noisy; the last round is printed. Memory is that of the process before the
 * first round and after each: whether it is flat shows after some rounds, since a heap first grows to what suits it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    root: { type: 'string' },
    seconds: { type: 'string', default: '30' },
    connections: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '2' },
  },
});
const root = values.root ?? '';
if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('bench:http: --root DIR is missing or not a folder: nothing was measured');
  process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
if (!existsSync(join(here, 'node_modules/autocannon'))) {
  spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: here, stdio: 'inherit' });
}
// Of the folder of benchmarks, whose packages are its own.
const autocannon = createRequire(import.meta.url)(join(here, 'node_modules/autocannon'));
const queries = readFileSync(join(here, 'requests.txt'), 'utf8').split('\n').filter(Boolean);

/** @returns a server's URL and process, once it has said where it listens. */
function start(args) {
  const child = spawn(process.execPath, args, { cwd: join(here, '..'), stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code}`)));
    child.stderr.on('data', (chunk) => {
      const url = /http:\/\/\S+/.exec(String(chunk))?.[0];
      if (url) resolve({ child, url });
    });
  });
}

/** Resident memory of a process, in MB. */
function memoryOf({ pid }) {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

async function load({ url }) {
  return autocannon({
    url: `${url}/v1/route`,
    connections: Number(values.connections),
    duration: Number(values.seconds),
    requests: queries.map((query) => ({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })),
  });
}

const empty = `
  import { serve } from '@hono/node-server';
  import { Hono } from 'hono';
  const app = new Hono();
  app.post('/v1/route', async (context) => { await context.req.json(); return context.json({}); });
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.error('http://127.0.0.1:' + port));
`;
const servers = {
  'bare Hono app': await start(['--input-type=module', '-e', empty]),
  signpost: await start([join(here, '../dist/bin/signpost.cjs'), 'serve', '--root', root, '--port', '0', '--quiet']),
};
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
const results = {};
const memory = Object.fromEntries(Object.entries(servers).map(([name, { child }]) => [name, [memoryOf(child)]]));
for (let round = 1; round <= Number(values.rounds); round++) {
  for (const [name, server] of Object.entries(servers)) {
    results[name] = await load(server);
    memory[name].push(memoryOf(server.child));
  }
}
for (const [name, { requests, latency, errors, non2xx }] of Object.entries(results)) {
  console.log(
    `${name.padEnd(15)} ${requests.average.toFixed(0)} requests/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms,`,
    `${errors} errors, ${non2xx} not 2xx, ${memory[name].join(' → ')} MB`,
  );
}
const [bare, routed] = Object.values(results).map(({ requests }) => requests.average);
console.log(`${((routed / bare) * 100).toFixed(0)} % of the bare app`);
for (const { child } of Object.values(servers)) child.kill('SIGTERM');
