/**
 * Swap what is inside of a root for links to what is outside while it is read, and count what comes through: nothing may.
 *
 * Usage: npm run race -- [--opens N] [--seconds N] [--dist FOLDER]
 *
 * Method: another process exchanges files, folders, ignore files, configurations, indexes and trigger evals for links to secrets, as
 * fast as the system lets it (`renameat2` of Linux where there is a C compiler, else renames one after the other). Meanwhile this one
 * opens the root N times (5,000), lints it now and then, and looks for the secrets in all that it was given. It ends with 1 when there
 * was one, when hardly anything was swapped, or when the time is up before half of the opens (120 s).
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    opens: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '120' },
    dist: { type: 'string', default: join(here, '../dist') },
  },
});
const wanted = Number(values.opens);
const most = Number(values.seconds) * 1000;
const dist = resolve(values.dist);
const of = (path) => import(pathToFileURL(join(dist, path)).href);
const { openSignpost } = await of('index.js');
const { lint, readTriggerEvals } = await of('maintain/index.js');
const { readRoot } = await of('load/catalog/read-root.js');
const { rememberDisk } = await of('load/catalog/disk.js');
const { findConfig } = await of('load/config/read-config.js');

/** Stands in everything outside, and in nothing inside. */
const SECRET = 'zanzibar';
/** An open lints, too, so often: it takes as long as many. */
const LINTED = 20;

const top = realpathSync(mkdtempSync(join(tmpdir(), 'signpost-race-')));
// Links of the root lead to `outside`; a link to a skill inside of the repository is followed.
const [project, outside] = [join(top, 'project'), join(top, 'outside')];
const root = join(project, 'skills');
const write = (folder, files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};
const page = (title) =>
  `---\nname: ${title}\ndescription: "${title} and how it is used, step by step."\ntriggers: ["use the ${title}"]\n---\n\n# ${title}\n\nText about ${title}.\n`;
const evals = (query) => JSON.stringify([{ query, should_trigger: true }]);
const block = (name) =>
  `# Index of ${name}\n\n<!-- BEGIN GENERATED INDEX -->\n\n- [${name}](./${name}.md) — All about ${name}. (use ${name})\n\n<!-- END GENERATED INDEX -->\n`;

/** What a link in its place leads to: a path below the project, one below outside. */
const SWAPPED = {
  'skills/file/page.md': 'page.md',
  'skills/file/SKILL.md': 'page.md',
  'skills/folder/inner': 'folder',
  'skills/whole': 'folder',
  'skills/held/.gitignore': 'ignore',
  'skills/.signpostignore': 'ignore',
  'skills/alone/INDEX.md': 'INDEX.md',
  'skills/evals/evals/cases.json': 'cases.json',
  'skills/evals/tests': 'tests',
  'skills/linked': 'folder',
  'shared/other/page.md': 'page.md',
  'shared/other/inner': 'folder',
  'config/signpost.config.json': 'config.json',
};

write(project, {
  '.git/HEAD': 'ref: refs/heads/main\n',
  'skills/file/page.md': page('barley'),
  'skills/file/SKILL.md': page('rye'),
  'skills/held/SKILL.md': page('held'),
  'skills/held/kept.md': page('kept'),
  'skills/held/.gitignore': '# nothing\n',
  'skills/.signpostignore': '# nothing\n',
  'skills/folder/SKILL.md': `${page('oat')}\n[inner](./inner/page.md)\n`,
  'skills/folder/inner/page.md': page('millet'),
  'skills/whole/SKILL.md': page('wheat'),
  'skills/whole/page.md': page('spelt'),
  'skills/alone/SKILL.md': page('maize'),
  'skills/alone/INDEX.md': block('page'),
  'skills/evals/SKILL.md': page('rice'),
  'skills/evals/evals/cases.json': evals('cook rice'),
  'skills/evals/tests/cases.json': evals('boil rice'),
  'shared/other/SKILL.md': page('hemp'),
  'shared/other/page.md': page('flax'),
  'shared/other/inner/page.md': page('teff'),
  'config/page.md': page('bran'),
  'config/signpost.config.json': '{ "route": {} }',
});
symlinkSync('../shared/other', join(root, 'linked'));
write(outside, {
  'page.md': page(SECRET),
  'folder/page.md': page(SECRET),
  [`folder/${SECRET}.md`]: page(SECRET),
  [`folder/${SECRET}/deep.md`]: page(SECRET),
  ignore: 'kept.md\n',
  'INDEX.md': block(SECRET),
  'cases.json': evals(SECRET),
  'tests/cases.json': evals(SECRET),
  'config.json': `{ "route": { "${SECRET}": 1 }, "${SECRET}": 1 }`,
});
// A skill outside of repository and home, where there is such a place.
if (!top.startsWith(homedir())) write(outside, { 'folder/SKILL.md': page(SECRET) });
const pairs = Object.entries(SWAPPED).map(([inside, to], at) => {
  const link = join(top, `link-${at}`);
  symlinkSync(join(outside, to), link);
  return [join(project, inside), link];
});

