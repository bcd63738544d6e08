/** Runs inputs of one kind in a process that is watched, and starts another where it ends. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Task } from './child.ts';
import type { Kind } from './inputs.ts';

/** An input that found something. */
export interface Found {
  readonly seed: number;
  readonly number: number;
  readonly why: string;
}

/** What inputs of a kind came to. */
export interface Tally {
  readonly kind: Kind;
  readonly inputs: number;
  readonly slowestMs: number;
  /** Number of the slowest. */
  readonly slowest: number;
  readonly found: readonly Found[];
}

/** Longer, and whoever waits has given up. */
export const MOST_MS = 10_000;
/** More of a kind, and they are one thing. */
const MOST_FOUND = 5;
const MOST_WRONG = 50;
/** A process has to load what it is about to try. */
const START_MS = 20_000;

/** Try inputs of a kind until a moment of `performance.now()`. */
export async function runKind(kind: Kind, seed: number, until: number): Promise<Tally> {
  const found: Found[] = [];
  let [inputs, slowestMs, slowest, next] = [0, 0, 0, 0];
  while (performance.now() < until && found.length < MOST_FOUND) {
    const { last, wrong, ended, timings } = await watch({ kind, seed, from: next }, until);
    for (const [number, ms] of timings) {
      inputs++;
      if (ms > slowestMs) [slowestMs, slowest] = [ms, number];
    }
    const all = ended === undefined ? wrong : [...wrong, [last, ended] as const];
    // What ends in the same words is one thing.
    for (const [number, why] of all) if (!found.some((one) => one.why === why)) found.push({ seed, number, why });
    next = last + 1;
  }
  return { kind, inputs, slowestMs, slowest, found };
}

/** Why a process came to an end with an input, or `undefined` when it got through. */
export async function triedAlone(kind: Kind, input: string, mostMs: number): Promise<string | undefined> {
  return (await watch({ kind, input }, Number.POSITIVE_INFINITY, mostMs)).ended;
}

/** How long the longest of what is done with an input takes, in milliseconds; `mostMs` for one that does not get through. */
export async function longestStep(kind: Kind, input: string, mostMs: number): Promise<number> {
  const { ended, timings } = await watch({ kind, input, isInSteps: true }, Number.POSITIVE_INFINITY, mostMs);
  return ended === undefined ? Math.max(...timings.map(([, ms]) => ms)) : mostMs;
}

interface Watched {
  /** Number of the last input that was begun. */
  readonly last: number;
  readonly wrong: readonly (readonly [number: number, why: string])[];
  /** Why it ended by itself, or had to be ended. */
  readonly ended: string | undefined;
  readonly timings: readonly (readonly [number: number, ms: number])[];
}

function watch(task: Task, until: number, mostMs = MOST_MS): Promise<Watched> {
  const child = spawn(process.execPath, [SELF], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, SIGNPOST_FUZZ_CHILD: '1', SIGNPOST_CACHE: 'off' },
    detached: true,
  });
  child.stdin?.end(JSON.stringify(task));
  return new Promise((resolve) => {
    const wrong: [number, string][] = [];
    const timings: [number, number][] = [];
    let [last, began, stderr] = ['input' in task ? 0 : task.from, 0, ''];
    let ended: string | undefined;
    let isOver = false;
    let timer = setTimeout(() => end('it did not start'), START_MS);
    const end = (why: string | undefined) => {
      ended = why;
      isOver = true;
      kill(child);
    };
    child.stderr?.on('data', (chunk) => {
      stderr = (stderr + chunk).slice(-2000);
    });
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (isOver) return;
        const [what, number, at, detail] = JSON.parse(line);
        if (what === 'begin') {
          [last, began] = [number, at];
          clearTimeout(timer);
          timer = setTimeout(() => end(`it took longer than ${mostMs} ms`), mostMs);
        } else if (what === 'wrong') wrong.push([number, String(detail).split('\n')[0] ?? '']);
        else {
          timings.push([number, at - began]);
          if (performance.now() > until || wrong.length >= MOST_WRONG) end(undefined);
        }
      });
    }
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (!isOver && code !== 0) ended = `the process ended (${signal ?? code}): ${reasonIn(stderr)}`;
      resolve({ last, wrong, ended, timings });
    });
  });
}

/** The file that all of this is bundled into, which is run again for each child; a test names another. */
const SELF = process.env['SIGNPOST_FUZZ_PROGRAM'] ?? fileURLToPath(import.meta.url);

/** With what it started itself. */
function kill(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

function reasonIn(stderr: string): string {
  return /^(?:\w*Error|FATAL|#).*$/m.exec(stderr)?.[0] ?? stderr.trim().split('\n')[0] ?? '';
}
