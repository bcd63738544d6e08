/** Labelled requests that skills bring with them: trigger evals beside a SKILL.md. */

import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { Catalog, Reference } from '../../domain/reference.ts';
import { listFolder } from '../disk/list-folder.ts';
import { readFile } from '../disk/read-file.ts';
import { isInside } from '../disk/repository.ts';
import { createLinkTest } from './linked-skills.ts';

/** Folders beside a SKILL.md that hold evals, and the folder itself. */
const FOLDERS = ['.', 'evals', 'eval', 'tests'] as const;
/** A set of requests is a page or two; a larger file is data. */
const LARGEST = 4 * 1024 * 1024;

/**
 * The trigger evals of Agent Skills: a JSON list of `{ query, should_trigger }` in the folder of a skill, or in `evals/`
 * below it.
 *
 * Reads the disk. What cannot be read, or is some other JSON, is left out: it is not signpost's.
 */
export function readTriggerEvals({ references }: Catalog): LabelledRequest[] {
  return references.filter(({ kind }) => kind === 'skill').flatMap(evalsOf);
}

function evalsOf({ id, root, path }: Reference): LabelledRequest[] {
  const skill = placeOf(root, dirname(path));
  if (skill === undefined) return [];
  return FOLDERS.flatMap((name) => {
    const folder = join(skill, name);
    return jsonFilesIn(folder).flatMap((file) => rowsOf(join(folder, file), id));
  });
}

/** Where the folder of a skill is, links resolved; `undefined` when it is not where its root may read. */
function placeOf(root: string, folder: string): string | undefined {
  try {
    const realRoot = realpathSync.native(root);
    const real = realpathSync.native(join(root, folder));
    return isInside(realRoot, real) || createLinkTest(realRoot, listFolder)(real) ? real : undefined;
  } catch {
    // It is gone, or only an entry of an index was ever there.
    return undefined;
  }
}

function jsonFilesIn(folder: string): string[] {
  try {
    // A link could lead anywhere.
    const files = listFolder(folder).filter((entry) => entry.isFile());
    return files
      .map(({ name }) => name)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

function rowsOf(file: string, id: string): LabelledRequest[] {
  let data: unknown;
  try {
    data = JSON.parse(readFile(file, { most: LARGEST }).bytes.toString('utf8'));
  } catch {
    return [];
  }
  if (!Array.isArray(data)) return [];
  return data.flatMap((row: unknown): LabelledRequest[] => {
    const { query, should_trigger: triggers } = (row ?? {}) as Record<string, unknown>;
    if (typeof query !== 'string' || typeof triggers !== 'boolean') return [];
    return [
      triggers
        ? { query, expected: [id], acceptable: [], not: [] }
        : { query, expected: null, acceptable: [], not: [id] },
    ];
  });
}
