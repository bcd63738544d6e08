/** Where to look when nobody says: the working folder, then the folders above it. */

import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SignpostError } from '../../domain/signpost-error.ts';
import { leadsOut } from '../disk/leads-out.ts';

/** Where agents and editors keep skills, rules and instructions. */
const FOLDERS = ['.agents/skills', '.claude/skills', '.cursor/rules', '.github/instructions'];

/**
 * Find the default root.
 *
 * @param cwd
 *   The working folder.
 * @returns
 *   `references/` in the working folder; else the nearest of SKILL.md, INDEX.md, `.agents/skills`, `.claude/skills`,
 *   `.cursor/rules` or `.github/instructions` from the working folder up: the folder that holds the file, or the folders of
 *   skills, rules and instructions: all there are in one place. A link that leads out of the repository is none: nobody named it.
 * @throws {SignpostError}
 *   `SIGNPOST_NO_ROOT` when there is none up to the top; it names links that would have been roots.
 */
export function findRoots(cwd: string): string[] {
  const here = resolve(cwd);
  const own = join(here, 'references');
  const out: string[] = [];
  const isOf = (holder: string) => (path: string) => {
    const real = isFolder(path) ? leadsOut(holder, path) : '';
    if (real) out.push(`\`${path}\` leads out of the repository, to \`${real}\`: name that with --root if it is meant`);
    return real === undefined;
  };
  if (isOf(here)(own)) return [own];
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'SKILL.md')) || existsSync(join(folder, 'INDEX.md'))) return [folder];
    const skills = FOLDERS.map((own) => join(folder, own)).filter(isOf(folder));
    if (skills.length > 0) return distinctRoots(skills);
    if (dirname(folder) === folder) break;
  }
  const wanted = `\`references/\` here, or SKILL.md, INDEX.md, ${FOLDERS.join(', ')} here or above`;
  const reason = [`Cannot find references: expected ${wanted}, or name a root`, ...out].join('; ');
  throw new SignpostError('SIGNPOST_NO_ROOT', reason);
}

/**
 * Roots without repetitions: two names of one folder, a link among them, are the first.
 *
 * @returns
 *   The roots as named, without a slash at the end. One that does not exist stays, for the error that says so.
 */
export function distinctRoots(roots: readonly string[]): string[] {
  const distinct = new Map<string, string>();
  for (const root of roots) {
    const named = root.replace(/(?<=[^/\\])[/\\]+$/, '');
    let real = resolve(named);
    try {
      real = realpathSync.native(named);
    } catch {
      // Reading it will say what is wrong.
    }
    if (!distinct.has(real)) distinct.set(real, named);
  }
  return [...distinct.values()];
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Missing, or a circle of links.
    return false;
  }
}
