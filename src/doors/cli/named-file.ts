/** Files that are named as arguments: regular ones, and pipes as shells make them of `<(…)`. */

import { resolve } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { FileRefused, readFile } from '../../load/disk/read-file.ts';
import { readPieces } from '../../load/disk/read-pieces.ts';
import { parseLabelledRequests } from '../../maintain/evaluate/labelled-requests.ts';
import type { CliIo } from './io.ts';

/** In bytes. Of labelled requests and reports of evaluations there are some hundred for each reference. */
const LARGEST = 64 * 1024 * 1024;
/** In bytes. A document is no larger, and a request that is as long says nothing. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * The text of a file, or of a pipe until it ends.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_FILE_UNREADABLE`, also for one of more than 64 MiB.
 */
export async function readArgument(io: CliIo, file: string): Promise<string> {
  try {
    const pieces: Buffer[] = [];
    let length = 0;
    for await (const piece of readPieces(resolve(io.cwd, file))) {
      length += piece.length;
      if (length > LARGEST) throw new FileRefused(file, 'too-large', length);
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/**
 * The labelled requests of files.
 *
 * @throws {SignpostError}
 *   As `readArgument` and `parseLabelledRequests` do.
 */
export async function readRequests(io: CliIo, files: readonly string[]): Promise<LabelledRequest[]> {
  const requests: LabelledRequest[] = [];
  for (const file of files)
    for (const one of parseLabelledRequests(await readArgument(io, file), file)) requests.push(one);
  return requests;
}

/**
 * The text of a document, which is a regular file.
 *
 * @param most
 *   In bytes.
 * @throws {SignpostError}
 *   `SIGNPOST_FILE_UNREADABLE`.
 */
export function readDocument(io: CliIo, file: string, most: number): string {
  try {
    return readFile(resolve(io.cwd, file), { most, links: 'follow' }).bytes.toString('utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/**
 * The lines of a file or a pipe, as they come.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_FILE_UNREADABLE`; `SIGNPOST_BAD_INPUT` for a line of more than 4 MiB.
 */
export async function* linesOfArgument(io: CliIo, file: string): AsyncGenerator<string> {
  try {
    yield* linesIn(readPieces(resolve(io.cwd, file)));
  } catch (cause) {
    throw cause instanceof SignpostError ? cause : unreadable(file, cause);
  }
}

/**
 * The lines of what comes in pieces.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT` for a line of more than 4 MiB: it may have no end.
 */
export async function* linesIn(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  // Pieces of a line that has not ended: put together once.
  let begun: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const [first = '', ...others] = decoder.write(piece).split('\n');
    begun.push(first);
    length += first.length;
    for (const next of others) {
      yield begun.join('').replace(/\r$/, '');
      begun = [next];
      length = next.length;
    }
    if (length > LONGEST_LINE) {
      throw new SignpostError('SIGNPOST_BAD_INPUT', `Unexpected line of more than ${LONGEST_LINE} bytes`);
    }
  }
  const last = begun.join('') + decoder.end();
  if (last !== '') yield last;
}

function unreadable(file: string, cause: unknown): SignpostError {
  const why = cause instanceof FileRefused ? `: ${WHY[cause.refusal]}` : '';
  return new SignpostError('SIGNPOST_FILE_UNREADABLE', `Cannot read \`${file}\`${why}`, { cause });
}

const WHY: Readonly<Record<FileRefused['refusal'], string>> = {
  'no-file': 'it is no regular file',
  'too-large': 'it is too large',
  moved: 'it is a circle of links',
};
