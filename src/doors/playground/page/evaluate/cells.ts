/** The confusions of an evaluation → the cells of a matrix. */

import type { Evaluation } from '../../../../domain/evaluation.ts';

/** The cells. */
export interface Cells {
  /** References that were confused, as many as can be looked at. */
  readonly names: readonly string[];
  readonly countOf: (expected: string, chosen: string) => number;
  /** Whether there are more. */
  readonly isCut: boolean;
}

const MOST = 12;

/** Arrange what was confused, the most frequent pairs first. */
export function cellsOf({ confusions, references }: Pick<Evaluation, 'confusions' | 'references'>): Cells {
  const all = [...new Set(confusions.flatMap(({ expected, chosen }) => [expected, chosen]))];
  const counts = new Map(confusions.map(({ expected, chosen, count }) => [`${expected}\n${chosen}`, count]));
  for (const { name, r1 } of references) counts.set(`${name}\n${name}`, r1.hits);
  return {
    names: all.slice(0, MOST).sort(),
    countOf: (expected, chosen) => counts.get(`${expected}\n${chosen}`) ?? 0,
    isCut: all.length > MOST,
  };
}
