/** Reads a file or a pipe that the caller named, piece by piece: of a shell's `<(…)` nobody knows the end before it is there. */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { codeOf } from './code-of.ts';
import { FileRefused, placeOf } from './read-file.ts';

const PIECE_BYTES = 64 * 1024;
/** How long a pipe with a name may be without anybody who writes to it. */
const WRITER_MS = 5000;
const PAUSE_MS = 10;

/**
 * Read a file or a pipe.
 *
 * Links are followed: the caller named the path, and means what it leads to. Devices are refused, for they have no end; a pipe that
 * nobody begins to write to within five seconds is one that is empty.
 *
 * @param path
 *   Where it is.
 * @returns
 *   Its bytes, some at a time, as they come.
 * @throws {FileRefused}
 *   When it is neither.
 * @throws {Error}
 *   As `openSync` and `readSync` do.
 */
export async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() && !stats.isFIFO()) throw new FileRefused(path, 'no-file');
    // One without a name was made with whoever writes to it.
    const isNamed = stats.isFIFO() && placeOf(descriptor)?.startsWith('pipe:') !== true;
    let waitsUntil = isNamed ? performance.now() + WRITER_MS : 0;
    for (;;) {
      const piece = readPiece(descriptor);
      if (piece !== undefined && piece.length > 0) {
        waitsUntil = 0;
        yield piece;
      } else if (piece === undefined || performance.now() < waitsUntil) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      } else return;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** What is there; of a pipe that somebody has yet to write to `undefined`. */
function readPiece(descriptor: number): Buffer | undefined {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  try {
    return piece.subarray(0, readSync(descriptor, piece, 0, PIECE_BYTES, null));
  } catch (error) {
    if (codeOf(error) === 'EAGAIN') return undefined;
    throw error;
  }
}
