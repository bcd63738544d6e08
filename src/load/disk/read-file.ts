/** Reads a file that may be a stranger's: opens it once without waiting, looks at what was opened, and reads no more than a limit. */

import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { codeOf } from './code-of.ts';

/** A file as it was read. */
export interface ReadFile {
  readonly bytes: Buffer;
  /** Of the very file that was read, whatever stands at its path now. */
  readonly stats: Stats;
}

/** How to read a file. */
export interface ReadFileOptions {
  /** A larger file is refused, in bytes. */
  readonly most: number;
  /**
   * `refuse`: the path has every link resolved, and what is opened must be the file at that very path (default). `follow`: the
   * caller named the path, and means what it leads to.
   */
  readonly links?: 'refuse' | 'follow';
}

/** Why a file that is there was not read. */
export type Refusal =
  /** A folder, a pipe, a device or a socket. */
  | 'no-file'
  | 'too-large'
  /** A link, or somewhere else than its path says: it was replaced while it was looked for. */
  | 'moved';

/** A file that is there and was not read. */
export class FileRefused extends Error {
  readonly refusal: Refusal;
  /** Bytes of a file that is too large, as far as they were seen. */
  readonly sizeBytes: number;

  constructor(path: string, refusal: Refusal, sizeBytes = 0) {
    super(`\`${path}\` ${REASONS[refusal]}`);
    this.refusal = refusal;
    this.sizeBytes = sizeBytes;
  }
}

const REASONS: Readonly<Record<Refusal, string>> = {
  'no-file': 'is no regular file',
  'too-large': 'is too large',
  moved: 'is a link, or was replaced while it was read',
};

// Windows knows neither: there a link is found out by where the file lies.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NO_WAIT = constants.O_NONBLOCK ?? 0;

/**
 * Read a file.
 *
 * What is looked at is what is read: a file that is swapped for a link, a pipe or a larger one between two looks is refused, and
 * one that grows meanwhile is read to its limit and refused.
 *
 * @param path
 *   Where it is.
 * @param options
 *   The limit, and whether links are followed.
 * @returns
 *   All of it.
 * @throws {FileRefused}
 *   When it is no regular file, larger than the limit, or not at its path.
 * @throws {Error}
 *   As `openSync` and `readSync` do: `ENOENT`, `EACCES`.
 * @example
 *   readFile('/project/.gitignore', { most: 65_536 }).bytes.toString('utf8');
 */
export function readFile(path: string, { most, links = 'refuse' }: ReadFileOptions): ReadFile {
  const { descriptor, stats } = openFile(path, links);
  try {
    if (stats.size > most) throw new FileRefused(path, 'too-large', stats.size);
    return { bytes: readAtMost(path, descriptor, stats.size, most), stats };
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Open a regular file to be read.
 *
 * @returns
 *   A descriptor for the caller to close, and what it is of.
 * @throws {FileRefused}
 *   As `readFile` does.
 */
export function openFile(
  path: string,
  links: 'refuse' | 'follow',
): { readonly descriptor: number; readonly stats: Stats } {
  const descriptor = openDescriptor(path, links === 'refuse' ? NO_FOLLOW : 0);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new FileRefused(path, 'no-file');
    if (links === 'refuse' && !isAt(path, descriptor, stats)) throw new FileRefused(path, 'moved');
    return { descriptor, stats };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function openDescriptor(path: string, flags: number): number {
  try {
    // A pipe that nobody writes to is not waited for.
    return openSync(path, constants.O_RDONLY | NO_WAIT | flags);
  } catch (error) {
    const code = codeOf(error);
    // A link that was not to be followed; a circle of links leads nowhere, too.
    if (code === 'ELOOP' || code === 'EMLINK') throw new FileRefused(path, 'moved');
    // A socket, or a device without a driver.
    if (code === 'ENXIO' || code === 'ENODEV') throw new FileRefused(path, 'no-file');
    throw error;
  }
}

/**
 * Whether what was opened lies at a path.
 *
 * A folder on the way may be swapped for a link between looking and opening. Linux says of a descriptor where its file lies; where
 * nothing does, path and file are looked at once more, which leaves a gap that a very fast swap could hit twice.
 */
export function isAt(path: string, descriptor: number, { dev, ino }: Pick<Stats, 'dev' | 'ino'>): boolean {
  const place = placeOf(descriptor);
  // An editor that renames a new file over the old one may do so right now: the old one was at its path.
  if (place !== undefined) return place === path || place === `${path} (deleted)`;
  try {
    const now = statSync(path);
    return realpathSync.native(path) === path && now.dev === dev && now.ino === ino;
  } catch {
    return false;
  }
}

/** Where the kernel says that an open file lies; `undefined` where it does not say. */
export function placeOf(descriptor: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    // No /proc is mounted.
    return undefined;
  }
}

/** Most files are read into it at once. */
const page = Buffer.allocUnsafeSlow(64 * 1024);

/** Its size may be wrong by the time it is read: files of `/proc` say that they are empty, and others grow. */
function readAtMost(path: string, descriptor: number, size: number, most: number): Buffer {
  let bytes = size < page.length ? page : Buffer.allocUnsafeSlow(Math.min(size, most) + 1);
  let length = 0;
  for (;;) {
    const more = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += more;
    if (length > most) throw new FileRefused(path, 'too-large', length);
    // A regular file gives all there is.
    if (more === 0 || (size > 0 && length === size && length < bytes.length)) break;
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * length, most + 1));
  }
  return bytes === page ? Buffer.from(page.subarray(0, length)) : bytes.subarray(0, length);
}
