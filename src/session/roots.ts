/** What a caller says of roots and snapshots → the folders meant, and the file a snapshot of them is kept in. */

import { realpathSync } from 'node:fs';
import { badOption } from '../domain/check-options.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { distinctRoots, findRoots } from '../load/catalog/find-roots.ts';
import type { SnapshotFile } from '../storage/snapshot/file.ts';
import { type NamedRoot, snapshotPlace } from '../storage/snapshot/place.ts';

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

/** Where a snapshot is kept: nowhere, or why nowhere though somebody wanted it. */
export interface Place {
  readonly file?: SnapshotFile;
  readonly problem?: SignpostError;
}

/** Where a snapshot is kept. */
export function placeOf(snapshot: boolean | string, roots: readonly NamedRoot[]): Place {
  if (typeof snapshot !== 'boolean' && (typeof snapshot !== 'string' || snapshot === '')) {
    throw badOption('snapshot', snapshot, 'true, false or a path');
  }
  if (typeof snapshot === 'string') return { file: { path: snapshot, isNamed: true } };
  if (!snapshot) return {};
  const place = snapshotPlace(process.env, roots);
  switch (place.kind) {
    case 'folder':
      return { file: { path: place.path, isNamed: false } };
    case 'off':
      return {};
    case 'refused': {
      const message = `Nothing is kept in \`${place.path}\`: ${place.reason}`;
      return { problem: new SignpostError('SIGNPOST_CACHE_REFUSED', message) };
    }
  }
}

/** Where a root really is; as named when it is not there, for the error that says so. */
function realPathOf(root: string): string {
  try {
    return realpathSync.native(root);
  } catch {
    return root;
  }
}
