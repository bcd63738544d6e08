/** One event in, what to say about it out: in time or not at all, and never a failure. */

import { resolve } from 'node:path';
import type { Decision } from '../../domain/decision.ts';
import { jsonLine } from '../../text/printable.ts';
import { answerFor, reminderOf } from './answer.ts';
import { dependenciesOf } from './dependencies.ts';
import { type HookEvent, parseEvent } from './event.ts';
import { type Memory, type MemoryFile, memoryOf } from './memory.ts';
import { type HookSource, openHookSource, type Where } from './source.ts';

/** Candidates whose evidence is written out: what is chosen always is. */
const EXPLAINED = 1;

/** What a hook is given. */
export interface HookOptions extends Where {
  /** The event, as JSON. */
  readonly text: string;
  /** The working folder, where the event names none; roots are named from there. */
  readonly cwd: string;
  /** Where memories of conversations are kept by who works in a folder; `undefined` to keep none. */
  readonly memoryFolder: (cwd: string) => string | undefined;
  /** Whether there is no time left. */
  readonly isLate: () => boolean;
  /** Whether problems are asked for: it takes time to read them. */
  readonly isLogged: boolean;
}

/** What came of an event. */
interface HookResult {
  /** What to print; `undefined` to stay silent. */
  readonly output: string | undefined;
  /** For the log: why it was silent, or which references were named. */
  readonly outcome: string;
  /** For the log: what is wrong with the folders that were asked. */
  readonly problems?: readonly string[];
}

/** What came of an event, and what is left to do once it was printed. */
export interface HookAnswer extends HookResult {
  /** Write down what is to be remembered: a disk that is told to keep something takes a while, which nobody should wait for. */
  readonly remember: () => void;
}

/**
 * Answer an event.
 *
 * @param options
 *   The event, and where to look.
 * @returns
 *   JSON with the additional context, as Claude Code, Codex and Gemini CLI read it, or silence with its reason. Rejects
 *   when something is wrong: who calls it stays silent then.
 */
export async function answerEvent(options: HookOptions): Promise<HookAnswer> {
  const event = parseEvent(options.text);
  const nothing = () => undefined;
  if (!event) {
    return { ...silent('no event: standard input holds no JSON object with a hook_event_name'), remember: nothing };
  }
  const kept = memoryOf(options.memoryFolder(cwdOf(options, event)), event.session);
  let remember: () => void = nothing;
  const file: MemoryFile = {
    read: kept.read,
    write: (memory) => {
      remember = () => kept.write(memory);
    },
  };
  const result = await answerKind(options, event, file);
  return { ...result, remember };
}

async function answerKind(options: HookOptions, event: HookEvent, file: MemoryFile): Promise<HookResult> {
  const memory = file.read();
  switch (event.kind) {
    case 'request':
      return answerRequest(options, event, memory, file);
    case 'files':
      return answerFiles(options, event, memory, file);
    case 'begun':
      return silent('a conversation began');
    case 'compacted':
      return remind(options, event, memory, file);
    case 'other':
      return silent(`nothing to do at ${event.name}`);
  }
}

async function answerRequest(
  options: HookOptions,
  event: HookEvent,
  memory: Memory,
  file: MemoryFile,
): Promise<HookResult> {
  const cwd = cwdOf(options, event);
  return withAsked(options, cwd, async (asked) => {
    const context = { files: memory.files, history: memory.requests, dependencies: dependenciesOf(cwd, options.home) };
    const decision = await asked.route(event.prompt, { context, explain: true, limit: EXPLAINED });
    const requests = event.prompt.trim() === '' ? memory.requests : [...memory.requests, event.prompt];
    return name(options, event, decision, asked, { ...memory, requests }, file);
  });
}

