/** `signpost hook`: an event of an agent in, the file that answers it out; silence rather than a failure or a wait. */

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { appendLine } from '../../../load/disk/append-line.ts';
import { cacheFolder } from '../../../storage/snapshot/cache-folder.ts';
import { jsonLine } from '../../../text/printable.ts';
import { answerEvent } from '../../hook/hook.ts';
import { buildsIn } from '../builds.ts';
import { type CliCommand, rootOption, storeOptions } from '../command.ts';
import type { CliIo } from '../io.ts';
import { rootsNamed } from '../open.ts';
import { storeNamed } from '../source.ts';

/** Longer, and people take a hook out again. */
const WITHIN_MS = 150;
const LONGEST_MS = 600_000;
const LOG_VARIABLE = 'SIGNPOST_LOG';

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
    // By their beginnings, which say of what: that nothing is kept is told once, however many things are not.
    const problems = new Map<string, string>();
    const tell = (problem: string) => problems.set(problem.split(':', 1)[0] ?? '', problem);
    const roots = rootsNamed(io, values);
    const store = storeNamed(values);
    const stale: (readonly string[])[] = [];
    const ask = async (): Promise<string> => {
      const text = await textWithin(io, within);
      if (text === undefined) return 'too late: standard input did not end';
      const answering = answerEvent({
        text,
        cwd: io.cwd,
        home: io.env['HOME'] ?? homedir(),
        roots,
        store,
        memoryFolder: (cwd) => memoryFolder(io, cwd, tell),
        isLate: () => io.elapsedMs() > within,
        isLogged: Boolean(io.env[LOG_VARIABLE]),
        renew: (folders) => stale.push(folders),
        onProblem: (problem) => tell(reasonOf(problem)),
      });
      // A store may keep its connections for long.
      if (store) io.abandon();
      const answer = store ? await answeredWithin(io, within, answering) : await answering;
      if (answer === undefined) return 'too late: the store did not answer';
      for (const problem of answer.problems ?? []) tell(problem);
      if (answer.output !== undefined) io.stdout(answer.output);
      answer.remember();
      return answer.outcome;
    };
    const outcome = await ask().catch(reasonOf);
    for (const folders of stale) await renew(io, folders, tell);
    writeLog(io, [outcome, ...problems.values()].join('; '));
    return 0;
  },
};

/** Where conversations are remembered that are held in a folder: not in the repository around it, whose maker could write memories. */
function memoryFolder(io: CliIo, cwd: string, onProblem: (problem: string) => void): string | undefined {
  const cache = cacheFolder(io.env, [io.cwd, cwd]);
  if (cache.kind === 'refused') onProblem(`Nothing is kept in \`${cache.path}\`: ${cache.reason}`);
  return cache.kind === 'folder' ? join(cache.path, 'conversations') : undefined;
}

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

/** Make a snapshot anew in the background, unless that is done already, or of no use. An answer does not hang on it. */
async function renew(io: CliIo, roots: readonly string[], onProblem: (problem: string) => void): Promise<void> {
  const cache = cacheFolder(io.env, [io.cwd]);
  // One file for all roots may be kept where there is no folder: then nobody could tell what was started.
  if (cache.kind !== 'folder') return;
  try {
    if (!buildsIn(cache.path).begin(roots)) return;
    await io.startAnother(['build', '--if-idle', ...roots.flatMap((root) => ['--root', root])]);
  } catch (error) {
    onProblem(`cannot have the snapshot made anew: ${reasonOf(error)}`);
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
    appendLine(resolve(io.cwd, path), jsonLine(line));
  } catch {
    // A hook that cannot log still answers.
  }
}
