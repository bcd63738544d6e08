/** Put a trigger into the front matter of a document. */

import { locateFields } from '../../load/markdown/field-places.ts';
import { parseMarkdownDocument } from '../../load/markdown/parse-document.ts';

/**
 * Add a trigger.
 *
 * Pure. Every other byte stays: the trigger becomes the last item of `triggers` (or of `metadata.triggers`, where only
 * that is there), in the way the list is written; a document without the field, or without front matter, gets it.
 *
 * @param text
 *   The whole file.
 * @param trigger
 *   A phrase without line breaks.
 * @returns
 *   The text, or `undefined` when front matter is written so that it would not read as before with the trigger added.
 */
export function addTrigger(text: string, trigger: string): string | undefined {
  const added = insertTrigger(text, trigger);
  const [before, after] = [text, added].map(
    (document) => parseMarkdownDocument({ path: 'a.md', text: document }).fields,
  );
  const listed = (fields: typeof before) => [...(fields?.triggers ?? []), ...(fields?.metadata?.triggers ?? [])];
  const isAdded = JSON.stringify(listed(after).sort()) === JSON.stringify([...listed(before), trigger].sort());
  return isAdded && othersOf(before) === othersOf(after) ? added : undefined;
}

/** What front matter says besides triggers. */
function othersOf(fields: ReturnType<typeof parseMarkdownDocument>['fields'] | undefined): string {
  const { triggers: _own, metadata, ...others } = fields ?? {};
  const { triggers: _inner, ...rest } = metadata ?? {};
  return JSON.stringify([others, rest]);
}

function insertTrigger(text: string, trigger: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  // JSON's quotes are YAML's.
  const item = JSON.stringify(trigger);
  const fields = locateFields(text);
  for (const path of [['triggers'], ['metadata', 'triggers']]) {
    const last = lastItem(fields, path);
    const list = fields(path);
    if (!list) continue;
    if (last) return insertAfter(text, list.span.start, last, item, newline);
    const value = text.slice(list.span.start, list.span.end);
    // One text, or no value at all: both become items of a list.
    const indent = ' '.repeat(2 * path.length);
    if (value === '[]') return `${text.slice(0, list.span.start)}[${item}]${text.slice(list.span.end)}`;
    if (value === 'triggers') {
      const end = lineEnd(text, list.span.end);
      return `${text.slice(0, list.span.end)}:${newline}${indent}- ${item}${text.slice(end)}`;
    }
    const start = text.slice(0, list.span.start).trimEnd().length;
    return `${text.slice(0, start)}${newline}${indent}- ${value}${newline}${indent}- ${item}${text.slice(list.span.end)}`;
  }
  const opening = /^\ufeff?---[^\r\n]*\r?\n/.exec(text)?.[0];
  const field = `triggers:${newline}  - ${item}${newline}`;
  const closing = opening === undefined ? -1 : text.indexOf('\n---', opening.length - 1);
  if (closing === -1) {
    const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
    return `${mark}---${newline}${field}---${newline}${newline}${text.slice(mark.length)}`;
  }
  return text.slice(0, closing + 1) + field + text.slice(closing + 1);
}

function lastItem(fields: ReturnType<typeof locateFields>, path: readonly string[]) {
  let last: ReturnType<typeof fields>;
  for (let index = 0; ; index++) {
    const next = fields([...path, index]);
    if (!next) return last;
    last = next;
  }
}

function insertAfter(
  text: string,
  listStart: number,
  { span }: { readonly span: { readonly start: number; readonly end: number } },
  item: string,
  newline: string,
): string {
  if (text[listStart] === '[') return `${text.slice(0, span.end)}, ${item}${text.slice(span.end)}`;
  const lineStart = text.lastIndexOf('\n', span.start) + 1;
  const dash = /^\s*-\s+/.exec(text.slice(lineStart))?.[0] ?? '  - ';
  // A text over several lines ends behind its last line break.
  const end = lineEnd(text, span.start + text.slice(span.start, span.end).trimEnd().length);
  return text.slice(0, end) + newline + dash + item + text.slice(end);
}

/** The end of the line an offset stands on, before its line break. */
function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline;
  return text[end - 1] === '\r' ? end - 1 : end;
}
