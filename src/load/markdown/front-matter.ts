/**
 * Front matter: text → fields, read as the author meant them.
 *
 * Nothing in front matter is ever executed. The common shape, `key: plain text` and lists of such, is read by a
 * light scanner; everything else goes through gray-matter with each of its engines replaced.
 */

import matter from 'gray-matter';
import type { VFile } from 'vfile';
import type { FrontMatter } from '../../domain/front-matter.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { findFences } from './fences.ts';
import { coerceFields } from './front-matter-coerce.ts';
import { scanFrontMatter } from './front-matter-scan.ts';
import { parseYaml } from './front-matter-yaml.ts';

/** Front matter and where the rest begins. */
export interface FrontMatterResult {
  readonly fields: FrontMatter;
  /** Offset of the first character after the closing fence's line; 0 without front matter. */
  readonly end: number;
}

const START = { line: 1, column: 1 };
/** Front matter is a page at the most; parsing a larger one would only serve whoever wrote it to be slow. */
export const LARGEST_FRONT_MATTER = 65_536;
/** Past this gray-matter's own look at the front matter takes longer than parsing it. */
const LARGEST_FOR_MATTER = 16_384;
/** The fields that editors write globs into. */
const GLOBS = /^(?:globs|applyTo|paths):[ \t]+(?=[*{!@])/;
/** As much of a language as is shown. */
const SHOWN = 40;
/** A longer glob is none. */
const LONGEST_GLOBS = 2000;
const YAML: ReadonlySet<string> = new Set(['', 'yaml', 'yml']);
/** What other readers of front matter would run or parse in another way. */
const OTHER: ReadonlySet<string> = new Set(['js', 'javascript', 'json', 'coffee', 'coffeescript', 'cson']);

/**
 * Read a document's front matter.
 *
 * @param file
 *   The document. Problems are reported on it; a document without front matter, or with one that cannot be read,
 *   has no fields.
 * @param text
 *   The whole file without a byte-order mark.
 * @returns
 *   Fields that hold what they should, and the offset of the body. Never throws.
 */
export function readFrontMatter(file: VFile, text: string): FrontMatterResult {
  const fences = findFences(text);
  if (!fences) return { fields: {}, end: 0 };
  const { start, end, after } = fences;
  if (end === undefined) {
    report(file, 'Unexpected end of file, expected `---` to close the front matter');
    return { fields: {}, end: start };
  }
  if (end - start > LARGEST_FRONT_MATTER) {
    report(file, `Unexpected front matter of ${end - start} characters, expected at most ${LARGEST_FRONT_MATTER}`);
    return { fields: {}, end: after };
  }
  const source = withGlobsQuoted(text.slice(start, end).replaceAll('\r', ''));
  const language = fences.language.toLowerCase();
  const scanned = language === '' ? scanFrontMatter(source) : undefined;
  return { fields: coerceFields(file, source, scanned ?? parseFields(file, language, source)), end: after };
}

/** Editors write globs without quotes, and `*` begins an alias in YAML. A comment may follow. */
function withGlobsQuoted(source: string): string {
  return source
    .split('\n')
    .map((line) => {
      const key = GLOBS.exec(line)?.[0];
      if (key === undefined) return line;
      const comment = line.slice(key.length).search(/[ \t]#/);
      const value = line.slice(key.length, comment === -1 ? undefined : key.length + comment).trimEnd();
      return value.length > LONGEST_GLOBS ? line : `${key}'${value.replaceAll("'", "''")}'`;
    })
    .join('\n');
}

/** The fields of what the light scanner leaves alone: gray-matter, with each engine that could execute or misread replaced. */
function parseFields(file: VFile, language: string, source: string): unknown {
  const refused = {
    parse(): object {
      const reason = `Unexpected \`${language}\` front matter, expected YAML: it was not run`;
      reportMessage(file, 'front-matter-executable', reason, START);
      return {};
    },
  };
  // gray-matter looks a language up in an object with a prototype: only names it may know get there.
  if (!YAML.has(language) && !OTHER.has(language)) {
    report(file, `Unexpected front matter in \`${language.slice(0, SHOWN)}\`, expected YAML`);
    return {};
  }
  if (source.length > LARGEST_FOR_MATTER) return YAML.has(language) ? parseYaml(file, `\n${source}`) : refused.parse();
  const engines = { yaml: { parse: (yaml: string) => parseYaml(file, yaml) } };
  try {
    return matter(`---${language}\n${source}\n---`, {
      engines: { ...engines, js: refused, javascript: refused, json: refused, coffee: refused, cson: refused },
    }).data;
  } catch (cause) {
    report(file, `Unexpected front matter, expected YAML: ${cause instanceof Error ? cause.message : cause}`);
    return {};
  }
}

function report(file: VFile, reason: string): void {
  reportMessage(file, 'front-matter-invalid', reason, START);
}
