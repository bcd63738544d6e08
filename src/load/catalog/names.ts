/** Ids that are unique, and names that are: the first root wins. */

import type { VFile } from 'vfile';
import type { Reference } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { isAgentsFile } from '../markdown/agents-file.ts';
import { baseOf, isIndexFile } from './layout.ts';
import { foldCase } from './path-case.ts';

/** Gives references their ids. */
export interface Namer {
  /**
   * Find a place for a reference.
   *
   * @param owner
   *   The index or skill it belongs to, when that was placed.
   * @returns
   *   The reference with its id, or `undefined` when an earlier root has it.
   */
  place(reference: Reference, file: VFile, owner?: Reference): Reference | undefined;
}

/**
 * Make a namer for one catalog.
 *
 * A skill is known by its name, any other reference by its `name` or, without one, by its path. What an earlier
 * root already has is left out with a message, a skill with all its references; an INDEX.md and an AGENTS.md always stay.
 */
export function createNamer(): Namer {
  const ids = new Set<string>();
  const known = new Map<string, Reference>();
  const shadowed = new Set<string>();
  const skills = new Map<string, Reference>();
  return {
    place(reference, file, owner) {
      const { root, path } = reference;
      if (reference.kind !== 'skill' && isShadowed(shadowed, root, path)) return undefined;
      const key = identity(reference, owner);
      const first = known.get(key);
      if (first && first.root !== root && !isOfItsFolder(path)) {
        report(file, reference, first, `that of the first root: \`${path}\` was left out`);
        if (reference.kind === 'skill') shadowed.add(`${root}\n${path.slice(0, -baseOf(path).length)}`);
        return undefined;
      }
      if (first && first.root === root && reference.name === first.name && !reference.entryOnly) {
        report(file, reference, first, 'a name of its own');
      }
      if (!first) known.set(key, reference);
      if (reference.kind === 'skill') reportSkillCase(skills, reference, file);
      const id = uniqueId(ids, reference);
      ids.add(id);
      return id === reference.id ? reference : { ...reference, id };
    },
  };
}

/** Where agents install skills, each has a folder of its name. */
function reportSkillCase(skills: Map<string, Reference>, skill: Reference, file: VFile): void {
  const folded = foldCase(skill.name);
  const first = skills.get(folded);
  if (!first) skills.set(folded, skill);
  // Of files and folders that differ so, each path says it.
  if (!first || first.name === skill.name || foldCase(first.path) === foldCase(skill.path)) return;
  const reason = `Unexpected name \`${skill.name}\`, which differs from \`${first.name}\` of \`${first.path}\` in upper and lower case alone, expected another name`;
  reportMessage(file, 'path-case', reason, { line: 1, column: 1 });
}

function identity({ kind, name, path }: Reference, owner: Reference | undefined): string {
  if (kind === 'skill') return `skill ${name}`;
  const explicit = name !== baseOf(path).replace(/\.md[xc]?$/i, '') && !isOfItsFolder(path);
  const within =
    owner?.kind === 'skill' ? `${owner.name} ${path.slice(owner.path.length - baseOf(owner.path).length)}` : path;
  return explicit ? `name ${name}` : `path ${within}`;
}

/** Whether a file is named after its folder, and speaks of that one alone. */
function isOfItsFolder(path: string): boolean {
  return isIndexFile(path) || isAgentsFile(path);
}

function isShadowed(folders: ReadonlySet<string>, root: string, path: string): boolean {
  for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1)) {
    if (folders.has(`${root}\n${path.slice(0, slash + 1)}`)) return true;
    if (slash === 0) break;
  }
  return folders.has(`${root}\n`);
}

function report(file: VFile, reference: Reference, first: Reference, expected: string): void {
  const where = first.root === reference.root ? first.path : `${first.root}/${first.path}`;
  const reason = `Unexpected name \`${reference.name}\`, which \`${where}\` has already, expected ${expected}`;
  reportMessage(file, 'duplicate-name', reason, { line: 1, column: 1 });
}

/** The path; where it is taken, with as many of the root's last folders in front as it takes. */
function uniqueId(ids: ReadonlySet<string>, { root, path }: Reference): string {
  const folders = root.replaceAll('\\', '/').split('/').filter(Boolean);
  let id = path;
  while (ids.has(id)) {
    const folder = folders.pop();
    id = folder === undefined ? `${id}~` : `${folder}/${id}`;
  }
  return id;
}
