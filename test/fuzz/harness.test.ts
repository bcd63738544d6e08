/** The harness itself: it has to see what hangs, what ends its process and what is wrong, and to make it small. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inputOf, KINDS } from '../../scripts/fuzz/inputs.ts';
import { BETWEEN_FILES, STRUCTURES } from '../../scripts/fuzz/structures.ts';

const folder = mkdtempSync(join(tmpdir(), 'signpost-harness-'));
/** Stands for the process that tries inputs: some words are trouble to it. */
const PROGRAM = `
import { readFileSync, writeSync } from 'node:fs';
const { input, from, isInSteps } = JSON.parse(readFileSync(0, 'utf8'));
const say = (...line) => writeSync(1, JSON.stringify(line) + '\\n');
const attempt = (number, text) => {
  say('begin', number, performance.now());
  if (text.includes('hang')) for (;;);
  if (text.includes('abort')) process.abort();
  if (text.includes('throw')) throw new TypeError('thrown');
  if (text.includes('wrong')) say('wrong', number, performance.now(), 'it is wrong\\n  at somewhere');
  say('end', number, performance.now());
};
// Steps say how long they took.
if (isInSteps) for (const [number, text] of input.split(' ').entries()) {
  say('begin', number, 0);
  if (text === 'hang') for (;;);
  say('end', number, Number(text));
}
else if (input !== undefined) attempt(0, input);
else for (let number = from; ; number++) attempt(number, number % 4 === 3 ? 'wrong' : number === 6 ? 'abort' : 'fine');
`;

beforeAll(() => {
  writeFileSync(join(folder, 'child.mjs'), PROGRAM);
  vi.stubEnv('SIGNPOST_FUZZ_PROGRAM', join(folder, 'child.mjs'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('an input', () => {
  it.each([
    ['fine', undefined],
    ['it may hang here', /took longer than 500 ms/],
    ['abort', /the process ended \(SIGABRT\)/],
    ['throw', /the process ended \(1\): .*TypeError: thrown/],
  ])('is tried in a process of its own: %s', async (input, why) => {
    const { triedAlone } = await import('../../scripts/fuzz/run-kind.ts');
    const ended = await triedAlone('document', input, 500);
    if (why === undefined) expect(ended).toBeUndefined();
    else expect(ended).toMatch(why);
  });

  it('that found something is made as small as it can be', async () => {
    const { shrink } = await import('../../scripts/fuzz/shrink.ts');
    expect(await shrink('document', 'one line\nthrown away, abort this\nand another')).toBe('abort');
  }, 60_000);

  it('comes from its seed alone', () => {
    for (const kind of KINDS) {
      expect(inputOf(kind, 7, 3)).toBe(inputOf(kind, 7, 3));
      expect(new Set(Array.from({ length: 20 }, (_, number) => inputOf(kind, 7, number))).size).toBeGreaterThan(10);
    }
  });
});

describe('a run', () => {
  it('goes on after what it found, and tells the same thing once', async () => {
    const { runKind } = await import('../../scripts/fuzz/run-kind.ts');
    const { found, inputs } = await runKind('document', 1, performance.now() + 4000);
    expect(found.slice(0, 2)).toEqual([
      { seed: 1, number: 3, why: 'it is wrong' },
      { seed: 1, number: 6, why: expect.stringContaining('SIGABRT') },
    ]);
    expect(inputs).toBeGreaterThan(7);
  });
});

describe('a structure that is grown', () => {
  it('takes as long as the longest of what is done with it', async () => {
    const { longestStep } = await import('../../scripts/fuzz/run-kind.ts');
    expect(await longestStep('folder', '100 700 200', 5000)).toBe(700);
    expect(await longestStep('folder', '1 hang 1', 500)).toBe(500);
  });

  it('is one of an order that comes from the seed', async () => {
    const { growthOf } = await import('../../scripts/fuzz/growth.ts');
    const firstOf = async (seed: number) => (await growthOf(KINDS, seed, performance.now() + 500))[0]?.structure;
    const [one, again, other] = [await firstOf(1), await firstOf(1), await firstOf(2)];
    expect(one).toBeDefined();
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it('may be of several documents, each small enough to be read', () => {
    const texts = STRUCTURES.filter(({ kind }) => kind === 'files').flatMap(({ make }) =>
      make(300_000).split(BETWEEN_FILES),
    );
    expect(texts.length).toBeGreaterThan(4);
    for (const text of texts) expect(text).toMatch(/^---\n[\s\S]{1,65000}\n---\n/);
  });
});
