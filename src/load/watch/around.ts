/** What counts for roots and stands outside of them: where they lead, and configurations and ignore files above them. */

import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configFilesFor } from '../catalog/find-config-file.ts';
import { IGNORE_FILES } from '../catalog/ignore-rules.ts';
import { codeOf } from '../disk/code-of.ts';

/** What stands around roots, to be compared with what stood there before. */
export interface Around {
  /** Which folder each root is, by device and inode, and who may read it. */
  readonly places: string;
  /** Which files hold for the roots, and what they are. */
  readonly files: string;
}

/**
 * Look around roots. Never throws: what cannot be looked at is told by why.
 *
 * @param roots
 *   Folders, as they were named.
 */
export function lookAround(roots: readonly string[]): Around {
  const files = new Map<string, readonly unknown[]>();
  for (const [at, config] of roots.flatMap((root) => [...configFilesFor(root).entries()])) {
    const folder = dirname(config);
    for (const path of [config, ...IGNORE_FILES.map((name) => join(folder, name))])
      files.set(path, fileOf(path, at === 0));
  }
  return { places: JSON.stringify(roots.map((root) => standsAt(root).stamp)), files: JSON.stringify([...files]) };
}

/** What stands at a path: where it leads, with every link resolved, and what tells it from another that takes its place. Never throws. */
export function standsAt(path: string): { readonly real: string | undefined; readonly stamp: string } {
  try {
    const { dev, ino, mode, uid, gid } = statSync(path);
    const real = realpathSync.native(path);
    return { real, stamp: JSON.stringify([real, dev, ino, mode, uid, gid]) };
  } catch (cause) {
    return { real: undefined, stamp: codeOf(cause) };
  }
}

/** Of what is in a root itself a watcher tells, but for what a link leads to. */
function fileOf(path: string, isInRoot: boolean): readonly unknown[] {
  try {
    if (isInRoot && !lstatSync(path).isSymbolicLink()) return [];
    const { size, mtimeMs, ctimeMs, ino, mode } = statSync(path);
    return [size, mtimeMs, ctimeMs, ino, mode];
  } catch (cause) {
    return isInRoot && codeOf(cause) === 'ENOENT' ? [] : [codeOf(cause)];
  }
}
