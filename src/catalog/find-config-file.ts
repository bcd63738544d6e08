/** Where the configuration that holds for a root stands. */

import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

const NAME = 'signpost.config.json';

/**
 * Find the configuration that holds for a root: the nearest `signpost.config.json` from the root up to the top of its
 * repository, the folder that holds `.git`. Outside of a repository only the root itself is looked at, so that no
 * stranger's file above it is taken; nor is a link that leads out of the repository.
 *
 * @param root
 *   Path of a folder.
 * @returns
 *   The path of the file, or `undefined` when there is none, or no root.
 * @example
 *   findConfigFile('references'); // '/project/signpost.config.json'
 */
export function findConfigFile(root: string): string | undefined {
  const folders = foldersFrom(root);
  const top = folders.at(-1) ?? '';
  return folders.map((folder) => join(folder, NAME)).find((file) => existsSync(file) && isBelow(top, file));
}

/** Where `findConfigFile` looks for a root, whether there is a file or not. */
export function configFilesFor(root: string): string[] {
  return foldersFrom(root).map((folder) => join(folder, NAME));
}

/** Whether a file is below a folder when all links are followed. */
function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, realpathSync.native(file));
  return path !== '' && !isAbsolute(path) && path.split(sep)[0] !== '..';
}

/** From the root up to the top of its repository; the root alone when it stands in none. */
function foldersFrom(root: string): string[] {
  let folder: string;
  try {
    folder = realpathSync.native(root);
  } catch {
    // Who opens the root says so.
    return [];
  }
  const folders = [folder];
  while (!existsSync(join(folder, '.git'))) {
    const above = dirname(folder);
    if (above === folder) return folders.slice(0, 1);
    folders.push(above);
    folder = above;
  }
  return folders;
}
