/** Which findings the remarks of authors turn off. */

import type { VFileMessage } from 'vfile-message';
import type { Project } from './project.ts';
import { PROTECTED, type Remark, remarksOf } from './remarks.ts';

/** Tells what is turned off. */
export interface Suppressions {
  has(path: string, message: VFileMessage): boolean;
}

/** The rules that are off, by the line they are off for; `undefined` is every line. */
type Off = ReadonlyMap<number | undefined, ReadonlySet<string>>;

/** Stands for every rule. */
const ALL = '';

/** Read the remarks of a project, those of a document when the first message of it is asked for. */
export function createSuppressions(project: Project): Suppressions {
  const known = new Map<string, Off>();
  const offIn = (path: string): Off => {
    const before = known.get(path);
    if (before) return before;
    const document = project.document(path);
    const off = offBy(document ? remarksOf(document) : []);
    known.set(path, off);
    return off;
  };
  return {
    has(path, { line, ruleId = '' }) {
      if (PROTECTED.has(ruleId)) return false;
      const off = offIn(path);
      return [off.get(undefined), off.get(line)].some((rules) => rules?.has(ruleId) || rules?.has(ALL));
    },
  };
}

/** Both may be as many as a document has lines: what is off is looked up. */
function offBy(remarks: readonly Remark[]): Off {
  const off = new Map<number | undefined, Set<string>>();
  for (const { holdsFor, rules, problem } of remarks) {
    if (problem !== undefined) continue;
    const own = off.get(holdsFor) ?? new Set();
    off.set(holdsFor, own);
    for (const rule of rules.length === 0 ? [ALL] : rules) own.add(rule);
  }
  return off;
}
