/** Agents told of signpost: its hook and its MCP server in their own settings, or taken out of them again. */

import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { findRoots } from '../catalog/index.ts';
import { SignpostError } from '../diagnostics/index.ts';
import { writeTogether } from '../maintain/index.ts';
import { badOption, checkKeys } from '../options.ts';
import { AGENT_NAMES, AGENTS, type Agent, type AgentName, type Placed, type SettingsFile } from './agents.ts';

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
}

const OPTIONS = ['folder', 'agents', 'home', 'program', 'remove', 'write'] as const;
/** What is left of a file that held nothing else. */
const NOTHING = /^\s*(?:\{\s*\})?\s*$/;

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
  const installed = join(folder, INSTALLED);
  const program = placed(folder, existsSync(installed) ? installed : resolve(options.program));
  const roots = rootsIn(folder).map((root) => placed(folder, root));
  // Only now: nobody else needs parsers that keep comments.
  const [{ editJson }, { editToml }] = await Promise.all([import('./edit-json.ts'), import('./edit-toml.ts')]);
  const edit: Edit = (file, text) =>
    file.format === 'json' ? editJson(file, text, remove) : editToml(file, text, remove);
  const edits = agentsFor(agents, folder, home).flatMap(({ name, files }) =>
    files(program, roots).map((file) => editOf(name, folder, file, edit)),
  );
  const changes = edits.map((own) => ({ ...own, after: remove && isSpent(own) ? '' : own.after }));
  if (write) {
    const changed = edits.filter(({ before, after }) => before !== after);
    for (const { path } of changed) makeFolder(dirname(path));
    writeTogether(
      changed.map(({ path, before, after }) => ({ path, before: existsSync(path) ? before : undefined, after })),
    );
    for (const [index, { path, after }] of changes.entries()) {
      if (after === '' && after !== edits[index]?.before) rmSync(path, { force: true });
    }
  }
  return changes;
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

/** Whether nothing is left of a file; a link belongs to somebody, whatever is in the file behind it. */
function isSpent({ path, before, after }: SettingsChange): boolean {
  return before !== after && NOTHING.test(after) && lstatSync(path).isFile();
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

/** The text of settings, edited. */
type Edit = (file: SettingsFile, text: string) => string;

function editOf(agent: AgentName, folder: string, file: SettingsFile, edit: Edit): SettingsChange {
  const path = join(folder, nameOf(folder, file));
  const before = readIfThere(path);
  // Some editors begin every file with a mark of its encoding, which no parser expects.
  const mark = before.startsWith('\ufeff') ? '\ufeff' : '';
  return { agent, path, before, after: mark + edit(file, before.slice(mark.length)) };
}

/** The name that is there; of two the first. */
function nameOf(folder: string, { path, otherPath }: SettingsFile): string {
  const isOther = otherPath !== undefined && existsSync(join(folder, otherPath)) && !existsSync(join(folder, path));
  return isOther ? otherPath : path;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw new SignpostError('SIGNPOST_BAD_SETTINGS', `Cannot read \`${path}\``, { cause });
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw new SignpostError('SIGNPOST_WRITE_FAILED', `Cannot make folder \`${path}\``, { cause });
  }
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
  const near = relative(folder, absolute);
  const isInside = near !== '' && !near.startsWith('..') && !isAbsolute(near);
  return { absolute, inProject: isInside ? near.split(sep).join('/') : undefined };
}
