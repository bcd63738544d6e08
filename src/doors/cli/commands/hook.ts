/** `signpost hook`: an event of an agent in, the file that answers it out; silence rather than a failure or a wait. */

import { appendFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { cacheFolder, SignpostError } from '../../../index.ts';
import { answerEvent } from '../../hook/index.ts';
import { type CliCommand, rootOption, storeOptions } from '../command.ts';
import type { CliIo } from '../io.ts';
import { rootsNamed } from '../open.ts';
import { storeNamed } from '../store.ts';

/** Longer, and people take a hook out again. */
const WITHIN_MS = 150;
const LONGEST_MS = 600_000;
const LOG_VARIABLE = 'SIGNPOST_LOG';
/** Hooks come in numbers: one snapshot made anew is enough for all. */
const RENEWED_MS = 60_000;

export const hookCommand: CliCommand = {
  name: 'hook',
  summary: 'name the file that answers, to an agent, as its hook',
  usage: '[OPTIONS] < EVENT',
  options: {
    root: { ...rootOption, help: "a folder of skills; may be repeated (default: the project's and the user's)" },
    ...storeOptions,
    within: { type: 'string', value: 'MS', help: `how long it may take once Node has started (default: ${WITHIN_MS})` },
  },
  examples: ['echo \'{"hook_event_name":"UserPromptSubmit","prompt":"fill in this PDF form"}\' | signpost hook'],
  exitCodes: ['answered, or silent', 'never'],
  async run(io, values) {
    const within = withinOf(values.text('within'));
    const problems: string[] = [];
    const log = (outcome: string) => writeLog(io, [outcome, ...problems].join('; '));
    const roots = rootsNamed(io, values);
    const store = storeNamed(values);
    try {
      const text = await textWithin(io, within);
      if (text === undefined) {
        log('too late: standard input did not end');
        return 0;
      }
      const cache = cacheFolder(io.env);
      const stale: (readonly string[])[] = [];
      const answering = answerEvent({
        text,
        cwd: io.cwd,
        home: io.env['HOME'] ?? homedir(),
        roots,
        store,
        memoryFolder: cache === undefined ? undefined : join(cache, 'conversations'),
        isLate: () => io.elapsedMs() > within,
        renew: (folders) => stale.push(folders),
      }).finally(async () => {
        for (const folders of stale) problems.push(...(await renew(io, cache, folders)));
      });
      // A store may keep its connections for long.
      if (store) io.abandon();
      const answer = store ? await answeredWithin(io, within, answering) : await answering;
      if (answer === undefined) {
        log('too late: the store did not answer');
        return 0;
      }
      const { output, outcome } = answer;
      if (output !== undefined) io.stdout(output);
      log(outcome);
    } catch (error) {
      log(reasonOf(error));
    }
    return 0;
  },
};

/** A wrong option is told to who sets the hook up; from then on nothing is. */
function withinOf(value: string | undefined): number {
  if (value === undefined) return WITHIN_MS;
  if (/^\d+$/.test(value) && Number(value) <= LONGEST_MS) return Number(value);
  const message = `Unexpected \`--within ${value}\`, expected milliseconds from 0 to ${LONGEST_MS}`;
  throw new SignpostError('SIGNPOST_BAD_OPTION', message);
}

/** All of standard input; `undefined` when it does not end in time. */
function textWithin(io: CliIo, within: number): Promise<string | undefined> {
  return answeredWithin(io, within, io.stdinText());
}

/** What is promised; `undefined` when it does not come in time. */
async function answeredWithin<Answer>(io: CliIo, within: number, answer: Promise<Answer>): Promise<Answer | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, within - io.elapsedMs()));
  });
  // Of what nobody waits for any more a failure is none.
  answer.catch(() => undefined);
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/**
 * Make a snapshot anew in the background, unless somebody began to within the last minute. An answer does not hang on it.
 *
 * @returns
 *   Why that is not possible.
 */
async function renew(io: CliIo, cache: string | undefined, roots: readonly string[]): Promise<string[]> {
  if (cache === undefined) return [];
  // Swept away with what else is left behind.
  const mark = join(cache, `renewing-${crc32(JSON.stringify(roots)).toString(16)}.tmp`);
  try {
    const last = statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - last < RENEWED_MS) return [];
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    writeFileSync(mark, '');
    await io.startAnother(['build', ...roots.flatMap((root) => ['--root', root])]);
    return [];
  } catch (error) {
    return [`cannot have the snapshot made anew: ${reasonOf(error)}`];
  }
}

function reasonOf(error: unknown): string {
  return error instanceof SignpostError ? `${error.message} (${error.code})` : String(error);
}

/** A line of JSON in the file that `SIGNPOST_LOG` names; where there is none, or it cannot be written, nothing. */
function writeLog(io: CliIo, outcome: string): void {
  const path = io.env[LOG_VARIABLE];
  if (!path) return;
  try {
    const line = { time: new Date().toISOString(), ms: Math.round(io.elapsedMs()), outcome };
    appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  } catch {
    // A hook that cannot log still answers.
  }
}
