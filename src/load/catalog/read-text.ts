/** A file → its text, and what was wrong with it. */

import { isUtf8 } from 'node:buffer';
import { lstatSync, type Stats } from 'node:fs';
import type { MessageCode } from '../../domain/message.ts';
import { codeBehind } from '../disk/code-of.ts';
import { FileRefused, type ReadFile, readFile } from '../disk/read-file.ts';

/** Told of what is wrong with a file. */
type Report = (code: MessageCode, reason: string) => void;
/** Gives the text of a file, or `undefined` when it is not one that can be read. */
export type ReadText = (path: string, report: Report) => string | undefined;

/** A reference is a page to be read by a model; a larger file is data. */
export const LARGEST_FILE = 4 * 1024 * 1024;
/** Characters looked at for a NUL: text has none. */
const SNIFFED = 8192;
/** Within so many milliseconds two changes may leave the same times: a file that was read as soon after it was first seen is read again. */
const RACY_MS = 2000;

/**
 * The text of a file, or `undefined` when it is not one that can be read.
 *
 * @param path
 *   With every link resolved.
 */
export function readText(path: string, report: Report): string | undefined {
  const read = readOrReport(path, report);
  return read && decode(read.bytes, report);
}

function readOrReport(path: string, report: Report): ReadFile | undefined {
  try {
    return readFile(path, { most: LARGEST_FILE });
  } catch (cause) {
    if (cause instanceof FileRefused && cause.refusal === 'too-large') {
      const reason = `Unexpected file of ${cause.sizeBytes} bytes, expected at most ${LARGEST_FILE}: it was left out`;
      report('file-too-large', reason);
      return undefined;
    }
    report('file-unreadable', `Unexpected ${seenIn(cause)}: it was left out`);
    return undefined;
  }
}

function seenIn(cause: unknown): string {
  if (cause instanceof FileRefused) {
    return cause.refusal === 'moved'
      ? 'file that was replaced while it was read, expected one that stays'
      : 'pipe, device or folder in the place of a file, expected a regular file';
  }
  const why = codeBehind(cause);
  return `file that cannot be read${why}, expected read permission`;
}

function decode(bytes: Buffer, report: Report): string | undefined {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) {
    report('file-utf16', 'Unexpected UTF-16, expected UTF-8: it was read, and is not written to');
  }
  const text = utf16 === undefined ? bytes.toString('utf8') : new TextDecoder(utf16).decode(bytes);
  if (text.slice(0, SNIFFED).includes('\0')) {
    report('file-binary', 'Unexpected NUL byte, expected text: the file was left out');
    return undefined;
  }
  // Decoding puts U+FFFD for what is not UTF-8; a file may also hold the character itself.
  if (utf16 === undefined && text.includes('\ufffd') && !isUtf8(bytes)) {
    report('file-not-utf8', 'Unexpected bytes that are not UTF-8, expected UTF-8: each was read as U+FFFD');
  }
  return text;
}

/** Which UTF-16 a byte-order mark names: editors of Windows save text with one. */
function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** What a file was when it was read. */
interface Remembered {
  readonly stats: Stats;
  /**
   * When it was first seen with these times, by the clock of this process. A disk has its own: how old a file is cannot be told by
   * another, but it goes on while this one does.
   */
  readonly seenMs: number;
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
      const said: Report = (...one) => reports.push(one);
      const startedMs = performance.now();
      const read = readOrReport(path, said);
      const text = read && decode(read.bytes, said);
      known.delete(path);
      // Of what was read. Of what could not be, what is there says whether it is worth another try.
      const seen = read?.stats ?? stats;
      if (!seen) return told({ text, reports }, report);
      const seenMs = before && isSameFile(before.stats, seen) ? before.seenMs : performance.now();
      known.set(path, { stats: seen, seenMs, isSettled: startedMs - seenMs > RACY_MS, text, reports });
      sure.add(path);
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
  for (const one of reports) report(...one);
  return text;
}

function statsOf(path: string): Stats | undefined {
  try {
    // A path that is fully resolved is no link: one that came in its place is another file.
    return lstatSync(path);
  } catch {
    // Reading says why.
    return undefined;
  }
}

function isSameFile(before: Stats, now: Stats): boolean {
  return (['ino', 'size', 'mtimeMs', 'ctimeMs', 'mode'] as const).every((key) => before[key] === now[key]);
}
