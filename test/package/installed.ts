/** signpost as it is built, installed in a folder. */

import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const top = join(import.meta.dirname, '../..');

/**
 * Install the build in a new project.
 *
 * @param project
 *   A folder; its packages are those of this project.
 * @param withVectors
 *   Whether the word vectors come along.
 * @returns
 *   Where it is installed: a copy, which knows nothing of what it was built from.
 */
export function installIn(project: string, withVectors = true): string {
  const modules = join(project, 'node_modules');
  mkdirSync(modules, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{"type":"module","private":true}');
  for (const name of readdirSync(join(top, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(top, 'node_modules', name), join(modules, name));
  }
  const installed = join(modules, 'signpost');
  for (const name of ['dist', 'package.json', ...(withVectors ? ['vectors'] : [])]) {
    cpSync(join(top, name), join(installed, name), { recursive: true });
  }
  return installed;
}
