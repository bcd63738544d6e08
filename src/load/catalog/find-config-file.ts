/** Where the configuration that holds for a root stands. */

import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { foldersToTop, isInside } from '../disk/repository.ts';

const NAME = 'signpost.config.json';

/**
 * Find the configuration that holds for a root: the nearest `signpost.config.json` from the root up to the top of its
 * repository, the folder that holds `.git`. Outside of a repository only the root itself is looked at, so that no
 * stranger's file above it is taken; nor is a link that leads out of the repository.
 *
 * @param root
 *   Path of a folder.
 * @returns
 *   The path of the file, with every link resolved, or `undefined` when there is none, or no root.
 * @example
 *   findConfigFile('references'); // '/project/signpost.config.json'
 */
export function findConfigFile(root: string): string | undefined {
  const folders = foldersFrom(root);
  const top = folders.at(-1) ?? '';
  return folders
    .map((folder) => realPathOf(join(folder, NAME)))
    .find((file) => file !== undefined && isInside(top, file));
}

/** Where `findConfigFile` looks for a root, whether there is a file or not. */
export function configFilesFor(root: string): string[] {
  return foldersFrom(root).map((folder) => join(folder, NAME));
}

/** Where a file is when all links are followed; `undefined` when it is not there, or a circle of links. */
function realPathOf(file: string): string | undefined {
  try {
    return realpathSync.native(file);
  } catch {
    return undefined;
  }
}

/** From the root up to the top of its repository; the root alone when it stands in none. */
function foldersFrom(root: string): string[] {
  try {
    const folder = realpathSync.native(root);
    return foldersToTop(folder) ?? [folder];
  } catch {
    // Who opens the root says so.
    return [];
  }
}
