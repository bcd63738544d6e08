/** What an author has turned off in a document: `<!-- signpost-disable-next-line rule -->` and `<!-- signpost-disable rule -->`. */

import type { VFileMessage } from 'vfile-message';
import type { MessageCode } from '../../contracts/message.ts';
import type { Project } from './project.ts';

/** Tells what is turned off. */
export interface Suppressions {
  has(path: string, message: VFileMessage): boolean;
}

const COMMENT = /^\s*signpost-disable(-next-line)?(?:\s+([\w\s,-]+?))?\s*(?:—.*)?$/s;
/** What protects a reader from the author is not the author's to turn off: `signpost.config.json` may. */
const NOT_BY_AUTHORS: ReadonlySet<string> = new Set<MessageCode>([
  'comment-instructs',
  'front-matter-executable',
  'link-leaves-root',
  'link-outside-root',
  'skills-suppressed',
  'unicode-invisible',
]);
/** Without one of these no comment needs to be looked for. */
const MARK = 'signpost-disable';

interface Comment {
  /** `undefined` for the whole file. */
  readonly line: number | undefined;
  /** Empty for every rule. */
  readonly rules: readonly string[];
}

/** Read the comments of a project, those of a document when the first message of it is asked for. */
export function createSuppressions(project: Project): Suppressions {
  const known = new Map<string, readonly Comment[]>();
  const commentsOf = (path: string): readonly Comment[] => {
    const before = known.get(path);
    if (before) return before;
    const document = project.document(path);
    const comments = document?.text.includes(MARK) ? document.page.comments.flatMap(read) : [];
    known.set(path, comments);
    return comments;
  };
  return {
    has: (path, { line, ruleId }) =>
      !NOT_BY_AUTHORS.has(ruleId ?? '') &&
      commentsOf(path).some(
        (comment) =>
          (comment.line === undefined || comment.line === line) &&
          (comment.rules.length === 0 || comment.rules.includes(ruleId ?? '')),
      ),
  };
}

function read({ text, line }: { readonly text: string; readonly line: number }): Comment[] {
  const [all, next, rules = ''] = COMMENT.exec(text) ?? [];
  if (all === undefined) return [];
  return [{ line: next === undefined ? undefined : line + 1, rules: rules.split(/[\s,]+/).filter(Boolean) }];
}
