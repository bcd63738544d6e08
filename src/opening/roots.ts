/** What a caller says of roots and snapshots → the folders meant, and the file a snapshot of them is kept in. */

import { realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configFilesFor, distinctRoots, findRoots, IGNORE_FILES } from '../catalog/index.ts';
import { SignpostError } from '../diagnostics/index.ts';
import { badOption } from '../options.ts';
import { type NamedRoot, snapshotPath } from '../snapshot/index.ts';

/** Folders as a caller names them. */
export interface RootOptions {
  readonly roots?: readonly string[];
  readonly cwd?: string;
}

/** The folders somebody means, each once. */
export function rootsOf({ roots: named, cwd = process.cwd() }: RootOptions): NamedRoot[] {
  const roots = named ?? findRoots(cwd);
  if (!Array.isArray(roots) || roots.length === 0 || roots.some((root) => typeof root !== 'string' || root === '')) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `roots`, expected a list of one or more folders');
  }
  return distinctRoots(roots).map((root) => [root, realPathOf(root)]);
}

/** Roots as they were named. */
export function namesOf(roots: readonly NamedRoot[]): string[] {
  return roots.map(([name]) => name);
}

/** Where a snapshot is kept; `undefined` where none is. */
export function placeOf(snapshot: boolean | string, roots: readonly NamedRoot[]): string | undefined {
  if (typeof snapshot !== 'boolean' && (typeof snapshot !== 'string' || snapshot === '')) {
    throw badOption('snapshot', snapshot, 'true, false or a path');
  }
  if (typeof snapshot === 'string') return snapshot;
  return snapshot ? snapshotPath(process.env, roots) : undefined;
}

/** What counts for roots and stands outside of them: where they lead, and configurations and ignore files above them. */
export function stateAround(names: readonly string[]): { readonly places: string; readonly files: string } {
  const files = names.flatMap(configFilesFor).flatMap((config) => {
    const folder = dirname(config);
    return [config, ...IGNORE_FILES.map((name) => join(folder, name))];
  });
  return { places: JSON.stringify(names.map(realPathOf)), files: JSON.stringify([...new Set(files)].map(stampOf)) };
}

function stampOf(path: string): readonly unknown[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? [path, stats.size, stats.mtimeMs, stats.ino] : [path];
}

/** Where a root really is; as named when it is not there, for the error that says so. */
function realPathOf(root: string): string {
  try {
    return realpathSync.native(root);
  } catch {
    return root;
  }
}
