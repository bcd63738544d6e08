/** What several rules ask of decision trees. */

import { anyBounded } from '../../text/languages/any-language.ts';
import type { Project } from './project.ts';

/** Words for "in any other case". */
const FALLBACK = new RegExp(anyBounded('fallbacks'), 'iu');

/** Whether a condition says that no other one holds. */
export function isFallback(condition: string): boolean {
  return FALLBACK.test(condition);
}

/** Whether a tree leads to files of the root, and not to actions alone. */
export function leadsToFiles({ catalog }: Project, owner: string | undefined, heading: string): boolean {
  return catalog.branches.some((branch) => branch.owner === owner && branch.heading === heading && !branch.fallback);
}
