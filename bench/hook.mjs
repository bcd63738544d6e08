/**
 * How long a hook takes from a fresh process to its answer, beside `node -e 0` in the same run.
 *
 * Usage: npm run bench:hook -- --root DIR [--runs N]
 *
 * Method: the two alternate, medians and percentiles are printed with the ratio of the answer, which is when whoever waits for
 * it can read it; an empty process has none, and is timed to its end. Each run is a conversation of its own,
 * so that each has an answer; before anything is timed, the request has to have one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSignpost } from '../dist/index.js';

const { values } = parseArgs({ options: { root: { type: 'string' }, runs: { type: 'string', default: '25' } } });
const root = resolve(values.root ?? '');
if (values.root === undefined || !statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('bench:hook: --root DIR is missing or not a folder: nothing was measured');
  process.exit(2);
}
const bin = join(dirname(fileURLToPath(import.meta.url)), '../dist/bin/signpost.cjs');
// A folder nobody else may write to: in any other nothing is kept.
mkdirSync(join(homedir(), '.cache'), { recursive: true });
const cache = mkdtempSync(join(homedir(), '.cache/signpost-bench-'));
const env = { ...process.env, SIGNPOST_CACHE: cache };
const { references } = (await openSignpost({ roots: [root] })).catalog;
// As people ask: the first words of what a skill says of itself.
const prompt =
  references
    .find(({ description }) => description.length > 40)
    ?.description.split(' ', 8)
    .join(' ') ?? '';

const log = join(cache, 'log');

function ask(conversation, ...args) {
  const input = JSON.stringify({
    hook_event_name: 'UserPromptSubmit',
    session_id: `${conversation}`,
    cwd: root,
    prompt,
  });
  const start = performance.now();
  const child = spawn(process.execPath, [bin, 'hook', '--root', root, ...args], {
    env: args.length > 0 ? { ...env, SIGNPOST_LOG: log } : env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.end(input);
  let answeredMs;
  child.stdout.once('data', () => {
    answeredMs = performance.now() - start;
  });
  return new Promise((resolve) => {
    child.once('exit', () => resolve({ ms: performance.now() - start, answeredMs }));
  });
}

function empty() {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - start;
}

try {
  const build = () => spawnSync(process.execPath, [bin, 'build', '--root', root], { env });
  build();
  // What changed within the last two seconds is never taken for fresh.
  await new Promise((go) => setTimeout(go, 2100));
  build();
  if ((await ask('first', '--within', '60000')).answeredMs === undefined)
    throw new Error('the hook has no answer to time');
  const hook = [];
  const node = [];
  const answers = [];
  for (let run = 0; run < Number(values.runs); run++) {
    node.push(empty());
    const { ms, answeredMs } = await ask(run);
    hook.push(ms);
    if (answeredMs !== undefined) answers.push(answeredMs);
  }
  const at = (numbers, share) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? Number.NaN;
  const row = (name, share) => {
    const [answered, ended, theirs] = [at(answers, share), at(hook, share), at(node, share)];
    const ratio = `${(answered / theirs).toFixed(2)}×`;
    console.log(
      `${name}  answer ${answered.toFixed(0)} ms, end ${ended.toFixed(0)} ms, node -e 0 ${theirs.toFixed(0)} ms, ${ratio}`,
    );
  };
  console.log(`${references.length} references, ${values.runs} runs, Node ${process.version}, ${cpus()[0]?.model}`);
  row('median', 0.5);
  row('p95   ', 0.95);
  console.log(`answered within its own 150 ms: ${answers.length} of ${values.runs}`);
  console.log(`its own clock: ${JSON.parse(readFileSync(log, 'utf8').trim().split('\n')[0]).ms} ms`);
} finally {
  rmSync(cache, { recursive: true, force: true });
}
