/**
 * How long checking indexes and linting take, beside remark-cli with remark-validate-links on the same files in the
 * same run.
 *
 * Usage: npm run bench:maintain -- --root DIR [--references N] [--runs N]
 *
 * Two trees: DIR as it is, and one of N references (default: 5,000) made of its pages, so that words are as frequent as in
 * real documentation: each copy has a title, triggers and a link of its own, in folders of 50 with an index. Runs
 * alternate; medians are printed with their ratio, never judged. Each is a fresh process, as in CI.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    root: { type: 'string' },
    references: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '5' },
  },
});
const root = values.root ?? '';
if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('bench: --root DIR is missing or not a folder: nothing was measured');
  process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
const signpost = join(here, '../dist/bin/signpost.cjs');
if (!existsSync(join(here, 'node_modules/remark-cli'))) {
  spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: here, stdio: 'inherit' });
}
const remark = join(here, 'node_modules/remark-cli/cli.js');
const runs = Number(values.runs);

const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'));
const trees = [join(folder, 'real'), join(folder, 'generated')];
cpSync(root, trees[0], { recursive: true });
spawnSync('chmod', ['-R', 'u+w', trees[0]]);
generate(trees[0], trees[1], Number(values.references));

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, median of ${runs}`,
);
for (const tree of trees) {
  const pages = readdirSync(tree, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
  const megabytes = pages.reduce((sum, path) => sum + statSync(join(tree, path)).size, 0) / 1e6;
  console.log(`\n${pages.length} files, ${megabytes.toFixed(1)} MB`);
  // What is right from the start costs least to check: both are measured on it.
  time(signpost, ['gen-index', tree], tree);
  const times = { remark: [], check: [], lint: [] };
  for (let run = 0; run < runs; run++) {
    times.remark.push(
      time(remark, ['--quiet', '--use', join(here, 'node_modules/remark-validate-links/index.js'), '.'], tree),
    );
    times.check.push(time(signpost, ['gen-index', '--check', '.'], tree));
    times.lint.push(time(signpost, ['lint', '--format', 'json', '.'], tree));
  }
  const base = median(times.remark);
  row('remark-cli with remark-validate-links', base);
  row('signpost gen-index --check', median(times.check), base);
  row('signpost lint', median(times.lint), base);
}
rmSync(folder, { recursive: true, force: true });

function time(program, args, cwd) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0 && status !== 1) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
  return performance.now() - start;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function row(name, ms, base) {
  const ratio = base === undefined ? '' : `${(base / ms).toFixed(1)}× as fast`;
  console.log(`${name.padEnd(40)}${(ms / 1000).toFixed(2).padStart(8)} s  ${ratio}`);
}

/** Pages of a real tree, again and again, each with words of its own. */
function generate(from, to, count) {
  const pages = readdirSync(from, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md') && !/(?:SKILL|INDEX)\.md$/.test(path))
    .sort()
    .map((path) => readFileSync(join(from, path), 'utf8'));
  const index = (title) =>
    `---\ntitle: ${title}\ntype: index\ntriggers:\n  - "${title}"\n---\n\n# ${title}\n\n<!-- BEGIN GENERATED INDEX -->\n\n<!-- END GENERATED INDEX -->\n`;
  mkdirSync(join(to, 'references'), { recursive: true });
  writeFileSync(
    join(to, 'SKILL.md'),
    '---\nname: generated\ndescription: Pages that are made to measure with.\n---\n\n<!-- BEGIN GENERATED INDEX -->\n\n<!-- END GENERATED INDEX -->\n',
  );
  writeFileSync(join(to, 'references/INDEX.md'), index('all pages'));
  for (let at = 0; at < count; at++) {
    const group = Math.floor(at / 50);
    const part = join(to, 'references', `part-${group}`);
    if (at % 50 === 0) {
      mkdirSync(part, { recursive: true });
      writeFileSync(join(part, 'INDEX.md'), index(`part ${group}`));
    }
    const body = pages[at % pages.length].replace(/^---\n[\s\S]*?\n---\n/, '');
    const words = `topic${at} of area${group}`;
    const other = `page-${group * 50 + ((at + 1) % 50)}.md`;
    writeFileSync(
      join(part, `page-${at}.md`),
      `---\ntitle: Page ${at} on topic${at}\ntriggers:\n  - "${words}, how topic${at} is set up; topic${at} fails"\n---\n${body}\n\nSee also [the next](./${other}).\n`,
    );
  }
}
