/** An index block that no longer says what its files say of themselves. */

import type { IndexEntry } from '../../../contracts/reference.ts';
import { parseMarkdownDocument } from '../../../markdown/index.ts';
import type { PlannedFile } from '../../index-blocks/plan-documents.ts';
import { editBetween } from '../edits.ts';
import type { LintRule } from '../rule.ts';

/** As many files as a message names. */
const NAMED = 3;

export const indexDrift: LintRule = {
  id: 'index-drift',
  *check(project) {
    for (const planned of project.plan) {
      const document = project.document(planned.path);
      if (!document || document.parsed.blocks.length === 0 || !hasDrifted(planned)) continue;
      const { before, after } = planned;
      const now = document.parsed.blocks.flatMap(({ entries }) => entries);
      const due = parseMarkdownDocument({ path: planned.path, text: after }).blocks.flatMap(({ entries }) => entries);
      const edit = editBetween(before, after);
      const place = { line: lineOf(before, edit.start), column: 1 };
      const reason = `Unexpected index block, expected what its files say of themselves: ${describe(now, due)}`;
      yield { path: planned.path, place, reason, fix: edit };
    }
  },
};

function hasDrifted(file: PlannedFile): file is PlannedFile & { readonly before: string; readonly after: string } {
  return !file.broken && file.before !== undefined && file.after !== undefined && file.before !== file.after;
}

function describe(now: readonly IndexEntry[], due: readonly IndexEntry[]): string {
  const nowByLink = new Map(now.map((entry) => [entry.link, entry]));
  const dueByLink = new Map(due.map((entry) => [entry.link, entry]));
  const parts = [
    namesOf(
      'missing',
      due.filter(({ link }) => !nowByLink.has(link)),
    ),
    namesOf(
      'changed',
      due.filter((entry) => differs(nowByLink.get(entry.link), entry)),
    ),
    namesOf(
      'not due',
      now.filter(({ link }) => !dueByLink.has(link)),
    ),
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'the order of its entries' : parts.join('; ');
}

function differs(now: IndexEntry | undefined, due: IndexEntry): boolean {
  return now !== undefined && (now.text !== due.text || now.rest !== due.rest);
}

function namesOf(what: string, entries: readonly IndexEntry[]): string {
  if (entries.length === 0) return '';
  const names = entries.slice(0, NAMED).map(({ link }) => `\`${link}\``);
  if (entries.length > NAMED) names.push(`${entries.length - NAMED} more`);
  return `${what} ${names.join(', ')}`;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
