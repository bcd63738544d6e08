/** Regenerate index blocks: plan every file first, then write all or none. */

import { join, resolve } from 'node:path';
import type { IndexFileResult, IndexResult, IndexStyle } from '../../contracts/index-result.ts';
import { SignpostError } from '../../diagnostics/index.ts';
import { type PlannedFile, planIndex } from './plan-index.ts';
import { replaceFiles } from './replace-files.ts';

/** How to generate. */
export interface GenerateIndexOptions {
  /** Folders: skills, indexes, or collections of skills. */
  readonly roots: readonly string[];
  /** Compare only, write nothing (default: false). */
  readonly check?: boolean;
  /** How entries are written (default: `auto`, each block's own style). */
  readonly style?: IndexStyle;
}

/**
 * Regenerate the index blocks of every SKILL.md and INDEX.md.
 *
 * Only what stands between a BEGIN and an END marker is ever changed. When any file has broken markers, nothing
 * is written.
 *
 * @returns
 *   Each index file with its status, in the order of roots and paths.
 * @throws {SignpostError}
 *   When a root cannot be read (`SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`) or a file cannot be written
 *   (`SIGNPOST_WRITE_FAILED`).
 * @example
 *   const { files } = generateIndex({ roots: ['references'], check: true });
 *   files.filter(({ status }) => status === 'drift').map(({ path }) => path);
 */
export function generateIndex({ roots, check = false, style = 'auto' }: GenerateIndexOptions): IndexResult {
  if (!Array.isArray(roots) || !['auto', 'path', 'title'].includes(style)) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected options, expected `roots`, a list, and a known `style`');
  }
  const planned = new Map<string, PlannedFile & { readonly root: string }>();
  for (const root of roots) {
    for (const file of planIndex(root, style)) {
      // Roots may overlap: a file belongs to the first that holds it.
      const path = resolve(join(root, file.path));
      if (!planned.has(path)) planned.set(path, { root, ...file });
    }
  }
  const write = !check && [...planned.values()].every(({ broken }) => !broken);
  const changed = [...planned].filter(([, { before, after }]) => before !== after);
  if (write) replaceFiles(changed.map(([path, { before, after }]) => ({ path, before, after })));
  const files = [...planned.values()].map(({ root, ...planned }): IndexFileResult => {
    const { path, file, before, after, wrong } = planned;
    return {
      path,
      root,
      status: statusOf(planned, before !== after, write),
      messages: [...new Set([...file.parsed.file.messages, ...wrong])],
    };
  });
  return { files };
}

function statusOf({ broken }: PlannedFile, changed: boolean, written: boolean): IndexFileResult['status'] {
  if (broken) return 'error';
  if (!changed) return 'unchanged';
  return written ? 'updated' : 'drift';
}
