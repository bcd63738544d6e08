/** Replace files whole: all of a run or none, and each at any moment the old one or the new one. */

import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { SignpostError } from '../../diagnostics/index.ts';

/** A file to replace. */
export interface Replacement {
  readonly path: string;
  /** What it held when it was read: a file that somebody changed since is not overwritten. */
  readonly before: string;
  readonly after: string;
}

/**
 * Replace files, each through a temporary one in the same folder.
 *
 * Every temporary file is written and every original checked before the first is renamed; when a rename fails, those
 * before it are taken back.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_WRITE_FAILED`; the files are as they were.
 */
export function replaceFiles(replacements: readonly Replacement[]): void {
  const staged: string[] = [];
  const done: Replacement[] = [];
  let current = '';
  try {
    for (const [index, { path, after }] of replacements.entries()) {
      current = path;
      const temporary = join(dirname(path), `.signpost-${process.pid}-${index}.tmp`);
      staged.push(temporary);
      stage(temporary, after, statSync(path).mode);
    }
    for (const { path, before } of replacements) {
      current = path;
      if (readFileSync(path, 'utf8') !== before) throw new Error('it was changed by somebody since it was read');
    }
    for (const [index, replacement] of replacements.entries()) {
      current = replacement.path;
      renameSync(staged[index] ?? '', replacement.path);
      done.push(replacement);
    }
  } catch (cause) {
    for (const { path, before } of done) takeBack(path, before);
    for (const temporary of staged) rmSync(temporary, { force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SignpostError('SIGNPOST_WRITE_FAILED', `Cannot write \`${current}\`, nothing was changed: ${why}`, {
      cause,
    });
  }
}

function stage(temporary: string, text: string, mode: number): void {
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    // Of a file descriptor this writes everything or throws; a single `write` may stop half way.
    writeFileSync(descriptor, text);
    fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function takeBack(path: string, before: string): void {
  const temporary = join(dirname(path), `.signpost-${process.pid}-back.tmp`);
  stage(temporary, before, statSync(path).mode);
  renameSync(temporary, path);
}
