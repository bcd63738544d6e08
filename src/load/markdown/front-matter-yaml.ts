/**
 * YAML as the author meant it: every scalar stays the text that was written (`1.10` is not 1.1, a date is not a `Date`),
 * aliases are refused, and a field with a mistake does not take the others with it.
 */

import type { VFile } from 'vfile';
import { reportMessage } from '../../domain/report-message.ts';
import type { Point } from './places.ts';
import { type Document, isNode, readYaml, type Scalar, visit } from './yaml.ts';

/** What YAML would turn into something other than text. */
const NOT_TEXT = /^(?:[-+]?(?:\d[\d_]*)?\.?\d+(?:e[-+]?\d+)?|0[xo][\da-f]+|\d{4}-\d\d?-\d\d?\S*)$/i;
/** A field, or a front matter read in one go, has fewer characters. */
const LARGEST = 16_384;
/** Fields read one by one: of 60,000 public skills none has more than 17. */
const MOST_FIELDS = 500;
/** A line that begins a top-level field. */
const FIELD = /^(?=[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|\r?$))/m;

/**
 * Parse the YAML of a front matter.
 *
 * @param file
 *   The document problems are reported on.
 * @param source
 *   What stands between the fences, from the end of the opening fence on: its line 1 is the file's line 1.
 * @returns
 *   Nested maps, lists and strings. Empty for a document that cannot be read at all.
 */
export function parseYaml(file: VFile, source: string): object {
  const whole = parse(source, 1);
  if (whole && whole.document.errors.length === 0 && !hasAlias(whole.document)) return values(file, whole);
  const fields = new Map<string, unknown>();
  const blocks = source.split(FIELD);
  let line = 1;
  for (const block of blocks.slice(0, MOST_FIELDS)) {
    for (const [key, value] of Object.entries(parseField(file, block, line))) {
      if (fields.has(key)) {
        const reason = `Unexpected second \`${key}\`, expected one: the last was read`;
        reportMessage(file, 'front-matter-repaired', reason, { line, column: 1 });
      }
      fields.set(key, value);
    }
    line += block.split('\n').length - 1;
  }
  if (blocks.length > MOST_FIELDS) {
    const reason = `Unexpected front matter of ${blocks.length} fields that is no YAML, expected at most ${MOST_FIELDS}: the rest was left out`;
    reportMessage(file, 'front-matter-invalid', reason, { line, column: 1 });
  }
  return Object.fromEntries(fields);
}

/** What the parser made of a text. */
interface Parsed {
  readonly document: Document;
  readonly place: (offset: number) => Point;
}

/** @returns nothing for what is too long, or nested too deeply. */
function parse(source: string, firstLine: number): Parsed | undefined {
  const yaml = source.length > LARGEST ? undefined : readYaml(source);
  return (
    yaml && {
      document: yaml.document,
      place(offset) {
        const { line, column } = yaml.place(offset);
        return { line: line + firstLine - 1, column };
      },
    }
  );
}

/** One top-level field on its own: as YAML, and failing that as the text after its colon. */
function parseField(file: VFile, block: string, line: number): object {
  const parsed = parse(block, line);
  const [mistake] = parsed?.document.errors ?? [];
  const name = /^([A-Za-z_][\w-]*)[ \t]*:/.exec(block)?.[0];
  if (parsed && !mistake) {
    // An alias of what stands in another field is a star the author forgot to quote: `title: **Keys**`.
    const isAliased = hasAlias(parsed.document);
    if (!isAliased) return values(file, parsed);
    if (hasAnchor(parsed.document)) {
      const reason = 'Unexpected alias, expected the value itself: the field was left out';
      reportMessage(file, 'front-matter-invalid', reason, { line, column: 1 });
      return {};
    }
  }
  if (name === undefined) {
    if (block.trim() === '') return {};
    const seen = parsed ? mistake?.message : 'it is too long, or nested too deeply';
    const reason = `Unexpected front matter, expected YAML: ${seen}`;
    reportMessage(file, 'front-matter-invalid', reason, parsed?.place(mistake?.pos[0] ?? 0) ?? { line, column: 1 });
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
function values(file: VFile, { document, place }: Parsed): object {
  visit(document, { Scalar: (_key, node) => reportScalar(file, node, place) });
  return document.toJS({ maxAliasCount: 0 }) ?? {};
}

function reportScalar(file: VFile, node: Scalar, place: (offset: number) => Point): void {
  if (node.type !== 'PLAIN' || !node.source || node.source.length > 64 || !NOT_TEXT.test(node.source)) return;
  const reason = `Unexpected number or date \`${node.source}\`, expected text in quotes: read as written`;
  reportMessage(file, 'field-scalar', reason, place(node.range?.[0] ?? 0));
}
