/**
 * Run a command beside a PostgreSQL of its own, on loopback, which is gone afterwards:
 *
 *   node scripts/with-postgres.mjs npx vitest run test/postgres
 *
 * `SIGNPOST_POSTGRES` holds its address for the command, `SIGNPOST_POSTGRES_BIN` the folder of its programs. It needs Debian's
 * package `postgresql`, or another whose programs are in `SIGNPOST_POSTGRES_BIN`.
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
const [command, ...args] = process.argv.slice(2);
if (!programs || !command) {
  console.error(command ? 'No PostgreSQL found: apt-get install postgresql' : 'usage: with-postgres.mjs COMMAND…');
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
const port = await freePort();
const data = join(folder, 'data');
// It holds nothing that is to outlive a crash of the machine.
const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories=${folder} -c fsync=off
  -c full_page_writes=off -c max_wal_size=4GB -c shared_buffers=${process.env.SIGNPOST_POSTGRES_BUFFERS ?? '256MB'}`;
let exitCode = 1;
try {
  asPostgres('initdb', ['-D', data, '-U', 'signpost', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
  asPostgres('pg_ctl', [
    '-D',
    data,
    '-w',
    '-t',
    '60',
    '-l',
    join(folder, 'log'),
    '-o',
    settings.replaceAll('\n', ' '),
    'start',
  ]);
  exitCode = await new Promise((resolve) => {
    const env = {
      ...process.env,
      SIGNPOST_POSTGRES: `postgres://signpost@127.0.0.1:${port}/postgres`,
      SIGNPOST_POSTGRES_BIN: programs,
    };
    spawn(command, args, { stdio: 'inherit', env })
      .on('error', () => resolve(127))
      .on('close', (code) => resolve(code ?? 1));
  });
} finally {
  try {
    asPostgres('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exit(exitCode);
