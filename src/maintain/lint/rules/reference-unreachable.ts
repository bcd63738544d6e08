/** A reference that nothing reaches from its SKILL.md: an agent that reads the skill never learns of it. */

import { folderOf, isSkillFile, resolveLink } from '../../../catalog/index.ts';
import type { Project, ProjectDocument } from '../project.ts';
import type { LintRule } from '../rule.ts';

/** A path or folder named in running text, in code or as a link: an agent follows all of them. */
const MENTION = /[\p{L}\p{N}_@.%~+-][\p{L}\p{N}_@.%~+/-]*(?:\.mdx?\b|\/)|(?<=[/\s(["'`])[\p{L}\p{N}_-]+\.mdx?\b/gu;

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
      for (const path of byFolder.get(named) ?? []) add(path);
    }
  }
  return reached;
}

/** What a document names, as paths from its own folder and from the folder of its skill. */
function* mentionsOf({ path, text }: ProjectDocument, skillFolder: string): Iterable<string> {
  for (const written of new Set(text.match(MENTION) ?? [])) {
    for (const from of [path, `${skillFolder === '' ? '' : `${skillFolder}/`}SKILL.md`]) {
      const resolved = resolveLink(from, written);
      if (resolved.kind === 'inside' && resolved.path !== '') yield resolved.path;
    }
  }
}
