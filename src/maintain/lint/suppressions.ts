/** Which findings the remarks of authors turn off. */

import type { VFileMessage } from 'vfile-message';
import type { Project } from './project.ts';
import { PROTECTED, type Remark, remarksOf } from './remarks.ts';

/** Tells what is turned off. */
export interface Suppressions {
  has(path: string, message: VFileMessage): boolean;
}

/** Read the remarks of a project, those of a document when the first message of it is asked for. */
export function createSuppressions(project: Project): Suppressions {
  const known = new Map<string, readonly Remark[]>();
  const remarksIn = (path: string): readonly Remark[] => {
    const before = known.get(path);
    if (before) return before;
    const document = project.document(path);
    const remarks = document ? remarksOf(document).filter(({ problem }) => problem === undefined) : [];
    known.set(path, remarks);
    return remarks;
  };
  return {
    has: (path, { line, ruleId = '' }) =>
      !PROTECTED.has(ruleId) &&
      remarksIn(path).some(
        ({ holdsFor, rules }) =>
          (holdsFor === undefined || holdsFor === line) && (rules.length === 0 || rules.includes(ruleId)),
      ),
  };
}
