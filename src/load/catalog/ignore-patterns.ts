/** The text of an ignore file → what it says of a path, as git reads it. */

import { matchPattern, type Work, withShortRuns } from './wildmatch.ts';

/** What an ignore file says. */
export interface IgnorePatterns {
  /**
   * Whether a path is ignored by what matches it last.
   *
   * @param path
   *   Relative to the folder of the file, as `bytesOf` gives it.
   * @returns
   *   `undefined` when nothing matches.
   */
  isIgnored(path: string, isFolder: boolean, work: Work): boolean | undefined;
}

/** Why an ignore file is not applied. */
export interface TooMuch {
  readonly seen: string;
  readonly expected: string;
  /** From 1. */
  readonly line: number;
}

interface Pattern {
  readonly text: string;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  /** Whether it is matched with the last name of a path alone, wherever that is. */
  readonly isForNames: boolean;
}

/** Which of the patterns that spell one name or path is the last to hold; -1 for none. */
interface Spelled {
  readonly ofFolder: number;
  readonly ofFile: number;
}

/** Files that are generated list some thousand; the longest that people keep have some hundred. */
const MOST_PATTERNS = 10_000;
/** In bytes. No name is longer than 255, and few paths that somebody writes down. */
const LONGEST = 1024;
/** So many characters are read in the time of a comparison. */
const READ_AT_ONCE = 16;
const SPECIAL = /[*?[\\]/;

/**
 * Read an ignore file.
 *
 * @param text
 *   What stands in it, each character a byte. Empty lines and comments say nothing.
 * @param foldCase
 *   Whether upper and lower case are one, as on disks of macOS and Windows.
 * @returns
 *   What it says; why it is not applied when it has more than 10,000 patterns, or one of more than 1,024 bytes.
 */
export function parseIgnoreFile(text: string, foldCase = false): IgnorePatterns | TooMuch {
  const patterns: Pattern[] = [];
  let line = 0;
  for (const written of text.replace(/^\xef\xbb\xbf/, '').split('\n')) {
    line++;
    const pattern = patternOf(foldCase ? written.toLowerCase() : written);
    if (!pattern) continue;
    if (pattern.text.length > LONGEST) {
      return { seen: `pattern of ${pattern.text.length} bytes`, expected: `at most ${LONGEST}`, line };
    }
    if (patterns.length === MOST_PATTERNS) {
      return { seen: `more than ${MOST_PATTERNS} patterns`, expected: 'fewer', line };
    }
    patterns.push(pattern);
  }
  return createPatterns(patterns, foldCase);
}

/** A path as patterns are matched with it: each character a byte. */
export function bytesOf(path: string): string {
  return /^[\0-\x7f]*$/.test(path) ? path : Buffer.from(path, 'utf8').toString('latin1');
}

function createPatterns(patterns: readonly Pattern[], foldCase: boolean): IgnorePatterns {
  // Most patterns spell a name or a path: those are looked up.
  const [names, paths] = [new Map<string, Spelled>(), new Map<string, Spelled>()];
  const wild: number[] = [];
  for (const [at, { text, isForNames, isForFolders }] of patterns.entries()) {
    if (SPECIAL.test(text)) {
      wild.push(at);
      continue;
    }
    const own = isForNames ? names : paths;
    own.set(text, { ofFolder: at, ofFile: isForFolders ? (own.get(text)?.ofFile ?? -1) : at });
  }
  return {
    isIgnored(written, isFolder, work) {
      const path = foldCase ? written.toLowerCase() : written;
      const name = path.slice(path.lastIndexOf('/') + 1);
      const kind = isFolder ? 'ofFolder' : 'ofFile';
      // A path is read to be looked up.
      work.left -= 1 + (paths.size === 0 ? 0 : path.length / READ_AT_ONCE);
      let last = Math.max(names.get(name)?.[kind] ?? -1, paths.get(path)?.[kind] ?? -1);
      for (let at = wild.length - 1; at >= 0; at--) {
        const index = wild[at] ?? -1;
        const pattern = patterns[index];
        if (!pattern || index < last || work.left <= 0) break;
        work.left--;
        if (pattern.isForFolders && !isFolder) continue;
        if (!matchPattern(pattern.text, pattern.isForNames ? name : path, work)) continue;
        last = index;
        break;
      }
      return last === -1 ? undefined : patterns[last]?.isNegated === false;
    },
  };
}

function patternOf(written: string): Pattern | undefined {
  if (written === '' || written.startsWith('#')) return undefined;
  const line = withoutSpaces(written.replace(/\r$/, '').replace(/\0.*$/s, ''));
  const isNegated = line.startsWith('!');
  const from = isNegated ? 1 : 0;
  const isForFolders = line.length > from && line.endsWith('/');
  const text = line.slice(from, isForFolders ? -1 : undefined);
  if (text === '') return undefined;
  const isForNames = !text.includes('/');
  return { text: withShortRuns(text.replace(/^\//, '')), isNegated, isForFolders, isForNames };
}

/** Without spaces at the end, but for one behind a backslash. */
function withoutSpaces(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') end--;
  if (end === line.length) return line;
  let escapes = 0;
  while (line[end - 1 - escapes] === '\\') escapes++;
  return line.slice(0, escapes % 2 === 1 ? end + 1 : end);
}
