/** Agents told of signpost: its hook and its MCP server in their own settings, or taken out of them again. */

import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { badOption, checkKeys } from '../../domain/check-options.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { findRoots } from '../../load/catalog/find-roots.ts';
import { finishRuns } from '../../load/disk/journal.ts';
import { type Replacement, replaceFiles } from '../../load/disk/replace-files.ts';
import { isInside } from '../../load/disk/repository.ts';
import { AGENT_NAMES, AGENTS, type Agent, type AgentName, type Placed, type SettingsFile } from './agents.ts';
import { checkInside, checkSize, makeFolder, readIfThere, realPathOf, removeIfEmpty } from './settings-files.ts';
import { type SettingsRecords, settingsRecords } from './settings-records.ts';

/** Whom to tell, and where. */
export interface SetUpOptions {
  /** The project (default: the working folder of the process). */
  readonly folder?: string;
  /** Agents (default: those that the project or the user's folder has settings of). */
  readonly agents?: readonly AgentName[];
  /** The user's folder, to see which agents are in use; `''` when there is none. */
  readonly home: string;
  /** The program to run, where the project has none of its own: the file of the command line. */
  readonly program: string;
  /** Whether to take the entries out again (default: false). */
  readonly remove?: boolean;
  /** Whether to write (default: true). */
  readonly write?: boolean;
}

/** A file of settings, before and after. */
export interface SettingsChange {
  readonly agent: AgentName;
  /** Absolute. */
  readonly path: string;
  /** `''` for a file that is not there. */
  readonly before: string;
  /** `''` for a file that is removed, because it held nothing else. */
  readonly after: string;
  /** Whether the entry that has our name there is another program's: it stays, and the agent is not told of signpost. */
  readonly isTaken: boolean;
}

const OPTIONS = ['folder', 'agents', 'home', 'program', 'remove', 'write'] as const;
/** What is left of a file that held nothing else. */
const NOTHING = /^(?:\{\s*\})?$/;

/** Where the package is in a project that has it. */
const INSTALLED = 'node_modules/signpost/dist/bin/signpost.cjs';

/**
 * Tell agents of signpost.
 *
 * Entries are merged into what is there, and nothing of others is changed: an entry that already has our name stays as it is.
 * All files are replaced, or none.
 *
 * @param options
 *   Whom, and where.
 * @returns
 *   Every file of settings that was looked at, those included that are as they should be.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for an agent nobody knows, or when none is in use; `SIGNPOST_BAD_SETTINGS` when a file cannot be
 *   read, or not be changed without changing what is not ours; `SIGNPOST_WRITE_FAILED`.
 * @example
 *   await setUp({ folder: '/project', home: homedir(), program: '/opt/signpost/dist/bin/signpost.cjs', write: false });
 */
export async function setUp(options: SetUpOptions): Promise<SettingsChange[]> {
  const { home, agents, remove = false, write = true } = checkOptions(options);
  const folder = resolve(options.folder ?? '.');
  // Names and folders of settings may be what a killed run has left.
  if (write) finishRuns([realPathOf(folder)]);
  const program = placed(folder, programIn(folder, resolve(options.program)));
  const roots = rootsIn(folder).map((root) => placed(folder, root));
  const files = agentsFor(agents, folder, home).flatMap(({ name, files: filesOf }) =>
    filesOf(program, roots).map((file) => ({ agent: name, file, path: join(folder, nameOf(folder, file)) })),
  );
  if (write) finishRuns(files.map(({ path }) => realPathOf(dirname(path))));
  // Only now: nobody else needs parsers that keep comments.
  const [{ editJson }, { editToml }] = await Promise.all([import('./edit-json.ts'), import('./edit-toml.ts')]);
  const records = settingsRecords();
  // Two agents may have one file, by a link: the second is told in what the first has made of it.
  const texts = new Map<string, string | undefined>();
  const changes = files.map(({ agent, file, path }): Planned => {
    checkInside(folder, path);
    const real = realPathOf(path);
    const read = texts.has(real) ? texts.get(real) : readIfThere(path);
    const before = read ?? '';
    const edit = (takesOut: boolean) =>
      withMark(before, (text) =>
        file.format === 'json' ? editJson(file, text, takesOut) : editToml(file, text, takesOut),
      );
    const after = remove ? withoutOurs(path, before, records, () => edit(true)) : edit(false);
    if (after !== undefined) checkSize(path, after);
    const isTaken = !remove && read === after && edit(true) === before;
    texts.set(real, after === '' && read === undefined ? undefined : after);
    return { agent, path, real, read, before, after, isTaken };
  });
  if (write) writeAll(changes, records, remove);
  return changes.map(({ agent, path, before, after = '', isTaken }) => ({ agent, path, before, after, isTaken }));
}

