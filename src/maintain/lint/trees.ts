/** What several rules ask of decision trees. */

import type { Project } from './project.ts';

/** Words for "in any other case". */
const FALLBACK =
  /\b(?:otherwise|else|others?|anything|default|fallback|none|neither|general(?:ly|ized)?|not sure|unsure|unclear|unknown|in doubt|elsewhere|still (?:stuck|lost)|sonst|andernfalls|autre|otro)\b|その他|それ以外|其他|否则|그 외|기타/iu;

/** Whether a condition says that no other one holds. */
export function isFallback(condition: string): boolean {
  return FALLBACK.test(condition);
}

/** Whether a tree leads to files of the root, and not to actions alone. */
export function leadsToFiles({ catalog }: Project, owner: string | undefined, heading: string): boolean {
  return catalog.branches.some((branch) => branch.owner === owner && branch.heading === heading && !branch.fallback);
}
