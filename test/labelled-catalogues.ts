/** Labelled catalogues, which are not part of the repository: `SIGNPOST_ROUTING` says where they are. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Signpost } from '../src/index.ts';
import { buildSignpost } from '../src/session/build-signpost.ts';

/** Where they are; `undefined` where they are not given. */
export const routing = existsSync(process.env['SIGNPOST_ROUTING'] ?? '') ? process.env['SIGNPOST_ROUTING'] : undefined;

const skillSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.optional(z.nullable(z.string())),
  triggers: z.optional(z.array(z.string())),
  body: z.optional(z.string()),
});
const querySchema = z.object({ query: z.string() });

/** Their names. */
export function cataloguesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => existsSync(join(folder, name, 'skills.jsonl')));
}

/** One as a signpost in memory, and its requests. */
export function readCatalogue(
  folder: string,
  name: string,
): { readonly signpost: Signpost; readonly queries: string[] } {
  return {
    signpost: buildSignpost(linesOf(join(folder, name, 'skills.jsonl')).map(documentOf)),
    queries: linesOf(join(folder, name, 'queries.jsonl')).map((row) => querySchema.parse(row).query),
  };
}

function linesOf(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line));
}

/** A skill as the file it would be; quoted as JSON, which is YAML. */
function documentOf(skill: unknown): { readonly path: string; readonly text: string } {
  const { id, name, description, triggers = [], body = '' } = skillSchema.parse(skill);
  const fields = { name, description: description ?? '', triggers };
  const yaml = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return { path: id.endsWith('.md') ? id : `${id}/SKILL.md`, text: ['---', ...yaml, '---', body].join('\n') };
}
