/** A branch that names a file which is not there, in a link, a drawing or a table. */

import { resolveLink } from '../../../catalog/index.ts';
import type { Branch } from '../../../contracts/reference.ts';
import { linkTo, nearPath } from '../near-path.ts';
import type { Project, ProjectDocument } from '../project.ts';
import type { Edit, Finding, LintRule } from '../rule.ts';

const TARGET = /^Unexpected target `(.*)`, expected/s;

export const treeTargetMissing: LintRule = {
  id: 'tree-target-missing',
  *check(project) {
    for (const document of project.documents) {
      for (const { ruleId, reason, line } of document.parsed.file.messages) {
        const written = ruleId === 'tree-target-missing' ? TARGET.exec(reason)?.[1] : undefined;
        if (written !== undefined) yield findingOf(project, document, written, line ?? 1);
      }
      for (const branch of branchesOf(document)) yield* renamed(project, document, branch);
    }
  },
};

function findingOf(project: Project, document: ProjectDocument, written: string, line: number): Finding {
  const resolved = resolveLink(document.path, written);
  const near = resolved.kind === 'inside' ? nearPath(project, resolved.path) : undefined;
  const meant = near && linkTo(document, near.path, written);
  const expected = `a file of this root${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`;
  const { place, start } = placeOf(document, written, line);
  const fix: Edit | undefined =
    near?.moved && meant !== undefined && start !== undefined
      ? { start, end: start + written.length, text: meant }
      : undefined;
  return { path: document.path, place, reason: `Unexpected target \`${written}\`, expected ${expected}`, fix };
}

/** A dead link whose words happen to be another file's title is understood, but leads nobody who follows it. */
function* renamed(project: Project, document: ProjectDocument, { targets, line }: Branch): Iterable<Finding> {
  for (const { path: written } of targets) {
    if (!/\.mdx?(?:#.*)?$/i.test(written)) continue;
    const resolved = resolveLink(document.path, written);
    if (resolved.kind !== 'inside' || project.files.spellingOf(resolved.path) !== undefined) continue;
    if (project.document(resolved.path)) continue;
    const isSaid = document.parsed.file.messages.some(
      (message) =>
        message.ruleId === 'tree-target-missing' && message.line === line && message.reason.includes(`\`${written}\``),
    );
    // In a drawing a bare name may leave out the folder.
    if (!isSaid && /[/\\]/.test(written)) yield findingOf(project, document, written, line);
  }
}

function* branchesOf({ parsed }: ProjectDocument): Iterable<Branch> {
  const open: Branch[] = parsed.trees.flatMap(({ branches }) => branches);
  for (let branch = open.pop(); branch; branch = open.pop()) {
    yield branch;
    open.push(...branch.branches);
  }
}

/** Where a path stands on a line, or on the few below it that belong to the same branch. */
function placeOf(
  { text }: ProjectDocument,
  written: string,
  line: number,
): { readonly place: { readonly line: number; readonly column: number }; readonly start: number | undefined } {
  let from = 0;
  for (let passed = 1; passed < line; passed++) from = text.indexOf('\n', from) + 1;
  const end = lineEnd(text, from, LINES_OF_A_BRANCH);
  const at = text.slice(from, end).indexOf(written);
  if (at === -1) return { place: { line, column: 1 }, start: undefined };
  const before = text.slice(from, from + at).split('\n');
  return { place: { line: line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 }, start: from + at };
}

const LINES_OF_A_BRANCH = 20;

function lineEnd(text: string, from: number, lines: number): number {
  let at = from;
  for (let passed = 0; passed < lines; passed++) {
    const next = text.indexOf('\n', at);
    if (next === -1) return text.length;
    at = next + 1;
  }
  return at;
}
