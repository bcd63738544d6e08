/** A reference that nothing reaches from its SKILL.md: an agent that reads the skill never learns of it. */

import { folderOf, isSkillFile } from '../../../load/catalog/layout.ts';
import { resolveLink } from '../../../load/catalog/links.ts';
import type { Project, ProjectDocument } from '../project.ts';
import type { LintRule } from '../rule.ts';

/** A run of what paths are made of; one that is longer than `LONGEST` is data. */
const RUN = /[\p{L}\p{N}_@.%~+/-]+/gu;
const LONGEST = 500;

export const referenceUnreachable: LintRule = {
  id: 'reference-unreachable',
  *check(project) {
    for (const skill of project.documents.filter(({ path }) => isSkillFile(path))) {
      const members = membersOf(project, skill);
      const reached = reach(project, skill, members);
      for (const { path } of members) {
        if (reached.has(path)) continue;
        const reason = `Unexpected reference that nothing reaches from \`${skill.path}\`, expected a link, an index entry or a branch that leads to it`;
        yield { path, place: { line: 1, column: 1 }, reason };
      }
    }
  },
};

/** The documents below a skill, without those of a skill further down. */
function membersOf({ documents }: Project, skill: ProjectDocument): ProjectDocument[] {
  const folder = folderOf(skill.path);
  const base = folder === '' ? '' : `${folder}/`;
  const inner = documents
    .filter(({ path }) => path !== skill.path && isSkillFile(path) && path.startsWith(base))
    .map(({ path }) => `${folderOf(path)}/`);
  return documents.filter(
    ({ path }) => path.startsWith(base) && !isSkillFile(path) && !inner.some((other) => path.startsWith(other)),
  );
}

function reach(project: Project, skill: ProjectDocument, members: readonly ProjectDocument[]): ReadonlySet<string> {
  const byFolder = new Map<string, string[]>();
  for (const { path } of members) byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), path]);
  const byOwner = new Map<string, string[]>();
  for (const { owner, targets } of project.catalog.branches) {
    const paths = targets.flatMap((id) => project.documentOf(id)?.path ?? []);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), ...paths]);
  }
  const reached = new Set<string>([skill.path]);
  const open = [skill];
  const add = (path: string) => {
    const document = project.document(path);
    if (!document || reached.has(path)) return;
    reached.add(path);
    open.push(document);
  };
  for (let next = open.pop(); next; next = open.pop()) {
    for (const path of byOwner.get(next.reference?.id ?? '') ?? []) add(path);
    for (const named of mentionsOf(next, folderOf(skill.path))) {
      add(named);
      add(`${named}/INDEX.md`);
      if (!project.document(named)) for (const path of byFolder.get(named) ?? []) add(path);
    }
  }
  return reached;
}

/** What a document names, as paths from its own folder and from the folder of its skill: an agent follows all of them. */
function* mentionsOf({ path, text }: ProjectDocument, skillFolder: string): Iterable<string> {
  const named = new Set<string>();
  for (const [run] of text.matchAll(RUN)) {
    if (run.length > LONGEST) continue;
    const file = /^.*\.mdx?(?![\p{L}\p{N}])/iu.exec(run)?.[0];
    if (file !== undefined) named.add(file);
    // A folder stands for what is in it.
    else if (run.endsWith('/')) named.add(run);
  }
  for (const written of named) {
    for (const from of [path, `${skillFolder === '' ? '' : `${skillFolder}/`}SKILL.md`]) {
      const resolved = resolveLink(from, written);
      if (resolved.kind === 'inside' && resolved.path !== '') yield resolved.path;
    }
  }
}
