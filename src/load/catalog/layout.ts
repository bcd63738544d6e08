/** What a root is, told by its paths alone: one skill, one index, a collection of skills, or plain files. */

import { isAgentsFile } from '../markdown/agents-file.ts';

const SKILL = /^skill\.md$/i;
const INDEX = /^index\.mdx?$/i;
/** Files beside a SKILL.md or INDEX.md that speak to people about the project, not about its subject. */
const PROJECT_FILE =
  /^(?:readme|changelog|history|license|licence|notice|contributing|code_of_conduct|security|support|authors|agents|claude|gemini)(?:[.-][\w-]+)*\.mdx?$/i;

/** Whether a file is the SKILL.md of its folder. */
export function isSkillFile(path: string): boolean {
  return SKILL.test(baseOf(path));
}

/** Whether a file is the INDEX.md of its folder. */
export function isIndexFile(path: string): boolean {
  return INDEX.test(baseOf(path));
}

/**
 * Tell the references of a root from its other markdown files.
 *
 * With a SKILL.md or INDEX.md at the top the root is one skill or index, and every file below is a reference of it.
 * Otherwise it is a collection: what stands in a folder with a SKILL.md, or below one, and every AGENTS.md outside of
 * the skills, which speaks of its folder. A root without any of these is a folder of plain files, all of them references.
 *
 * @param paths
 *   Paths of every markdown file, relative to the root, with `/`.
 * @returns
 *   Paths of the references, in code-point order.
 */
export function referencePaths(paths: readonly string[]): string[] {
  const sorted = [...paths].sort(byCodePoint);
  const skills = new Set(sorted.filter(isSkillFile).map(folderOf));
  if (sorted.some((path) => !path.includes('/') && (isSkillFile(path) || isIndexFile(path)))) {
    return sorted.filter((path) => !isProjectFile(path, folderOf(path) === '' || skills.has(folderOf(path))));
  }
  if (skills.size === 0) return sorted;
  return sorted.filter((path) =>
    isInSkill(path, skills) ? !isProjectFile(path, skills.has(folderOf(path))) : isAgentsFile(path),
  );
}

/**
 * The index or skill each path belongs to: the INDEX.md of its folder, else the SKILL.md, else those of the
 * nearest folder above. An INDEX.md belongs to the SKILL.md beside it, or to what is above.
 */
export function parentsOf(paths: readonly string[]): Map<string, string> {
  const heads = new Map<string, { skill?: string; index?: string }>();
  for (const path of paths) {
    const head = heads.get(folderOf(path)) ?? {};
    if (isSkillFile(path)) heads.set(folderOf(path), { ...head, skill: path });
    else if (isIndexFile(path)) heads.set(folderOf(path), { ...head, index: path });
  }
  const parents = new Map<string, string>();
  for (const path of paths) {
    const own = heads.get(folderOf(path));
    let parent = isSkillFile(path) ? undefined : isIndexFile(path) ? own?.skill : (own?.index ?? own?.skill);
    let folder = folderOf(path);
    while (parent === undefined && folder !== '') {
      folder = folderOf(folder);
      const above = heads.get(folder);
      parent = above?.index ?? above?.skill;
    }
    if (parent !== undefined) parents.set(path, parent);
  }
  return parents;
}

/** The folder of a path, `''` at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Order by code point: the same on every machine, whatever its language. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isInSkill(path: string, skills: ReadonlySet<string>): boolean {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    if (skills.has(folder)) return true;
  }
  return false;
}

function isProjectFile(path: string, besideHead: boolean): boolean {
  return besideHead && PROJECT_FILE.test(baseOf(path));
}
