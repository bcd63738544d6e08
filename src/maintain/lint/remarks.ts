/** The remarks of authors that turn rules off: `<!-- signpost-disable-next-line rule -->`, `<!-- signpost-disable rule -->`. */

import { type MessageCode, messageSeverities } from '../../domain/message.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import type { ProjectDocument } from './project.ts';

/** One remark. */
export interface Remark {
  /** Of the comment, from 1. */
  readonly line: number;
  readonly column: number;
  /** The line it holds for; `undefined` for the whole file. */
  readonly holdsFor: number | undefined;
  /** Empty for every rule. */
  readonly rules: readonly string[];
  /** What is wrong with it, in a sentence. */
  readonly problem: string | undefined;
}

/** What protects a reader from the author is not the author's to turn off: `signpost.config.json` may. */
export const PROTECTED: ReadonlySet<string> = new Set<MessageCode>([
  'comment-instructs',
  'front-matter-executable',
  'keyword-stuffing',
  'link-leaves-root',
  'link-outside-root',
  'remark-unknown',
  'skill-cloned',
  'skills-suppressed',
  'triggers-borrowed',
  'unicode-invisible',
]);

const REMARK = /^\s*(signpost-[a-z-]+)(?:\s+([\s\S]*))?$/i;
const DIRECTIVES = ['signpost-disable', 'signpost-disable-next-line'] as const;
/** A document without this has none. */
const MARK = /<!--\s*signpost-/i;

/** Read the remarks of a document, in order. */
export function remarksOf(document: ProjectDocument): Remark[] {
  if (!MARK.test(document.text)) return [];
  return document.page.comments.flatMap(({ text, line, column, endLine }): Remark[] => {
    const [, directive, said = ''] = REMARK.exec(text) ?? [];
    if (directive === undefined) return [];
    // A reason may follow a dash.
    const [ids = ''] = said.split(/(?:^|\s)(?:—|–|--?)(?:\s|$)/);
    const rules = ids.split(/[\s,]+/).filter(Boolean);
    const holdsFor = directive === 'signpost-disable-next-line' ? endLine + 1 : undefined;
    return [{ line, column, holdsFor, rules, problem: problemOf(directive, rules) }];
  });
}

function problemOf(directive: string, rules: readonly string[]): string | undefined {
  if (!DIRECTIVES.some((known) => known === directive)) {
    const meant = didYouMean(directive, DIRECTIVES);
    const hint = meant === undefined ? '' : `: did you mean \`${meant}\`?`;
    return `Unexpected remark \`${directive}\`, expected ${DIRECTIVES.map((known) => `\`${known}\``).join(' or ')}${hint}`;
  }
  for (const rule of rules) {
    if (PROTECTED.has(rule))
      return `Unexpected \`${rule}\` in a remark, expected it in signpost.config.json: a document cannot turn it off`;
    if (Object.hasOwn(messageSeverities, rule)) continue;
    const meant = didYouMean(rule, Object.keys(messageSeverities));
    return `Unexpected rule \`${rule}\` in a remark, expected the id of a rule${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`;
  }
  return undefined;
}
