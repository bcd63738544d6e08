/** Grows each structure and sees how its time grows: hostile input is as often large as it is odd. */

import { KINDS, type Kind } from './inputs.ts';
import { randomOf } from './random.ts';
import { longestStep, MOST_MS } from './run-kind.ts';
import { BETWEEN_FILES, STRUCTURES } from './structures.ts';

/** A structure that was grown. */
export interface Grown {
  readonly structure: string;
  readonly kind: Kind;
  readonly sizes: readonly number[];
  /** Of the longest thing that is done with it. */
  readonly ms: readonly number[];
  /** Of the power of its size that its time grows by, over the last doublings: 1 is linear. */
  readonly exponent: number;
  /** Whether it took too long, or its time grows faster than it and is no trifle. */
  readonly isBad: boolean;
}

/** Which kind of input reads a structure. */
const READS: Readonly<Record<string, (text: string) => readonly [kind: Kind, input: string]>> = {
  markdown: (text) => ['folder', JSON.stringify([text])],
  yaml: (text) => ['folder', JSON.stringify([text])],
  files: (text) => ['folder', JSON.stringify(text.split(BETWEEN_FILES))],
  json: (text) => ['settings', JSON.stringify({ json: text, toml: '' })],
  toml: (text) => ['settings', JSON.stringify({ json: '', toml: text })],
  ignore: (text) => ['ignore', text],
};
const SIZES = [1 << 15, 1 << 17, 1 << 19, 1 << 21, (4 << 20) - 4096];
/** Below that a steep rise is of no account. */
const TRIFLE_MS = 3000;
const MOST_EXPONENT = 1.5;

/** Grow structures, in an order that comes from a seed, until a moment of `performance.now()`; what is not reached is not told of. */
export async function growthOf(kinds: readonly Kind[], seed: number, until: number): Promise<Grown[]> {
  const grown: Grown[] = [];
  for (const { name, kind: of, make } of inOrder(seed)) {
    const [kind] = READS[of]?.('') ?? [KINDS[0]];
    if (!kinds.includes(kind) || performance.now() > until) continue;
    const [sizes, ms]: [number[], number[]] = [[], []];
    for (const size of SIZES) {
      const [, input] = READS[of]?.(make(size)) ?? [kind, ''];
      const taken = await longestStep(kind, input, MOST_MS);
      sizes.push(size);
      ms.push(taken);
      if (taken >= MOST_MS || performance.now() > until) break;
    }
    const exponent = exponentOf(sizes, ms);
    const last = ms.at(-1) ?? 0;
    grown.push({
      structure: name,
      kind,
      sizes,
      ms,
      exponent,
      isBad: last >= MOST_MS || (last > TRIFLE_MS && exponent > MOST_EXPONENT),
    });
  }
  return grown;
}

function inOrder(seed: number): typeof STRUCTURES {
  const random = randomOf(seed, 'growth');
  return STRUCTURES.map((structure) => ({ structure, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ structure }) => structure);
}

function exponentOf(sizes: readonly number[], ms: readonly number[]): number {
  const [from, to] = [Math.max(0, sizes.length - 3), sizes.length - 1];
  const [size, time] = [(sizes[to] ?? 1) / (sizes[from] ?? 1), (ms[to] ?? 1) / Math.max(1, ms[from] ?? 1)];
  return to > from ? Math.log(time) / Math.log(size) : 1;
}
