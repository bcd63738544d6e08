/** The one way to the YAML parser: what is too long or nested too deeply for it is never shown to it. */

import { CST, type Document, Lexer, LineCounter, parseDocument } from 'yaml';
import type { Point } from './places.ts';

export { type Document, isCollection, isNode, isPair, type Scalar, visit } from 'yaml';

/** A document of YAML, and where in its source something stands. */
export interface YamlDocument {
  readonly document: Document;
  readonly place: (offset: number) => Point;
}

/** Every scalar stays the text the author wrote. Keys that come twice are looked for by the caller: the parser compares each with each. */
const OPTIONS = { schema: 'failsafe', logLevel: 'silent', prettyErrors: false } as const;
/** In characters: what front matter has at the most. */
const LARGEST = 65_536;
/**
 * Levels. The parser calls itself for each: at some thousands the stack ends, and a regular expression that is compiled there
 * ends the process, whatever is caught.
 */
const DEEPEST = 50;

/**
 * Parse YAML.
 *
 * Pure. The guard is the lexer, which does not call itself: it tells brackets in quotes and block texts from real ones.
 *
 * @param source
 *   One document, without its fences.
 * @param uniqueKeys
 *   Whether a key that comes twice is an error (default: true). The parser compares each key with each.
 * @returns
 *   The document, its mistakes in `errors`; `undefined` for more than 65,536 characters or 50 levels.
 * @example
 *   readYaml('a: [b]')?.document.toJS(); // { a: ['b'] }
 *   readYaml('['.repeat(51)); // undefined
 */
export function readYaml(source: string, uniqueKeys = true): YamlDocument | undefined {
  if (source.length > LARGEST || isTooDeep(source)) return undefined;
  const lineCounter = new LineCounter();
  const document = parseDocument(source, { ...OPTIONS, uniqueKeys, lineCounter });
  return {
    document,
    place(offset) {
      const { line, col } = lineCounter.linePos(offset);
      return { line, column: col };
    },
  };
}

/**
 * Whether brackets, or lines and indicators further and further in, are more than 50 deep: a collection that begins in a block
 * begins at the first column of a line, or at an indicator behind it, and a list may begin where the map around it does.
 */
function isTooDeep(source: string): boolean {
  let brackets = 0;
  let column = 0;
  /** Columns where something begins that the current column may be inside of. */
  const begins: number[] = [];
  let isLineStart = true;
  let isText = false;
  for (const token of new Lexer().lex(source)) {
    const kind: CST.TokenType | null = isText ? null : CST.tokenType(token);
    isText = kind === 'scalar';
    // Marks of the lexer's own, which are not in the source.
    if (kind === 'scalar' || kind === 'doc-mode' || kind === 'flow-error-end') continue;
    if (kind === 'newline') {
      column = 0;
      isLineStart = true;
      continue;
    }
    if (kind === 'flow-seq-start' || kind === 'flow-map-start') brackets++;
    else if (kind === 'flow-seq-end' || kind === 'flow-map-end') brackets = Math.max(0, brackets - 1);
    // In brackets a colon only divides.
    const isIndicator =
      kind === 'seq-item-ind' || kind === 'explicit-key-ind' || (kind === 'map-value-ind' && brackets === 0);
    if (isIndicator || (isLineStart && kind !== 'space' && kind !== 'comment')) {
      while ((begins.at(-1) ?? -1) >= column) begins.pop();
      begins.push(column);
      isLineStart = false;
    }
    if (brackets + begins.length > DEEPEST) return true;
    const newline = token.lastIndexOf('\n');
    column = newline === -1 ? column + token.length : token.length - newline - 1;
  }
  return false;
}
