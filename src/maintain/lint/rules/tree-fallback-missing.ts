/** A tree that says nothing about a request which none of its branches is for. */

import type { Branch } from '../../../domain/reference.ts';
import { anyApart } from '../../../text/languages/any-language.ts';
import type { LintRule } from '../rule.ts';
import { isFallback, leadsToFiles } from '../trees.ts';

/** With fewer branches it is a hint, not a tree. */
const FEWEST = 3;

export const treeFallbackMissing: LintRule = {
  id: 'tree-fallback-missing',
  *check(project) {
    for (const { path, parsed, reference } of project.documents) {
      const own = project.catalog.branches.filter(({ owner }) => owner === reference?.id);
      for (const { heading, branches, line } of parsed.trees) {
        if (branches.length < FEWEST || !leadsToFiles(project, reference?.id, heading)) continue;
        const hasFallback = own.some((branch) => branch.fallback && branch.heading === heading);
        if (hasFallback || branches.some(saysOtherwise) || isComplete(branches)) continue;
        const reason = `Unexpected tree “${heading}” without a fallback, expected a last line such as “A more general question? → the index below”`;
        yield { path, place: { line, column: 1 }, reason };
      }
    }
  },
};

/** A branch that leads back to its own page, or says that it is for everything else. */
function saysOtherwise({ condition, targets, branches }: Branch): boolean {
  return isFallback(condition) || targets.some(({ path }) => path.startsWith('#')) || branches.some(saysOtherwise);
}

const [YES, NO] = [new RegExp(`^${anyApart('yes')}`, 'iu'), new RegExp(`^${anyApart('no')}`, 'iu')];

/** Between yes and no there is nothing. */
function isComplete(branches: readonly Branch[]): boolean {
  return [YES, NO].every((answer) => branches.some(({ condition }) => answer.test(condition)));
}
