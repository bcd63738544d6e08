/** One text where a list of phrases is due, or an item that is no text. */

import type { FieldPlace } from '../../../load/markdown/field-places.ts';
import { parseMarkdownDocument } from '../../../load/markdown/parse-document.ts';
import { applyEdits } from '../edits.ts';
import type { ProjectDocument } from '../project.ts';
import type { Edit, LintRule } from '../rule.ts';

const FIELD = /(?:as|in) `(triggers|examples|not_for)`/;

export const triggersNotList: LintRule = {
  id: 'triggers-not-list',
  *check({ documents }) {
    for (const document of documents) {
      for (const { ruleId, reason, line, column } of document.parsed.file.messages) {
        if (ruleId !== 'triggers-not-list') continue;
        const field = FIELD.exec(reason)?.[1] ?? 'triggers';
        const place = { line: line ?? 1, column: column ?? 1 };
        yield { path: document.path, place, reason, fix: fixOf(document, field, place.line) };
      }
    }
  },
};

/** A text on the line of its key becomes the one item of a list, as it was read. Anything else is the author's to say. */
function fixOf(document: ProjectDocument, field: string, line: number): Edit | undefined {
  const found = [document.fields([field]), document.fields(['metadata', field])].find((place) => place?.line === line);
  if (!found || !isText(document.text, found)) return undefined;
  const { text } = document;
  const lineStart = text.lastIndexOf('\n', found.span.start) + 1;
  const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? '';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const key = text.slice(lineStart, found.span.start);
  if (key.trim() !== `${field}:`) return undefined;
  const edit = { start: lineStart + key.trimEnd().length, end: found.span.start, text: `${newline}${indent}  - ` };
  return readsTheSame(document, edit) ? edit : undefined;
}

/** With a key that comes twice, or YAML that was repaired, something else may come of it. */
function readsTheSame({ path, text, parsed }: ProjectDocument, edit: Edit): boolean {
  const { fields, file } = parseMarkdownDocument({ path, text: applyEdits(text, [edit]) });
  return JSON.stringify(fields) === JSON.stringify(parsed.fields) && file.messages.length < parsed.file.messages.length;
}

/** A quoted or plain text on one line. */
function isText(text: string, { span }: FieldPlace): boolean {
  const value = text.slice(span.start, span.end);
  return !/[\r\n]/.test(value) && !/^[[{|>&*!]/.test(value);
}
