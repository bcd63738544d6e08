/** A file → its text, and what was wrong with it. */

import { isUtf8 } from 'node:buffer';
import { readFileSync, type Stats, statSync } from 'node:fs';
import type { MessageCode } from '../contracts/message.ts';

/** Told of what is wrong with a file. */
type Report = (code: MessageCode, reason: string) => void;
/** Gives the text of a file, or `undefined` when it is not one that can be read. */
export type ReadText = (path: string, report: Report) => string | undefined;

/** A reference is a page to be read by a model; a larger file is data. */
export const LARGEST_FILE = 4 * 1024 * 1024;
/** Characters looked at for a NUL: text has none. */
const SNIFFED = 8192;
/** Within so many milliseconds two changes may leave the same times: a file that is younger is read again. */
const RACY_MS = 2000;

/** The text of a file, or `undefined` when it is not one that can be read. */
export function readText(path: string, report: Report): string | undefined {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_FILE) {
      const reason = `Unexpected file of ${size} bytes, expected at most ${LARGEST_FILE}: it was left out`;
      report('file-too-large', reason);
      return undefined;
    }
    const text = readFileSync(path, 'utf8');
    if (text.slice(0, SNIFFED).includes('\0')) {
      report('file-binary', 'Unexpected NUL byte, expected text: the file was left out');
      return undefined;
    }
    // Reading puts U+FFFD for what is not UTF-8; a file may also hold the character itself.
    if (text.includes('\ufffd') && !isUtf8(readFileSync(path))) {
      report('file-not-utf8', 'Unexpected bytes that are not UTF-8, expected UTF-8: each was read as U+FFFD');
    }
    return text;
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    report('file-unreadable', `Unexpected file that cannot be read${why}, expected read permission: it was left out`);
    return undefined;
  }
}

/** What a file was when it was read. */
interface Remembered {
  readonly stats: Stats;
  readonly isSettled: boolean;
  readonly text: string | undefined;
  readonly reports: readonly Parameters<Report>[];
}

/** Reads files, and those again only that are not what they were. */
export interface TextReader {
  readonly read: ReadText;
  /**
   * Look again at some files before their texts are given once more: all others are taken to be what they were.
   *
   * @param isDoubtful
   *   Tells which, by their paths.
   */
  doubt(isDoubtful: (path: string) => boolean): void;
  /** Look again at all files, and forget those nobody has asked for since this was said last. */
  doubtAll(): void;
}

/** Make a reader that has read nothing. */
export function createTextReader(): TextReader {
  const known = new Map<string, Remembered>();
  const sure = new Set<string>();
  const asked = new Set<string>();
  return {
    read(path, report) {
      asked.add(path);
      const before = known.get(path);
      if (before && sure.has(path)) return told(before, report);
      const stats = statsOf(path);
      const isSame = stats !== undefined && before?.isSettled === true && isSameFile(before.stats, stats);
      if (isSame) {
        sure.add(path);
        return told(before, report);
      }
      const reports: Parameters<Report>[] = [];
      const text = readText(path, (...said) => reports.push(said));
      known.delete(path);
      if (!stats) return told({ text, reports }, report);
      const isSettled = Date.now() - stats.ctimeMs > RACY_MS;
      known.set(path, { stats, isSettled, text, reports });
      if (isSettled) sure.add(path);
      return told({ text, reports }, report);
    },
    doubt(isDoubtful) {
      for (const path of sure) if (isDoubtful(path)) sure.delete(path);
    },
    doubtAll() {
      for (const path of known.keys()) if (!asked.has(path)) known.delete(path);
      asked.clear();
      sure.clear();
    },
  };
}

function told({ text, reports }: Pick<Remembered, 'text' | 'reports'>, report: Report): string | undefined {
  for (const said of reports) report(...said);
  return text;
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // Reading says why.
    return undefined;
  }
}

function isSameFile(before: Stats, now: Stats): boolean {
  return (['ino', 'size', 'mtimeMs', 'ctimeMs', 'mode'] as const).every((key) => before[key] === now[key]);
}