const EXCHANGE = `
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static volatile sig_atomic_t over;
static void end(int signal) { (void)signal; over = 1; }
int main(int count, char **paths) {
  unsigned long swaps = 0;
  signal(SIGTERM, end);
  while (!over) {
    int at = 1 + 2 * (rand() % ((count - 1) / 2));
    for (int twice = 0; twice < 2; twice++) {
      if (renameat2(AT_FDCWD, paths[at], AT_FDCWD, paths[at + 1], RENAME_EXCHANGE) == 0) swaps++;
      struct timespec pause = {0, 1000 * (rand() % 60)};
      nanosleep(&pause, NULL);
    }
  }
  printf("%lu\\n", swaps);
  return 0;
}
`;
const RENAMES = `
const { renameSync } = require('node:fs');
const pairs = JSON.parse(process.argv[1]);
let swaps = 0;
process.on('SIGTERM', () => { console.log(swaps); process.exit(); });
const swap = ([one, other]) => {
  renameSync(one, one + '.aside'); renameSync(other, one); renameSync(one + '.aside', other); swaps++;
};
(function on() {
  for (let n = 0; n < 100; n++) { const pair = pairs[Math.floor(Math.random() * pairs.length)]; swap(pair); swap(pair); }
  setImmediate(on);
})();
`;

/** Start what swaps. */
function startSwapping() {
  const [source, program] = [join(top, 'exchange.c'), join(top, 'exchange')];
  writeFileSync(source, EXCHANGE);
  try {
    execFileSync('cc', ['-O1', '-o', program, source], { stdio: 'ignore' });
    return spawn(program, pairs.flat(), { stdio: ['ignore', 'pipe', 'inherit'] });
  } catch {
    return spawn(process.execPath, ['-e', RENAMES, JSON.stringify(pairs)], { stdio: ['ignore', 'pipe', 'inherit'] });
  }
}

const leaks = new Map();
const note = (what, text) => {
  const said = typeof text === 'string' ? text : JSON.stringify(text);
  if (said.includes(SECRET)) leaks.set(what, (leaks.get(what) ?? 0) + 1);
};
/** Run; what is thrown is looked at, too. */
const attempt = async (what, run) => {
  try {
    return await run();
  } catch (error) {
    note(`${what}, thrown`, `${error.message} ${error.cause?.message}`);
    return undefined;
  }
};
const disk = rememberDisk();
let [opened, failed, hidden] = [0, 0, 0];

async function openOnce(at) {
  const signpost = await attempt('open', () => openSignpost({ roots: [root] }));
  if (signpost) {
    const { catalog, messages } = signpost;
    note('catalog', [catalog.references, [...catalog.trees], [...catalog.entryTexts]]);
    note('messages', messages.map(String));
    note('evals', readTriggerEvals(catalog));
    // The ignore files of the root name nothing; those outside do.
    if (!catalog.references.some(({ id }) => id === 'held/kept.md')) hidden++;
  } else failed++;
  disk.forget(undefined);
  const read = await attempt('follow', () => readRoot(root, disk));
  note('follow', read?.documents ?? []);
  const found = await attempt('config', () => findConfig(join(project, 'config')));
  note('config', found ?? {});
  if (at % LINTED === 0) {
    const linted = await attempt('lint', () => lint({ roots: [root] }));
    const said = linted?.files.flatMap(({ path, messages }) => messages.map(({ reason }) => [path, reason])) ?? [];
    note('lint', said);
  }
  opened++;
}

const swapping = startSwapping();
let printed = '';
swapping.stdout.on('data', (chunk) => (printed += chunk));
const started = performance.now();
try {
  while (opened < wanted && performance.now() - started < most) await openOnce(opened);
} finally {
  const ended = new Promise((done) => swapping.on('close', done));
  swapping.kill('SIGTERM');
  await ended;
  if (existsSync(top)) rmSync(top, { recursive: true, force: true });
}
if (hidden > 0) leaks.set('ignore files', hidden);
const swaps = Number(printed);
const total = [...leaks.values()].reduce((sum, count) => sum + count, 0);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const kinds = [...leaks].map(([what, count]) => `${what}: ${count}`).join(', ');
console.log(
  `${opened} opens (${failed} refused), ${swaps} swaps seen, ${total} leaks${kinds && ` (${kinds})`}, ${seconds} s`,
);
process.exitCode = total > 0 || swaps < opened || opened < wanted / 2 ? 1 : 0;
