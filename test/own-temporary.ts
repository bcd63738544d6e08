/** A new folder that belongs to whoever runs the tests, with all above it: what is kept in a cache is believed nowhere else. */

import { mkdirSync, mkdtempSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { whyFolderNotOurs } from '../src/load/disk/own-folder.ts';

/**
 * Make a folder.
 *
 * @returns
 *   Its path, for the caller to remove.
 * @throws {Error}
 *   When the user's folder is not safe from others.
 */
export function ownTemporary(prefix: string): string {
  // Not in the project: in a repository nothing is kept.
  const folder = join(homedir(), '.cache');
  const why = whyFolderNotOurs(folder);
  if (why !== undefined) throw new Error(`Expected a folder nobody else may write to: ${why}`);
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, prefix));
}
