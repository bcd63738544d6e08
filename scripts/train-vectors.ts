/**
 * Train the word vectors that signpost ships.
 *
 * Usage: npm run train-vectors -- --pool DIR [--out FILE] [--dimensions N] [--epochs N] [--skills N]
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { encodeVectors } from './vectors/encode.ts';
import { readPool } from './vectors/read-pool.ts';
import { train } from './vectors/train.ts';

const { values } = parseArgs({
  options: {
    pool: { type: 'string' },
    out: { type: 'string', default: 'vectors/skills.bin' },
    dimensions: { type: 'string', default: '128' },
    epochs: { type: 'string', default: '2' },
    skills: { type: 'string' },
  },
});

const folder = values.pool ?? '';
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('train-vectors: --pool DIR is missing or not a folder: nothing was trained');
  process.exitCode = 2;
} else {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  const pool = readPool(folder, values.skills === undefined ? undefined : Number(values.skills));
  console.error(
    `${pool.repositories.length} skills, ${pool.terms.length} terms, ${pool.pairs.length / 3} pairs: read in ${seconds()}`,
  );
  const dimensions = Number(values.dimensions);
  const epochs = Number(values.epochs);
  const table = train(pool, {
    dimensions,
    epochs,
    batch: 512,
    temperature: 0.05,
    rate: 0.1,
    seed: 1,
    neighbours: 32,
    progress: (done, total, loss) =>
      process.stderr.write(`\r${done} of ${total} batches, loss ${loss.toFixed(3)}, ${seconds()} `),
  });
  const digest = createHash('sha256');
  for (const name of readdirSync(folder).sort()) digest.update(name).update(readFileSync(join(folder, name)));
  const provenance = {
    pool: digest.digest('hex').slice(0, 16),
    skills: pool.repositories.length,
    pairs: pool.pairs.length / 3,
    epochs,
  };
  const bytes = encodeVectors(pool.terms, table, provenance);
  writeFileSync(values.out, bytes);
  const header = bytes.toString('utf8', 0, bytes.indexOf(10));
  console.error(`\n${values.out}: ${(bytes.length / 1e6).toFixed(2)} MB in ${seconds()}`);
  console.error(`To ship them, tell src/session/shipped-identity.ts: '${header} ${bytes.length}', ${crc32(bytes)}`);
}
