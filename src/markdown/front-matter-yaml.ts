/**
 * The YAML engine handed to gray-matter: every scalar stays the text the author wrote (`1.10` is not 1.1, a date
 * is not a `Date`), aliases are refused, and a field with a mistake does not take the others with it.
 */

import type { VFile } from 'vfile';
import { type Document, isNode, LineCounter, parseDocument, type Scalar, visit } from 'yaml';
import { type Place, reportMessage } from '../diagnostics/index.ts';

const OPTIONS = {
  schema: 'failsafe',
  logLevel: 'silent',
  prettyErrors: false,
} as const;
/** What YAML would turn into something other than text. */
const NOT_TEXT = /^(?:[-+]?(?:\d[\d_]*)?\.?\d+(?:e[-+]?\d+)?|0[xo][\da-f]+|\d{4}-\d\d?-\d\d?\S*)$/i;
/** A field, or a front matter read in one go, is smaller than this. */
const LARGEST = 16_384;
const DEEPEST = 50;
const TOO_MANY_BULLETS = new RegExp(`(?:[-?:][ \\t]+){${DEEPEST}}`);
/** A line that begins a top-level field. */
const FIELD = /^(?=[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|\r?$))/m;

/**
 * Parse the YAML of a front matter.
 *
 * @param file
 *   The document problems are reported on.
 * @param source
 *   What stands between the fences, as gray-matter hands it over: from the end of the opening fence, so that its
 *   line 1 is the file's line 1.
 * @returns
 *   Nested maps, lists and strings. Empty for a document that cannot be read at all.
 */
export function parseYaml(file: VFile, source: string): object {
  if (!isTooDeep(source)) {
    const { document, place } = parse(source, 1);
    if (document.errors.length === 0 && !hasAlias(document)) return values(file, document, place);
  }
  const fields = new Map<string, unknown>();
  let line = 1;
  for (const block of source.split(FIELD)) {
    for (const [key, value] of Object.entries(parseField(file, block, line))) {
      if (fields.has(key)) {
        const reason = `Unexpected second \`${key}\`, expected one: the last was read`;
        reportMessage(file, 'front-matter-repaired', reason, { line, column: 1 });
      }
      fields.set(key, value);
    }
    line += block.split('\n').length - 1;
  }
  return Object.fromEntries(fields);
}

function parse(source: string, firstLine: number): { document: Document; place: (offset: number) => Place } {
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { ...OPTIONS, lineCounter });
  return {
    document,
    place(offset) {
      const { line, col } = lineCounter.linePos(offset);
      return { line: line + firstLine - 1, column: col };
    },
  };
}

/** More text, or brackets and bullets further inside one another, than any author writes or the parser's stack bears. */
function isTooDeep(source: string): boolean {
  if (source.length > LARGEST) return true;
  let depth = 0;
  for (const char of source) {
    if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth--;
    if (depth > DEEPEST) return true;
  }
  return TOO_MANY_BULLETS.test(source);
}

/** One top-level field on its own: as YAML, and failing that as the text after its colon. */
function parseField(file: VFile, block: string, line: number): object {
  const { document, place } = parse(isTooDeep(block) ? '"' : block, line);
  const name = /^([A-Za-z_][\w-]*)[ \t]*:/.exec(block)?.[0];
  // An alias of what stands in another field is a star the author forgot to quote: `title: **Keys**`.
  const isAliased = hasAlias(document) && document.errors.length === 0;
  if (isAliased && hasAnchor(document)) {
    const reason = 'Unexpected alias, expected the value itself: the field was left out';
    reportMessage(file, 'front-matter-invalid', reason, { line, column: 1 });
    return {};
  }
  if (document.errors.length === 0 && !isAliased) return values(file, document, place);
  if (name === undefined) {
    if (block.trim() === '') return {};
    const reason = `Unexpected front matter, expected YAML: ${document.errors[0]?.message}`;
    reportMessage(file, 'front-matter-invalid', reason, place(document.errors[0]?.pos[0] ?? 0));
    return {};
  }
  const key = name.slice(0, -1).trim();
  const reason = `Unexpected value of \`${key}\`, expected it in quotes: read as plain text`;
  reportMessage(file, 'front-matter-repaired', reason, { line, column: 1 });
  return { [key]: plainValue(block.slice(name.length)) };
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

function hasAnchor(document: Document): boolean {
  let found = false;
  visit(document, (_key, node) => {
    if (isNode(node) && 'anchor' in node && node.anchor) found = true;
  });
  return found;
}

/** The value as the author meant it: a list where every line is an item, one text otherwise. */
function plainValue(value: string): string | string[] {
  const lines = value.split('\n').map((line) => line.trim());
  const filled = lines.filter((line) => line !== '' && !/^[|>][+-]?$/.test(line));
  if (filled.length > 0 && filled.every((line) => line.startsWith('- '))) {
    return filled.map((line) => unquote(line.slice(2).trim()));
  }
  return unquote(filled.join(' '));
}

/** Without the quotes around the whole of it, or the one that was never closed. */
function unquote(text: string): string {
  const quoted = /^(["'])((?:(?!\1).)*)\1$/s.exec(text);
  return quoted?.[2] ?? text.replace(/^(["'])(?!.*\1)/s, '');
}

/** The document's values, with numbers and dates reported. */
function values(file: VFile, document: Document, place: (offset: number) => Place): object {
  visit(document, { Scalar: (_key, node) => reportScalar(file, node, place) });
  return document.toJS({ maxAliasCount: 0 }) ?? {};
}

function reportScalar(file: VFile, node: Scalar, place: (offset: number) => Place): void {
  if (node.type !== 'PLAIN' || !node.source || node.source.length > 64 || !NOT_TEXT.test(node.source)) return;
  const reason = `Unexpected number or date \`${node.source}\`, expected text in quotes: read as written`;
  reportMessage(file, 'field-scalar', reason, place(node.range?.[0] ?? 0));
}