/** What a file that was touched has to do with: only what it, and not the request, leads to. */
async function answerFiles(
  options: HookOptions,
  event: HookEvent,
  memory: Memory,
  file: MemoryFile,
): Promise<HookResult> {
  if (event.files.length === 0) return silent('no file was touched');
  const next = { ...memory, files: [...memory.files.filter((own) => !event.files.includes(own)), ...event.files] };
  const answer = async (asked: HookSource) => {
    if (!asked.hasGlobs) {
      file.write(next);
      return silent('no skill says which files it is about');
    }
    const query = memory.requests.at(-1) ?? '';
    const before = (await asked.route(query, { limit: EXPLAINED })).references.map(({ id }) => id);
    const context = { files: event.files };
    const decision = await asked.route(query, { context, explain: true, limit: EXPLAINED });
    if (decision.references.every(({ id }) => before.includes(id))) {
      file.write(next);
      return silent('the file leads to nothing further');
    }
    return name(options, event, decision, asked, next, file);
  };
  return withAsked(options, cwdOf(options, event), answer, () => file.write(next));
}

/** Say what a decision came to, unless all of it was said before. */
function name(
  options: HookOptions,
  event: HookEvent,
  decision: Decision,
  asked: HookSource,
  memory: Memory,
  file: MemoryFile,
): HookResult {
  const ids = decision.references.map(({ id }) => id);
  const isKnown = ids.length > 0 && ids.every((id) => memory.named.includes(id));
  const answer = isKnown || asked.isGone(decision.references) ? undefined : answerFor(decision, asked.named);
  if (options.isLate()) return silent('too late');
  const named = answer === undefined ? memory.named : [...memory.named.filter((id) => !ids.includes(id)), ...ids];
  file.write({ ...memory, named });
  const lacking = (decision.degraded ?? []).map(({ message, code }) => `; degraded: ${message} (${code})`).join('');
  if (answer !== undefined) {
    return { output: outputOf(event, answer), outcome: `named ${ids.join(', ')}${lacking}` };
  }
  if (isKnown) return silent(`named before: ${ids.join(', ')}${lacking}`);
  const why =
    decision.decision === 'abstain' ? `abstained: ${decision.reason}` : 'a file is gone, or its path too long';
  return silent(`${why}${lacking}`);
}

/** A conversation that was cut down to its summary has forgotten what was named. */
async function remind(options: HookOptions, event: HookEvent, memory: Memory, file: MemoryFile): Promise<HookResult> {
  // Other events of a compaction have no place for an answer: the next request names it again.
  if (event.name !== 'SessionStart' || memory.named.length === 0) {
    file.write({ ...memory, named: [] });
    return silent('forgot what was named');
  }
  return withAsked(options, cwdOf(options, event), async (asked) => {
    const there = await asked.find(memory.named);
    const answer = reminderOf(there, asked.named);
    if (answer === undefined) return silent('nothing that was named is there');
    if (options.isLate()) return silent('too late');
    return { output: outputOf(event, answer), outcome: `named again ${there.map(({ id }) => id).join(', ')}` };
  });
}

function cwdOf({ cwd }: HookOptions, event: HookEvent): string {
  return resolve(cwd, event.cwd ?? '.');
}

/** Answer from what is asked; where there is nothing to ask, do something else and stay silent. */
async function withAsked(
  options: HookOptions,
  cwd: string,
  answer: (asked: HookSource) => Promise<HookResult>,
  otherwise: () => void = () => {},
): Promise<HookResult> {
  const asked = await openHookSource(options, options.cwd, cwd);
  if (!asked) {
    otherwise();
    return silent('no folder of skills');
  }
  try {
    const result = await answer(asked);
    return options.isLogged && asked.problems.length > 0 ? { ...result, problems: asked.problems } : result;
  } finally {
    asked.close();
  }
}

function outputOf({ name: hookEventName }: HookEvent, additionalContext: string): string {
  return jsonLine({ hookSpecificOutput: { hookEventName, additionalContext } });
}

function silent(outcome: string): HookResult {
  return { output: undefined, outcome };
}
