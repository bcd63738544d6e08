/**
 * The process one router is measured in: `node measure-peer.mjs PEER INPUT` reads what ./peers.mjs wrote and prints, as JSON, what
 * was found and how long it took. It loads nothing but that router, so that its memory is its own.
 */
import { readFileSync } from 'node:fs';

const CANDIDATES = 3;
/** The most memory this process has had: `maxRSS` would begin with what its parent had. */
const megabytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

const [peer, input] = process.argv.slice(2);
const { catalogues, rounds } = JSON.parse(readFileSync(input, 'utf8'));
const beforeMb = megabytes();
const { name, version, build } = await import(`./peers/${peer}.mjs`);

const results = [];
for (const { documents, requests } of catalogues) {
  const start = performance.now();
  const { search } = await build(documents);
  // Some put off work until they are asked.
  await search(requests[0], CANDIDATES);
  const buildMs = performance.now() - start;
  const found = [];
  const times = [];
  for (let round = 0; round < rounds; round++) {
    times[round] = [];
    for (const [at, request] of requests.entries()) {
      // Requests come one by one: what is kept until the event loop turns is gone when the next one comes.
      await new Promise(setImmediate);
      const asked = performance.now();
      const ids = await search(request, CANDIDATES);
      times[round][at] = performance.now() - asked;
      if (round > 0 && ids.join() !== found[at].join()) throw new Error(`${name} answers “${request}” in two ways`);
      found[at] = ids;
    }
  }
  results.push({ buildMs, found, times });
}
console.log(JSON.stringify({ name, version, beforeMb, peakMb: megabytes(), results }));
