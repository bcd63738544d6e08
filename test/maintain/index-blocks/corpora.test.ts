/** The blocks the upstream generator wrote, byte for byte. Needs a folder of corpora: see the name of the test. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateIndex } from '../../../src/maintain/index.ts';

const corpora = join(process.env['SIGNPOST_SHARED'] ?? '', 'corpora/dagster-expert');
const given = process.env['SIGNPOST_SHARED'] !== undefined && existsSync(corpora);

const DRIFTED: Readonly<Record<string, readonly string[]>> = {
  '15326bc': [],
  '0d1aa3d': [],
  '967dbfb': [],
  d1643e7: ['SKILL.md'],
  fa3c501: ['SKILL.md', 'references/cli/api/INDEX.md'],
};

describe('dagster-expert', () => {
  if (!given) {
    it('is not compared: SIGNPOST_SHARED names no folder of corpora', () => expect(given).toBe(false));
    return;
  }
  it.each(Object.entries(DRIFTED))('%s has drifted where it has, and nowhere else', (revision, expected) => {
    const { files } = generateIndex({ roots: [join(corpora, revision)], check: true });
    expect(files.filter(({ status }) => status !== 'unchanged').map(({ path }) => path)).toEqual(expected);
  });
});
