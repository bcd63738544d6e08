/** A branch that names a file which is not there, in a link, a drawing or a table. */

import type { Branch } from '../../../domain/reference.ts';
import { resolveLink } from '../../../load/catalog/links.ts';
import { linkTo, nearPath } from '../near-path.ts';
import type { Project, ProjectDocument } from '../project.ts';
import type { Edit, Finding, LintRule } from '../rule.ts';

const TARGET = /^Unexpected target `(.*)`, expected/s;

export const treeTargetMissing: LintRule = {
  id: 'tree-target-missing',
  *check(project) {
    for (const document of project.documents) {
      const said = new Set<string>();
      for (const { ruleId, reason, line } of document.parsed.file.messages) {
        const written = ruleId === 'tree-target-missing' ? TARGET.exec(reason)?.[1] : undefined;
        if (written === undefined) continue;
        said.add(`${line} ${written}`);
        if (!OF_PROJECTS.test(written)) yield findingOf(project, document, written, line ?? 1);
      }
      for (const branch of branchesOf(document)) yield* renamed(project, document, branch, said);
    }
  },
};

function findingOf(project: Project, document: ProjectDocument, written: string, line: number): Finding {
  const resolved = resolveLink(document.path, written);
  const near = resolved.kind === 'inside' ? nearPath(project, document, resolved.path) : undefined;
  const meant = near && linkTo(document, near.path, written);
  const expected = `a file of this root${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`;
  const start = startOf(document, written, line);
  const fix: Edit | undefined =
    near?.moved && meant !== undefined && start !== undefined
      ? { start, end: start + written.length, text: meant }
      : undefined;
  const place = { line, column: start === undefined ? 1 : start - document.lineStart(line) + 1 };
  return { path: document.path, place, reason: `Unexpected target \`${written}\`, expected ${expected}`, fix };
}

/** A dead link whose words happen to be another file's title is understood, but leads nobody who follows it. */
function* renamed(
  project: Project,
  document: ProjectDocument,
  { targets, line }: Branch,
  said: ReadonlySet<string>,
): Iterable<Finding> {
  for (const { path: written } of targets) {
    // In a drawing a bare name may leave out the folder.
    if (!/\.mdx?(?:#.*)?$/i.test(written) || !/[/\\]/.test(written) || said.has(`${line} ${written}`)) continue;
    const resolved = resolveLink(document.path, written);
    if (resolved.kind !== 'inside' || project.document(resolved.path)) continue;
    if (project.files.spellingOf(resolved.path) === undefined) yield findingOf(project, document, written, line);
  }
}

function* branchesOf({ parsed }: ProjectDocument): Iterable<Branch> {
  const open: Branch[] = parsed.trees.flatMap(({ branches }) => branches);
  for (let branch = open.pop(); branch; branch = open.pop()) {
    yield branch;
    for (const below of branch.branches) open.push(below);
  }
}

/** Where a path stands on a line, as a whole and behind the condition: conditions may name files, too. */
function startOf({ text, lineStart }: ProjectDocument, written: string, line: number): number | undefined {
  const from = lineStart(line);
  const said = text.slice(from, lineStart(line + 1));
  for (let at = said.lastIndexOf(written); at !== -1; at = at === 0 ? -1 : said.lastIndexOf(written, at - 1)) {
    const isWhole = !PART_BEFORE.test(said.slice(0, at)) && !PART_BEHIND.test(said.slice(at + written.length));
    if (isWhole) return from + at;
  }
  return undefined;
}

const PART_BEFORE = /[\p{L}\p{N}_./\\-]$/u;
const PART_BEHIND = /^(?:[\p{L}\p{N}_/\\-]|\.[\p{L}\p{N}])/u;
/** What a project has, and a skill writes or asks for: no reference. */
const OF_PROJECTS =
  /(?:^|\/)(?:README|AGENTS|CLAUDE|GEMINI|CHANGELOG|CONTRIBUTING|TODO|PLAN|TASKS?|NOTES?)\.mdx?$|[{}<>$…]/i;
