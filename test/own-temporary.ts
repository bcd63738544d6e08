/** A new folder that belongs to whoever runs the tests, with all above it: what is kept in a cache is believed nowhere else. */

import { mkdirSync, mkdtempSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { whyFolderNotOurs } from '../src/disk/own-folder.ts';

/**
 * Make a folder.
 *
 * @returns
 *   Its path, for the caller to remove.
 * @throws {Error}
 *   When neither the user's folder nor the one of the project is safe from others.
 */
export function ownTemporary(prefix: string): string {
  const candidates = [join(homedir(), '.cache'), resolve('node_modules/.cache')];
  const folder = candidates.find((path) => whyFolderNotOurs(path) === undefined);
  if (folder === undefined) {
    throw new Error(`Expected a folder nobody else may write to: ${candidates.map(whyFolderNotOurs).join('; ')}`);
  }
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, prefix));
}
