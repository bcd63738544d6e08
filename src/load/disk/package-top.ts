/** Where this package stands, for the files it brings along: pages, the playground, the program that lints. */

import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The top folder of this package.
 *
 * It is told from the place of a module as the package lays it out, and never looked for further up: beside a program that somebody
 * bundled, or above it, a file of the same name would be a stranger's.
 *
 * @param url
 *   `import.meta.url` of the module that asks.
 * @param module
 *   Its place below `src`, without the extension.
 * @returns
 *   An absolute path; `undefined` in a program that was bundled by somebody else.
 * @example
 *   packageTop('file:///project/node_modules/signpost/dist/load/disk/package-top.js', 'load/disk/package-top'); // '/project/node_modules/signpost'
 */
export function packageTop(url: string, module: string): string | undefined {
  const path = fileURLToPath(url);
  for (const own of [join('src', `${module}.ts`), join('dist', `${module}.js`)]) {
    if (path.endsWith(sep + own)) return path.slice(0, -own.length - 1);
  }
  // The command line is bundled.
  const folder = dirname(path);
  return basename(folder) === 'bin' && basename(dirname(folder)) === 'dist' ? dirname(dirname(folder)) : undefined;
}
