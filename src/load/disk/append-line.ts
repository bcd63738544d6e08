/** Adds a line to a file that somebody named: to a regular one of their own, and to nothing that a link leads to. */

import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';

// Windows knows neither.
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;
const NO_WAIT = constants.O_NONBLOCK ?? 0;

/**
 * Add a line.
 *
 * The one write that is not of a whole file: many processes add to one file, and a line is short enough to come whole.
 *
 * @param path
 *   The file; it is made for its owner alone where there is none.
 * @param line
 *   Without a newline.
 * @throws {Error}
 *   When it is no regular file, or has another name somewhere: in a folder that is shared somebody else may have linked to a file
 *   of ours, or left one of their own to read along.
 *   As `openSync` does: `ELOOP` for a link, `ENXIO` for a pipe that nobody reads.
 * @example
 *   appendLine('/home/ada/signpost.log', '{"outcome":"named pdf"}');
 */
export function appendLine(path: string, line: string): void {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | NO_FOLLOW | NO_WAIT;
  const descriptor = openSync(path, flags, 0o600);
  try {
    const stats = fstatSync(descriptor);
    const isOwn = stats.uid === (process.getuid?.() ?? stats.uid);
    if (!stats.isFile() || stats.nlink !== 1 || !isOwn) {
      throw new Error(`\`${path}\` is no regular file of this user alone`);
    }
    writeSync(descriptor, `${line}\n`);
  } finally {
    closeSync(descriptor);
  }
}
