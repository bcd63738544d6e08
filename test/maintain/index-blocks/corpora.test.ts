/** The blocks the upstream generator wrote, byte for byte. Needs a folder of corpora: see the name of the test. */

import { chmodSync, cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { makeFolder, type TestFolder } from '../folder.ts';

const corpora = join(process.env['SIGNPOST_CORPORA'] ?? '', 'dagster-expert');
const given = process.env['SIGNPOST_CORPORA'] !== undefined && existsSync(corpora);

const DRIFTED: Readonly<Record<string, readonly string[]>> = {
  '15326bc': [],
  '0d1aa3d': [],
  '967dbfb': [],
  d1643e7: ['SKILL.md'],
  fa3c501: ['SKILL.md', 'references/cli/api/INDEX.md'],
};

/** The corpora are read-only, and a copy would be too. */
function makeWritable(path: string): void {
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) makeWritable(join(path, entry.name));
    else chmodSync(join(path, entry.name), 0o644);
  }
}

describe('dagster-expert', () => {
  if (!given) {
    it('is not compared: SIGNPOST_CORPORA names no folder of corpora', () => expect(given).toBe(false));
    return;
  }
  let folder: TestFolder;
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => folder.remove());

  const revisions = Object.entries(DRIFTED);
  const byStrictness = revisions.flatMap(([revision, drifted]) =>
    [false, true].map((strict) => ({ revision, drifted, strict })),
  );

  it.each(byStrictness)('$revision has drifted where it has, and nowhere else (strict: $strict)', (row) => {
    const { files } = generateIndex({ roots: [join(corpora, row.revision)], check: true, strict: row.strict });
    expect(files.filter(({ status }) => status !== 'unchanged').map(({ path }) => path)).toEqual(row.drifted);
  });

  it.each(byStrictness)('$revision changes in what has drifted alone, and only once (strict: $strict)', (row) => {
    const { revision, drifted, strict } = row;
    cpSync(join(corpora, revision), folder.path, { recursive: true });
    makeWritable(folder.path);
    const before = folder.all();
    const { files } = generateIndex({ roots: [folder.path], strict });
    expect(files.filter(({ status }) => status === 'updated').map(({ path }) => path)).toEqual(drifted);
    const after = folder.all();
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual(drifted);
    const again = generateIndex({ roots: [folder.path], strict: true });
    expect(again.files.map(({ status }) => status)).toEqual(files.map(() => 'unchanged'));
    expect(folder.all()).toEqual(after);
  });
});
