/** Open the roots of a command, and say on stderr what is wrong with them. */

import { isAbsolute, join, relative, resolve } from 'node:path';
import { inspect } from 'node:util';
import type { RankedReference } from '../../domain/decision.ts';
import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { type MessagesReportOptions, renderMessages } from '../../report/render-messages.ts';
import { plain, type Style } from '../../report/style.ts';
import { openRoots } from '../../session/open-roots.ts';
import { printable } from '../../text/printable.ts';
import type { CliValues } from './command.ts';
import type { CliIo } from './io.ts';

const FORMATS = { strong: 'bold', faint: 'dim', good: 'green', bad: 'red', warn: 'yellow' } as const;

/** Colour, where the terminal and its owner want it. */
export function styleOf(color: boolean): Style {
  if (!color) return plain;
  return (mark, text) => {
    const [on, off] = inspect.colors[FORMATS[mark]] ?? [0, 0];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}

/** The roots named by `--root`, or the default ones. */
export async function open(io: CliIo, values: CliValues): Promise<Signpost> {
  const roots = rootsNamed(io, values);
  const snapshot = snapshotNamed(io, values) ?? true;
  return openRoots({ ...(roots ? { roots } : { cwd: io.cwd }), snapshot, onProblem: tellIn(io) });
}

/** The file named by `--snapshot`; `undefined` when none is. */
export function snapshotNamed(io: CliIo, values: CliValues): string | undefined {
  const file = values.text('snapshot');
  if (file === undefined) return undefined;
  if (file === '') throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected empty `--snapshot`, expected a file');
  return resolve(io.cwd, file);
}

/** Says on stderr what is wrong though the command goes on. */
export function tellIn(io: CliIo): (problem: Pick<SignpostError, 'code' | 'message'>) => void {
  return ({ message, code }) => io.stderr(`signpost: ${printable(message)} (${code})`);
}

/** The roots named by `--root`, or as arguments where a command takes them; `undefined` when none is. */
export function rootsNamed(io: CliIo, values: CliValues, positionals: readonly string[] = []): string[] | undefined {
  const named = [...positionals, ...values.texts('root')];
  if (named.length === 0) return undefined;
  if (named.includes('')) throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected empty root, expected a folder');
  // Only a root that the working folder of the process would get wrong is changed: it is shown as it was named.
  return named.map((root) => (isAbsolute(root) || io.cwd === process.cwd() ? root : resolve(io.cwd, root)));
}

/** The roots named as arguments or by `--root`, or the working folder. */
export function rootsOf(io: CliIo, values: CliValues, positionals: readonly string[]): string[] {
  const named = [...positionals, ...values.texts('root')];
  if (named.includes('')) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected empty root, expected a folder');
  }
  return (named.length > 0 ? named : ['.']).map((root) => resolve(io.cwd, root));
}

/** Print messages about documents on stderr; what is about none was told when it was opened. */
export function complain(io: CliIo, messages: Signpost['messages'], options: MessagesReportOptions): void {
  const locate = (file: string) => near(io.cwd, file);
  const about = messages.filter(({ file }) => file !== undefined);
  const text = renderMessages(about, { ...options, locate, style: styleOf(io.errorColor) });
  if (text !== '') io.stderr(text);
}

/** Where a person in the working folder finds a reference. */
export function locateFrom(cwd: string): (reference: RankedReference) => string {
  return ({ root, path }) => near(cwd, join(root, path));
}

/** The path from the working folder, where that is shorter than the whole. */
export function near(cwd: string, path: string): string {
  const absolute = resolve(cwd, path);
  const within = relative(cwd, absolute);
  return within.startsWith('..') ? absolute : within || '.';
}
