/** Where the fields of front matter stand in their file. */

import { type Document, isCollection, isNode, isPair, parseDocument } from 'yaml';
import type { Span } from './page.ts';
import { countLines } from './scan.ts';

/** A place, and the offsets of what stands there. */
export interface FieldPlace {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Of the value as written, quotes and all; of the key where there is no value. */
  readonly span: Span;
}

/** Finds fields: `['triggers', 0]` is the first item of `triggers`. */
export type FieldPlaces = (path: readonly (string | number)[]) => FieldPlace | undefined;

const OPENING = /^\ufeff?---[^\r\n]*\r?\n/;
const CLOSING = /\n---[ \t]*(?:\r?\n|$)/g;
/** The reader of front matter parses no more in one go. */
const LARGEST = 65_536;
const OPTIONS = { schema: 'failsafe', logLevel: 'silent', prettyErrors: false } as const;

/**
 * Prepare to find fields.
 *
 * Pure. What YAML cannot read is looked for line by line, top-level fields only.
 *
 * @param source
 *   The whole file, byte-order mark and all.
 * @example
 *   locateFields('---\nname: a\n---\n')(['name'])?.line; // 2
 */
export function locateFields(source: string): FieldPlaces {
  const opening = OPENING.exec(source)?.[0];
  if (opening === undefined) return () => undefined;
  CLOSING.lastIndex = opening.length - 1;
  const end = CLOSING.exec(source)?.index ?? opening.length;
  // A carriage return would count as part of a plain text.
  const yaml = source.slice(opening.length, Math.max(opening.length, end)).replaceAll('\r', ' ');
  let document: Document | undefined;
  return (path) => {
    document ??= parseDocument(yaml.length > LARGEST ? '' : yaml, OPTIONS);
    const written = rangeOf(nodeAt(document.contents, path)) ?? lineOf(yaml, path);
    if (!written) return undefined;
    const start = written.start + opening.length;
    const column = start - source.lastIndexOf('\n', start - 1);
    return { line: countLines(source, start), column, span: { start, end: written.end + opening.length } };
  };
}

/** The value at a path; the key of a field without one. */
function nodeAt(root: unknown, path: readonly (string | number)[]): unknown {
  let node = root;
  for (const step of path) {
    if (!isCollection(node)) return undefined;
    const item: unknown =
      typeof step === 'number'
        ? node.items[step]
        : node.items.findLast((pair) => isPair(pair) && isNode(pair.key) && String(pair.key) === step);
    if (item === undefined) return undefined;
    if (!isPair(item)) node = item;
    else node = isNode(item.value) && rangeOf(item.value) ? item.value : item.key;
  }
  return node;
}

function rangeOf(node: unknown): Span | undefined {
  if (!isNode(node) || !node.range || node.range[0] === node.range[1]) return undefined;
  return { start: node.range[0], end: node.range[1] };
}

function lineOf(yaml: string, [key, ...inner]: readonly (string | number)[]): Span | undefined {
  if (typeof key !== 'string' || inner.length > 0) return undefined;
  for (let start = 0; start < yaml.length; ) {
    const newline = yaml.indexOf('\n', start);
    const end = newline === -1 ? yaml.length : newline;
    if (yaml.startsWith(`${key}:`, start)) return { start, end: start + key.length };
    start = end + 1;
  }
  return undefined;
}
