/** What a caller says of roots and snapshots → the folders meant, and the file a snapshot of them is kept in. */

import { realpathSync } from 'node:fs';
import { distinctRoots, findRoots } from '../catalog/index.ts';
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

/** Where a root really is; as named when it is not there, for the error that says so. */
function realPathOf(root: string): string {
  try {
    return realpathSync.native(root);
  } catch {
    return root;
  }
}