/** The one that was run: by its place in the project where it is the project's own, never another that came with the project. */
function programIn(folder: string, program: string): string {
  const installed = join(folder, INSTALLED);
  return realPathOf(installed) === realPathOf(program) ? installed : program;
}

/** A change to make. */
interface Planned extends Omit<SettingsChange, 'after'> {
  /** The file itself, links resolved. */
  readonly real: string;
  /** `undefined` when there is no file. */
  readonly read: string | undefined;
  /** `undefined` when the file is to go. */
  readonly after: string | undefined;
}

function writeAll(changes: readonly Planned[], records: SettingsRecords, remove: boolean): void {
  const changed = changes.filter(({ read, before, after }) =>
    after === undefined ? read !== undefined : before !== after,
  );
  const made = changed.flatMap(({ path }) => makeFolder(dirname(path)));
  if (!remove) {
    // Before the files are: of one that is not there in the end nobody reads the record.
    for (const { path, read, after = '' } of changed) records.write(path, read, after, made.includes(dirname(path)));
  }
  try {
    replaceFiles(atOnce(changed));
  } catch (error) {
    for (const folder of made.reverse()) removeIfEmpty(folder);
    throw error;
  }
  if (!remove) return;
  for (const { path, before } of changed) {
    if (records.read(path, before)?.isFolderOurs) removeIfEmpty(dirname(path));
    records.forget(path);
  }
}

/** Several changes of one file are one. */
function atOnce(changed: readonly Planned[]): Replacement[] {
  const files = new Map<string, Replacement>();
  for (const { path, real, read, after } of changed) {
    const first = files.get(real);
    files.set(real, first ? { ...first, after } : { path, before: read, after });
  }
  return [...files.values()];
}

/** The text of before, where it is known and the file was not changed since; otherwise the one that is there, without our entries. */
function withoutOurs(path: string, text: string, records: SettingsRecords, takeOut: () => string): string | undefined {
  const record = records.read(path, text);
  const original = record?.before(text);
  if (original !== undefined) return original === '' && !record?.wasThere ? undefined : original;
  const left = takeOut();
  return left !== text && NOTHING.test(left.trim()) && !record?.wasThere && isOwnFile(path) ? undefined : left;
}

/** Some editors begin every file with a mark of its encoding, which no parser expects. */
function withMark(text: string, edit: (settings: string) => string): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  return mark + edit(text.slice(mark.length));
}

/** A link belongs to somebody, whatever is in the file behind it. */
function isOwnFile(path: string): boolean {
  return lstatSync(path).isFile();
}

function checkOptions(options: SetUpOptions): SetUpOptions {
  checkKeys(options, OPTIONS);
  const { folder, agents, home, program, remove, write } = options;
  if (folder !== undefined && (typeof folder !== 'string' || folder === ''))
    throw badOption('folder', folder, 'a path');
  if (typeof home !== 'string') throw badOption('home', home, "the path of the user's folder");
  if (typeof program !== 'string' || program === '') throw badOption('program', program, 'the path of a program');
  if (agents !== undefined && !Array.isArray(agents)) throw badOption('agents', agents, 'a list of names');
  for (const [name, value] of Object.entries({ remove, write })) {
    if (value !== undefined && typeof value !== 'boolean') throw badOption(name, value, 'true or false');
  }
  return options;
}

function agentsFor(named: readonly AgentName[] | undefined, folder: string, home: string): readonly Agent[] {
  for (const name of named ?? []) {
    if (AGENT_NAMES.includes(name)) continue;
    const message = `Unexpected agent \`${name}\`, expected one of ${AGENT_NAMES.join(', ')}`;
    throw new SignpostError('SIGNPOST_BAD_OPTION', message);
  }
  if (named && named.length > 0) return AGENTS.filter(({ name }) => named.includes(name));
  const found = AGENTS.filter(({ traces: { project, home: own } }) =>
    [...project.map((path) => join(folder, path)), ...(home === '' ? [] : own.map((path) => join(home, path)))].some(
      (path) => existsSync(path),
    ),
  );
  if (found.length > 0) return found;
  const message = `No agent is in use in \`${folder}\`: name one of ${AGENT_NAMES.join(', ')}`;
  throw new SignpostError('SIGNPOST_BAD_OPTION', message);
}

/** The name that is there; of two the first. */
function nameOf(folder: string, { path, otherPath }: SettingsFile): string {
  const isOther = otherPath !== undefined && existsSync(join(folder, otherPath)) && !existsSync(join(folder, path));
  return isOther ? otherPath : path;
}

function rootsIn(folder: string): string[] {
  try {
    return findRoots(folder);
  } catch {
    // Skills may come later; a server that finds none says so.
    return [];
  }
}

function placed(folder: string, path: string): Placed {
  const absolute = resolve(folder, path);
  const project = resolve(folder);
  const isInProject = absolute !== project && isInside(project, absolute);
  return { absolute, inProject: isInProject ? relative(project, absolute).split(sep).join('/') : undefined };
}
