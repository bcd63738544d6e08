/** Labelled requests that skills bring with them: trigger evals beside a SKILL.md. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LabelledRequest } from '../contracts/labelled-request.ts';
import type { Catalog, Reference } from '../contracts/reference.ts';

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
  return FOLDERS.flatMap((name) => {
    const folder = join(root, dirname(path), name);
    return jsonFilesIn(folder).flatMap((file) => rowsOf(join(folder, file), id));
  });
}

function jsonFilesIn(folder: string): string[] {
  try {
    // A link could lead anywhere.
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
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
    if (statSync(file).size > LARGEST) return [];
    data = JSON.parse(readFileSync(file, 'utf8'));
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
