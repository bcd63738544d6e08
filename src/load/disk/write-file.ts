/** Writes a file whole or not at all, through one beside it whose name nobody can guess. Every write of the product begins here. */

import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, fchownSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whose a file is to be, and who may do what with it. */
export interface Ownership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** What stands in a file: texts are written as UTF-8. */
export type Content = string | readonly Uint8Array[];

/** Hexadecimal digits of a name: too many to be guessed, or to be planted before. */
const NAME_BYTES = 16;
const STAGED = /^\.signpost-[\da-f]{32}\.tmp$/;

/** Whether a name is one that a file gets here before it is whole. */
export function isStagedName(name: string): boolean {
  return STAGED.test(name);
}

/**
 * Write a file.
 *
 * A link at the path is replaced, not followed. What is there stays until the new file is whole and on the disk.
 *
 * @param path
 *   Where to; its folder is there.
 * @param content
 *   What stands in it.
 * @param mode
 *   Who may read and write it (default: its owner alone).
 * @throws {Error}
 *   When the disk refuses; what was there is as it was.
 * @example
 *   writeFile('/home/ada/.cache/signpost/a.json', '{}');
 */
export function writeFile(path: string, content: Content, mode = 0o600): void {
  const staged = stageFile(dirname(path), content, mode);
  try {
    renameSync(staged, path);
  } catch (error) {
    discard(staged);
    throw error;
  }
}

/** A path in a folder that nothing has, for something that lasts no longer than the run. */
export function stagedPath(folder: string): string {
  return join(folder, `.signpost-${randomBytes(NAME_BYTES).toString('hex')}.tmp`);
}

/**
 * Write a file under a name of its own, for the caller to rename or remove.
 *
 * @param folder
 *   Where: a rename is atomic only within one disk.
 * @param content
 *   What stands in it; it is on the disk when this returns.
 * @param mode
 *   Who may read and write it, or whose it is to be besides. Only root may give files away: for anybody else it stays their own.
 * @returns
 *   Its path.
 * @throws {Error}
 *   When the disk refuses; nothing is left there.
 */
export function stageFile(folder: string, content: Content, mode: number | Ownership): string {
  const path = stagedPath(folder);
  // Fails where anything is there, a link included.
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    try {
      for (const part of typeof content === 'string' ? [Buffer.from(content)] : content) writeAll(descriptor, part);
      if (typeof mode === 'number') fchmodSync(descriptor, mode);
      else own(descriptor, mode);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    discard(path);
    throw error;
  }
  return path;
}

/** Remove a file that was not needed. Never throws: a name that nobody else uses is in nobody's way. */
export function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The next run that writes there tidies up.
  }
}

function own(descriptor: number, { mode, uid, gid }: Ownership): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // It has the owner of the process.
  }
  // After the owner, because changing that may clear bits of the mode.
  fchmodSync(descriptor, mode);
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
