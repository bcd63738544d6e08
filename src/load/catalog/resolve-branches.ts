/** Decision trees → branches with the references they lead to. */

import type { Branch, Reference, ResolvedBranch, Target } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { anyOf } from '../../text/languages/any-language.ts';
import type { ParsedDocument } from '../markdown/parse-document.ts';
import type { Locator } from './locate.ts';

/** What may follow an answer: nothing, or a mark that sets it apart from the words after it. */
const APART = '(?:$|[,:;.–—-]+\\s*)';
/** An answer that says the question above it does not hold; "No labels?" is no answer. */
const NO = new RegExp(`^${anyOf('no')}${APART}`, 'iu');
/** An answer that says it does. */
const YES = new RegExp(`^${anyOf('yes')}${APART}`, 'iu');

/**
 * Resolve the branches of a document's trees.
 *
 * @param owner
 *   The reference the trees stand in. Targets that are not found are reported on its file.
 * @param parsed
 *   What it says.
 * @param locator
 *   Finds the references of its root.
 * @returns
 *   Every branch with at least one target that was found, outer before inner.
 */
export function resolveBranches(owner: Reference, parsed: ParsedDocument, locator: Locator): ResolvedBranch[] {
  const resolved: ResolvedBranch[] = [];
  const visit = (branch: Branch, above: readonly string[], heading: string): void => {
    const conditions = conditionsOf(branch, above);
    const targets = new Set<string>();
    for (const target of branch.targets) {
      const found = locate(owner, parsed, locator, target, branch.line);
      if (found) targets.add(found.id);
    }
    for (const label of labelsOf(branch.outcome)) {
      const found = locator.label(owner, label);
      if (found) targets.add(found.id);
    }
    if (targets.size > 0 && conditions.length > 0) {
      const fallback = targets.size === 1 && targets.has(owner.id);
      const { line } = branch;
      resolved.push({ owner: owner.id, heading, line, conditions, targets: [...targets], fallback });
    }
    for (const inner of branch.branches) visit(inner, conditions, heading);
  };
  for (const tree of parsed.trees) for (const branch of tree.branches) visit(branch, [], tree.heading);
  return resolved;
}

/** "Yes" adds nothing to its question, "no" takes the question away; the words behind either stand for themselves. */
function conditionsOf({ condition }: Branch, above: readonly string[]): readonly string[] {
  const answer = NO.exec(condition) ?? YES.exec(condition);
  const kept = NO.test(condition) ? above.slice(0, -1) : above;
  const words = condition.slice(answer?.[0].length ?? 0).trim();
  return words === '' ? kept : [...kept, words];
}

function locate(
  owner: Reference,
  parsed: ParsedDocument,
  locator: Locator,
  target: Target,
  line: number,
): Reference | undefined {
  const found = locator.link(owner, target.path) ?? locator.label(owner, target.text);
  if (!found && /\.md[xc]?(?:#.*)?$/i.test(target.path)) {
    const reason = `Unexpected target \`${target.path}\`, expected a file of this root`;
    reportMessage(parsed.file, 'tree-target-missing', reason, { line, column: 1 });
  }
  return found;
}

/** An outcome may be the name of a reference, or several with commas between. */
function labelsOf(outcome: string | undefined): string[] {
  if (outcome === undefined || outcome.length > 200) return [];
  return outcome
    .split(/[,;+]|\band\b/)
    .map((label) => label.replace(/^\s*(?:see|use|read|load|open)\s+(?:the\s+)?/i, '').trim());
}
