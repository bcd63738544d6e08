/** The process that is watched: says which input it is about to try, tries it, and says how long that took. */

import { writeSync } from 'node:fs';
import { inputOf, type Kind } from './inputs.ts';
import { check, checkInSteps } from './targets.ts';

/** Does one thing with an input, and tells of it. */
type Use = Parameters<typeof checkInSteps>[2];

/** What a child is told on its standard input: inputs by their numbers, or one as it is. */
export type Task =
  | { readonly kind: Kind; readonly seed: number; readonly from: number }
  | { readonly kind: Kind; readonly input: string; readonly isInSteps?: boolean };

/**
 * Try inputs until this process is ended, or the one that was handed over.
 *
 * A line is written at once, not when there is time: what ends the process would take it along.
 */
export async function answerParent(): Promise<void> {
  let text = '';
  for await (const chunk of process.stdin) text += chunk;
  const task: Task = JSON.parse(text);
  if ('input' in task) {
    const whole = (use: Use) => use(0, () => check(task.kind, task.input));
    const all = task.isInSteps ? (use: Use) => checkInSteps(task.kind, task.input, use) : whole;
    await all(async (number, step) => {
      say('begin', number);
      await step();
      say('end', number);
    });
    process.exit(0);
  }
  for (let number = task.from; ; number++) {
    const input = inputOf(task.kind, task.seed, number);
    say('begin', number);
    try {
      await check(task.kind, input);
    } catch (error) {
      say('wrong', number, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    say('end', number);
  }
}

function say(what: string, number: number, detail?: string): void {
  const line = JSON.stringify([
    what,
    number,
    performance.now(),
    ...(detail === undefined ? [] : [detail.slice(0, 2000)]),
  ]);
  let rest = Buffer.from(`${line}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      // The pipe is full: who reads it has not had a turn.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
