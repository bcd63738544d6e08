/** Labelled catalogues in both forms. They are not part of the repository: `SIGNPOST_ROUTING` says where they are. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { openPack } from '../../src/browser.ts';
import { createSignpost, packSignpost } from '../../src/index.ts';

const routing = process.env['SIGNPOST_ROUTING'];
const skillSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.optional(z.nullable(z.string())),
  triggers: z.optional(z.array(z.string())),
  body: z.optional(z.string()),
});
const querySchema = z.object({ query: z.string() });

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

describe('a catalogue in bytes and one in memory', () => {
  if (routing === undefined || !existsSync(routing)) {
    it('were not given: set SIGNPOST_ROUTING to a folder of labelled catalogues to compare them', () => {
      expect(routing === undefined || !existsSync(routing)).toBe(true);
    });
    return;
  }
  const names = readdirSync(routing).filter((name) => existsSync(join(routing, name, 'skills.jsonl')));

  it('are many', () => {
    expect(names.length).toBeGreaterThan(10);
  });

  it.each(names)('decide and explain every request alike: %s', { timeout: 120_000 }, (name) => {
    const signpost = createSignpost(linesOf(join(routing, name, 'skills.jsonl')).map(documentOf));
    const { pack, vectors } = packSignpost(signpost);
    if (!vectors) throw new Error('no vectors ship with the package');
    const opened = openPack(pack, { vectors });
    expect(opened.catalog).toEqual(signpost.catalog);
    const queries = linesOf(join(routing, name, 'queries.jsonl')).map((row) => querySchema.parse(row).query);
    const options = { explain: true, limit: 10 };
    const different = queries.filter(
      (query) => !isDeepStrictEqual(opened.route(query, options), signpost.route(query, options)),
    );
    expect(different).toEqual([]);
  });
});
