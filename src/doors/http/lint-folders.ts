/** Lints the folders of a signpost in a process of its own, once at a time: requests are answered meanwhile. */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '../../domain/error.ts';
import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { packageTop } from '../../load/disk/package-top.ts';
import type { Linted } from '../shared/signpost-service.ts';

/** What a lint may take. */
export interface LintLimits {
  /** The heap of the process, in megabytes (default: 2,048). */
  readonly memoryMb?: number;
  /** How long it may take, in milliseconds (default: 60,000, and 50 for each reference). */
  readonly longestMs?: number;
}

const WORKER = 'dist/bin/lint-worker.cjs';
const MEMORY_MB = 2048;
const LONGEST_MS = 60_000;
const LONGEST_OF_ONE_MS = 50;
/** Characters of an answer: findings of so many are of no use to anybody. */
const LONGEST_ANSWER = 64 * 1024 * 1024;
/** Characters of what a process says when it ends before it is done. */
const LONGEST_REASON = 4000;

/**
 * Make what lints.
 *
 * A process, and no thread of this one: what runs out of memory in a thread can end all of them.
 *
 * @param limits
 *   What a lint may take (optional).
 * @returns
 *   Lints a signpost, once: from then on its answer is kept, as another signpost comes with the next change. While it does, any other
 *   lint is `busy`. When the signal is aborted, or time is up, the process is killed and the lint has `ended`. Rejects as
 *   `lint` throws, and with an error for the log when the process ended by itself.
 */
export function createLinter(limits: LintLimits = {}): (signpost: Signpost, signal: AbortSignal) => Promise<Linted> {
  const looks = new WeakMap<Signpost, Linted>();
  let isRunning = false;
  return async (signpost, signal) => {
    const known = looks.get(signpost);
    if (known) return known;
    if (isRunning) return { kind: 'busy' };
    isRunning = true;
    try {
      const { longestMs = LONGEST_MS + LONGEST_OF_ONE_MS * signpost.catalog.references.length } = limits;
      const { memoryMb = MEMORY_MB } = limits;
      const linted = await lintApart(signpost.roots, memoryMb, longestMs, signal);
      if (linted.kind === 'done') looks.set(signpost, linted);
      return linted;
    } finally {
      isRunning = false;
    }
  };
}

async function lintApart(
  roots: readonly string[],
  memoryMb: number,
  longestMs: number,
  signal: AbortSignal,
): Promise<Linted> {
  if (signal.aborted) return { kind: 'ended' };
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${memoryMb}`, workerFile(), String(longestMs), ...roots],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let isEnded = false;
  const end = () => {
    isEnded = true;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(end, longestMs);
  signal.addEventListener('abort', end, { once: true });
  try {
    const { code, said, reason } = await outcomeOf(child);
    if (isEnded) return { kind: 'ended' };
    if (code === 0) return { kind: 'done', json: said };
    if (code === 1 && said !== '') {
      const wrong = JSON.parse(said) as { readonly code: ErrorCode; readonly message: string };
      throw new SignpostError(wrong.code, wrong.message);
    }
    throw new Error(`The process that lints ended with ${code ?? child.signalCode}: ${reason.trim()}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** What a process came to, once it has ended. Rejects when it cannot be started. */
function outcomeOf(child: ChildProcess): Promise<{ code: number | null; said: string; reason: string }> {
  const said: string[] = [];
  let length = 0;
  let reason = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    length += text.length;
    if (length > LONGEST_ANSWER) {
      reason = `its answer has more than ${LONGEST_ANSWER} characters`;
      child.kill('SIGKILL');
    } else said.push(text);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    reason = `${reason}${text}`.slice(0, LONGEST_REASON);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said: said.join(''), reason }));
  });
}

/** Of this package alone: it is run. */
function workerFile(): string {
  const top = packageTop(import.meta.url, 'doors/http/lint-folders');
  const path = join(top ?? '', WORKER);
  if (top !== undefined && existsSync(path)) return path;
  throw new SignpostError('SIGNPOST_FILE_UNREADABLE', `Cannot find \`${WORKER}\` of the package`);
}
