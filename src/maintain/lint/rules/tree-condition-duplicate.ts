/** Two branches beside each other that say the same and lead apart. */

import type { Branch } from '../../../domain/reference.ts';
import { anyOf } from '../../../text/languages/any-language.ts';
import type { Finding, LintRule } from '../rule.ts';

export const treeConditionDuplicate: LintRule = {
  id: 'tree-condition-duplicate',
  *check({ documents }) {
    for (const { path, parsed } of documents) {
      for (const { branches, heading } of parsed.trees) yield* duplicates(path, branches, heading);
    }
  },
};

const ANSWER = new RegExp(`^(?:${anyOf('yes')}|${anyOf('no')}|true|false)$`, 'iu');

function* duplicates(path: string, branches: readonly Branch[], heading: string): Iterable<Finding> {
  const first = new Map<string, Branch>();
  for (const branch of branches) {
    yield* duplicates(path, branch.branches, heading);
    // A line without a condition is about what the heading says: another rule tells.
    if (branch.condition === heading) continue;
    const key = branch.condition
      .replace(/[\s?.!:]+/g, ' ')
      .trim()
      .toLowerCase();
    const other = first.get(key);
    if (!other) first.set(key, branch);
    // The answers to several questions of a graph stand beside each other.
    else if (!ANSWER.test(key) && placesOf(other) !== placesOf(branch)) {
      const reason = `Unexpected condition “${branch.condition}” of line ${other.line} again, expected one that tells the two apart`;
      yield { path, place: { line: branch.line, column: 1 }, reason };
    }
  }
}

function placesOf({ targets, outcome, branches }: Branch): string {
  return JSON.stringify([targets.map(({ path }) => path), outcome, branches.length]);
}
