/** Settings in TOML, with a table of ours put in or taken out: everything else stays as it is written, comments included. */

import { isDeepStrictEqual } from 'node:util';
import { parse, stringify, type TomlTable } from 'smol-toml';
import { SignpostError } from '../../domain/signpost-error.ts';
import { isServer, type ServerEntry, type SettingsFile } from './agents.ts';

/** Settings are nested a few levels deep; what is done with them calls itself for each. */
const MOST_LEVELS = 200;

/**
 * Put a server into settings, or take it out.
 *
 * A table is written behind everything else, and taken out from its heading to the next. What came of it is read again and
 * compared with what it should say: a file that defines its tables in another way is left alone.
 *
 * @param file
 *   What to say in it.
 * @param text
 *   The settings; `''` for a file that is not there.
 * @param remove
 *   Whether to take it out.
 * @returns
 *   The settings after it: the same text when there is nothing to do. A table of that name which is not ours stays.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_SETTINGS` when the text is no TOML, or our table cannot be put in or taken out.
 */
export function editToml({ path, server }: SettingsFile, text: string, remove: boolean): string {
  if (!server) return text;
  const before = parsed(path, text);
  const there = valueAt(before, server.at);
  if (remove ? !isServer(there) : there !== undefined) return text;
  const edited = remove ? withoutTable(text, server.at) : withTable(text, server);
  const wanted = expected(before, server, remove);
  if (!isDeepStrictEqual(plain(withoutEmpty(parsed(path, edited), server)), plain(withoutEmpty(wanted, server)))) {
    const message = `Cannot change \`${path}\`: \`${server.at.join('.')}\` is not a table of its own there; nothing was changed`;
    throw new SignpostError('SIGNPOST_BAD_SETTINGS', message);
  }
  return edited;
}

function parsed(path: string, text: string): TomlTable {
  const unread = (reason: string, cause?: unknown) =>
    new SignpostError('SIGNPOST_BAD_SETTINGS', `Cannot read \`${path}\`: ${reason}; nothing was changed`, { cause });
  let table: TomlTable;
  try {
    table = parse(text, { maxDepth: MOST_LEVELS, integersAsBigInt: 'asNeeded' });
  } catch (cause) {
    throw unread(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause), cause);
  }
  // Names with dots nest as well, and the parser does not count those.
  if (isDeep(table)) throw unread(`more than ${MOST_LEVELS} levels`);
  return table;
}

function isDeep(table: TomlTable): boolean {
  let level: object[] = [table];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return true;
    level = level.flatMap((holder) => Object.values(holder).filter((value) => Object(value) === value));
  }
  return false;
}

function withTable(text: string, { at, value }: ServerEntry): string {
  const table = `[${at.join('.')}]\n${stringify(value)}`;
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return `${text}${end}${text.trim() === '' ? '' : '\n'}${table.trimEnd()}\n`;
}

/**
 * From its heading to the next that is not below it, or to the end, and the blank line that stood before it. Comments on lines
 * of their own stay, and what stands before the next heading.
 */
function withoutTable(text: string, at: readonly string[]): string {
  const lines = text.split('\n');
  const name = at.join('.');
  const from = lines.findIndex((line) => headingOf(line) === name);
  if (from === -1) return text;
  const behind = lines.slice(from + 1).findIndex((line) => {
    const heading = headingOf(line);
    return heading === undefined ? /^\s*\[/.test(line) : !heading.startsWith(`${name}.`);
  });
  const to = behind === -1 ? lines.length : from + 1 + behind;
  const inside = lines.slice(from + 1, to);
  const last = inside.findLastIndex((line) => !/^\s*(?:#|$)/.test(line));
  const comments = inside.slice(0, last + 1).filter((line) => /^\s*#/.test(line));
  const kept = [...comments, ...inside.slice(last + 1)];
  const hasComments = kept.some((line) => line.trim() !== '');
  const isEnd = behind === -1 && !hasComments;
  const start = isEnd && lines[from - 1]?.trim() === '' ? from - 1 : from;
  const between = hasComments ? kept : [];
  const left = [...lines.slice(0, start), ...between, ...lines.slice(to)].join('\n');
  return left === '' || left.endsWith('\n') || !text.endsWith('\n') ? left : `${left}\n`;
}

function headingOf(line: string): string | undefined {
  return /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/.exec(line)?.[1]?.trim();
}

function expected(before: TomlTable, { at, value }: ServerEntry, remove: boolean): TomlTable {
  const [first = '', second = ''] = at;
  const tables = { ...Object(before[first]) };
  if (remove) delete tables[second];
  else tables[second] = value;
  return { ...before, [first]: tables };
}

/** Whether servers are an empty table, or none, is all the same: it is as it was written. */
function withoutEmpty(table: TomlTable, { at: [first = ''] }: ServerEntry): TomlTable {
  const { [first]: servers, ...others } = table;
  return servers === undefined || Object.keys(Object(servers)).length > 0 ? table : others;
}

/** As JSON has it: the parser's tables have no prototype. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_key, own) => (typeof own === 'bigint' ? String(own) : own)));
}

function valueAt(table: TomlTable, at: readonly string[]): unknown {
  let value: unknown = table;
  for (const key of at) value = Object(value)[key];
  return value;
}
