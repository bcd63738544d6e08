/**
 * Run a command beside a PostgreSQL of its own, on loopback, which is gone afterwards:
 *
 *   node scripts/with-postgres.mjs [--replica] npx vitest run test/storage/postgres
 *
 * `SIGNPOST_POSTGRES` holds its address for the command, `SIGNPOST_POSTGRES_REPLICA` that of a streaming replica where one is asked
 * for, `SIGNPOST_POSTGRES_BIN` the folder of their programs. It needs Debian's package `postgresql`, or another whose programs are in
 * `SIGNPOST_POSTGRES_BIN`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL there is. */
function findPrograms() {
  if (process.env.SIGNPOST_POSTGRES_BIN) return process.env.SIGNPOST_POSTGRES_BIN;
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(DEBIAN, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const programs = findPrograms();
const given = process.argv.slice(2);
const hasReplica = given[0] === '--replica';
const [command, ...args] = hasReplica ? given.slice(1) : given;
if (!programs || !command) {
  console.error(
    command ? 'No PostgreSQL found: apt-get install postgresql' : 'usage: with-postgres.mjs [--replica] COMMAND…',
  );
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'signpost-postgres-'));
// PostgreSQL does not run as root.
const isRoot = process.getuid?.() === 0;
if (isRoot) execFileSync('chown', ['postgres', folder]);
const asPostgres = (program, own, options = {}) => {
  const whole = [join(programs, program), ...own];
  const [file, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...whole] : whole;
  return execFileSync(file, rest, { stdio: ['ignore', 'ignore', 'inherit'], cwd: folder, ...options });
};
/** Starts a server on a free port over a folder of data, and gives the port. */
async function start(name) {
  const port = await freePort();
  // It holds nothing that is to outlive a crash of the machine.
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    max_wal_size: '4GB',
    shared_buffers: process.env.SIGNPOST_POSTGRES_BUFFERS ?? '256MB',
  };
  const options = Object.entries(settings).map(([key, value]) => `-c ${key}=${value}`);
  const log = join(folder, `${name}.log`);
  started.push(name);
  const waiting = ['-w', '-t', '60'];
  asPostgres('pg_ctl', ['-D', join(folder, name), ...waiting, '-l', log, '-o', options.join(' '), 'start']);
  return port;
}

const started = [];
const addressOf = (port) => `postgres://signpost@127.0.0.1:${port}/postgres`;
let exitCode = 1;
try {
  const data = join(folder, 'primary');
  asPostgres('initdb', ['-D', data, '-U', 'signpost', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  const port = await start('primary');
  const env = { ...process.env, SIGNPOST_POSTGRES: addressOf(port), SIGNPOST_POSTGRES_BIN: programs };
  if (hasReplica) {
    const copy = ['-D', join(folder, 'replica'), '-R', '-c', 'fast', '--no-sync'];
    asPostgres('pg_basebackup', ['-h', '127.0.0.1', '-p', String(port), '-U', 'signpost', ...copy]);
    env.SIGNPOST_POSTGRES_REPLICA = addressOf(await start('replica'));
  }
  exitCode = await new Promise((resolve) => {
    spawn(command, args, { stdio: 'inherit', env })
      .on('error', () => resolve(127))
      .on('close', (code) => resolve(code ?? 1));
  });
} finally {
  try {
    for (const name of started) {
      try {
        asPostgres('pg_ctl', ['-D', join(folder, name), '-m', 'immediate', '-w', 'stop']);
      } catch {
        // It is not running: the other one may be.
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit(exitCode);
