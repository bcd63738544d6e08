/** Decision trees of public skills. The corpus is not part of the repository: `SIGNPOST_CORPORA` says where it is. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Branch } from '../../../src/domain/reference.ts';
import { parseMarkdownDocument } from '../../../src/load/markdown/parse-document.ts';

const corpora = process.env['SIGNPOST_CORPORA'];
const corpus = corpora ? join(corpora, 'decision-trees/trees.jsonl') : undefined;
const treeSchema = z.object({ id: z.string(), markdown: z.string(), targets: z.array(z.string()) });

/** Every target that stands below a condition. */
function targetsBelow(branches: readonly Branch[]): string[] {
  return branches.flatMap(({ condition, targets, branches: below }) => [
    ...(condition.trim() === '' ? [] : targets.map(({ path }) => path)),
    ...targetsBelow(below),
  ]);
}

function plainPath(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/#.*$/, '');
}

describe('decision trees of public skills', () => {
  if (corpus === undefined || !existsSync(corpus)) {
    it('were not given: set SIGNPOST_CORPORA to a folder with decision-trees/trees.jsonl to check them', () => {
      expect(corpus === undefined || !existsSync(corpus)).toBe(true);
    });
    return;
  }

  const trees = readFileSync(corpus, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => treeSchema.parse(JSON.parse(line)));

  it('have at least 95 % of the files they name found below a condition', () => {
    const named = trees.flatMap(({ id, targets }) => targets.map((target) => `${id} ${plainPath(target)}`));
    const found = new Set(
      trees.flatMap(({ id, markdown }) =>
        parseMarkdownDocument({ path: 'SKILL.md', text: markdown }).trees.flatMap(({ branches }) =>
          targetsBelow(branches).map((path) => `${id} ${plainPath(path)}`),
        ),
      ),
    );
    const missed = named.filter((target) => !found.has(target));
    expect(named.length).toBeGreaterThan(0);
    expect(missed.length / named.length, missed.join('\n')).toBeLessThanOrEqual(0.05);
  });
});
