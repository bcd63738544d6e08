import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { encodeVectors } from '../../scripts/vectors/encode.ts';
import { decodeWordVectors } from '../../src/search/vectors/word-vectors.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { SHIPPED_KEY, SHIPPED_SUM } from '../../src/session/shipped-identity.ts';
import { packableVectors, wantedVectors } from '../../src/session/shipped-vectors.ts';

const file = new Uint8Array(readFileSync('vectors/skills.bin'));
const changed = (at: number) => file.with(at, (file[at] ?? 0) ^ 1);

it('are told from others by what the sources say of them', () => {
  expect(SHIPPED_KEY).toBe(decodeWordVectors(file)?.key);
  expect(SHIPPED_SUM).toBe(crc32(file));
});

it('are the same when they are given as bytes, and decoded once', () => {
  expect(packableVectors(file).table()?.key).toBe(packableVectors().table()?.key);
  expect(packableVectors(file)).toBe(packableVectors(file));
  expect(packableVectors(file).lack()).toBeUndefined();
  expect(packableVectors(file).bytes()).toBe(file);
});

it('are not wanted where words alone count', () => {
  expect(wantedVectors({ semantic: false })).toBeUndefined();
  expect(wantedVectors({ semantic: false, vectors: file })).toBeUndefined();
});

it('may be others than those that ship', () => {
  const provenance = { pool: 'none', skills: 2, pairs: 1, epochs: 1 };
  const bytes = encodeVectors(['bread', 'loaf'], Float32Array.of(1, 0, 1, 0.1), provenance);
  expect(packableVectors(bytes).table()?.size).toBe(2);
});

it.each([
  ['nothing', new Uint8Array()],
  ['half of them', file.subarray(0, file.length / 2)],
  ['all but four bytes', file.subarray(0, -4)],
  ['them with another number somewhere', changed(file.length - 1000)],
  ['them with another letter in a term', changed(500)],
  ['text', 'signpost-vectors-1'],
  ['null', null],
])('are not made of %s', (_what, vectors) => {
  const open = () => buildSignpost([], { vectors: vectors as Uint8Array });
  expect(open).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }));
});
