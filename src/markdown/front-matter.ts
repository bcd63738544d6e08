/**
 * Front matter: text → fields, read as the author meant them.
 *
 * Nothing in front matter is ever executed. The common shape, `key: plain text` and lists of such, is read by a
 * light scanner; everything else goes through gray-matter with each of its engines replaced.
 */

import matter from 'gray-matter';
import type { VFile } from 'vfile';
import { type FrontMatter, frontMatterSchema } from '../contracts/front-matter.ts';
import { reportMessage } from '../diagnostics/index.ts';
import { coerceFields } from './front-matter-coerce.ts';
import { scanFrontMatter } from './front-matter-scan.ts';
import { parseYaml } from './front-matter-yaml.ts';

/** Front matter and where the rest begins. */
export interface FrontMatterResult {
  readonly fields: FrontMatter;
  /** Offset of the first character after the closing fence's line; 0 without front matter. */
  readonly end: number;
}

const OPENING = /^---(?!-)[ \t]*([^\r\n]*)(\r?\n|$)/;
const CLOSING = /\n---[ \t]*(\r?\n|$)/g;
const START = { line: 1, column: 1 };
const BARE_GLOBS = /^((?:globs|applyTo|paths):[ \t]+)([*{!@][^\n]{0,2000}?)(?:[ \t]+#[^\n]*|[ \t]*)$/gm;
/** Front matter is a page at the most; parsing a larger one would only serve whoever wrote it to be slow. */
const LARGEST = 65_536;
/** Past this gray-matter's own look at the front matter takes longer than parsing it. */
const LARGEST_FOR_MATTER = 16_384;
const LANGUAGES: ReadonlySet<string> = new Set([
  ...['', 'yaml', 'yml'],
  ...['js', 'javascript', 'json', 'coffee', 'coffeescript', 'cson'],
]);

/**
 * Read a document's front matter.
 *
 * @param file
 *   The document. Problems are reported on it; a document without front matter, or with one that cannot be read,
 *   has no fields.
 * @param text
 *   The whole file without a byte-order mark.
 * @returns
 *   Validated fields and the offset of the body. Never throws.
 */
export function readFrontMatter(file: VFile, text: string): FrontMatterResult {
  const opening = OPENING.exec(text);
  if (!opening) return { fields: {}, end: 0 };
  const start = opening[0].length;
  CLOSING.lastIndex = start - 1;
  const closing = CLOSING.exec(text);
  if (!closing) {
    report(file, 'Unexpected end of file, expected `---` to close the front matter');
    return { fields: {}, end: start };
  }
  const end = closing.index + closing[0].length;
  const source = withGlobsQuoted(text.slice(start, Math.max(start, closing.index)).replaceAll('\r', ''));
  if (source.length > LARGEST) {
    report(file, `Unexpected front matter of ${source.length} characters, expected at most ${LARGEST}`);
    return { fields: {}, end };
  }
  const language = opening[1]?.trim().toLowerCase() ?? '';
  const scanned = language === '' ? scanFrontMatter(source) : undefined;
  return { fields: validate(file, source, scanned ?? parseWithEngine(file, language, source)), end };
}

/** Editors write globs without quotes, and `*` begins an alias in YAML. */
function withGlobsQuoted(source: string): string {
  return source.replace(BARE_GLOBS, (_line, key: string, value: string) => `${key}'${value.replaceAll("'", "''")}'`);
}

/** The repaired and validated fields; a field that still does not fit is left out. */
function validate(file: VFile, source: string, raw: unknown): FrontMatter {
  const asWritten = frontMatterSchema.safeParse(raw);
  if (asWritten.success) return asWritten.data;
  const coerced = frontMatterSchema.safeParse(coerceFields(file, source, raw, asWritten.error.issues));
  return coerced.success ? coerced.data : {};
}

/** gray-matter with each engine that could execute or misread replaced. */
function parseWithEngine(file: VFile, language: string, source: string): unknown {
  const refused = {
    parse(): object {
      const reason = `Unexpected \`${language}\` front matter, expected YAML: it was not run`;
      reportMessage(file, 'front-matter-executable', reason, START);
      return {};
    },
  };
  const engines = { yaml: { parse: (yaml: string) => parseYaml(file, yaml) } };
  // gray-matter looks a language up in an object with a prototype: only names it may know get there.
  if (!LANGUAGES.has(language)) {
    report(file, `Unexpected front matter in \`${language}\`, expected YAML`);
    return {};
  }
  if (source.length > LARGEST_FOR_MATTER && ['', 'yaml', 'yml'].includes(language))
    return parseYaml(file, `\n${source}`);
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
