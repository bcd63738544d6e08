/** How a text of JSON is laid out: its indentation, its lines, and whether a value spreads over several. */

import type { Node } from 'jsonc-parser';

/** How somebody indents who has not said. */
const TWO_SPACES = '  ';

/** Whether what is in an object or a list stands on lines of its own. */
export function isSpread(text: string, { offset, length, parent, children = [] }: Node): boolean {
  if (text.slice(offset, offset + length).includes('\n')) return true;
  if (children.length > 0) return false;
  const above = parent?.type === 'property' ? parent.parent : parent;
  return above === undefined || isSpread(text, above);
}

/** One level of it. */
export function indentationOf(text: string): string {
  const first = /\n([ \t]+)\S/.exec(text)?.[1];
  if (first === undefined) return TWO_SPACES;
  return first.startsWith('\t') ? '\t' : first.length > 8 ? TWO_SPACES : first;
}

/** Of the line that a place is in. */
export function indentationAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let end = start;
  while (end < offset && ' \t'.includes(text[end] ?? '')) end++;
  return text.slice(start, end);
}

export function beginsLine(text: string, offset: number): boolean {
  return text.lastIndexOf('\n', offset - 1) + 1 + indentationAt(text, offset).length === offset;
}

export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function endOf({ offset, length }: Node): number {
  return offset + length;
}
