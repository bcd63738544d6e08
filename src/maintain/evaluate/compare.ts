/** Two evaluations of the same rows → what was won and lost between them. */

import type { Comparison, EvaluatedRow } from '../../domain/evaluation.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { mcNemar } from './statistics.ts';

/** As much of a row as a comparison needs. */
export type ComparedRow = Pick<EvaluatedRow, 'query' | 'right'> & { readonly id?: string };

/**
 * Compare an evaluation with an earlier one.
 *
 * Pure. Rows are told by their id, else by their query; those that only one of the two has are left out.
 *
 * @example
 *   compareEvaluations(now.rows, baseline).chance < 0.05; // more than noise
 */
export function compareEvaluations(now: readonly ComparedRow[], before: readonly ComparedRow[]): Comparison {
  const earlier = new Map(before.map((row) => [keyOf(row), row.right]));
  const both = now.filter((row) => earlier.has(keyOf(row)));
  const won = both.filter((row) => row.right && earlier.get(keyOf(row)) === false).map(({ query }) => query);
  const lost = both.filter((row) => !row.right && earlier.get(keyOf(row)) === true).map(({ query }) => query);
  return { won, lost, rows: both.length, chance: mcNemar(won.length, lost.length) };
}

function keyOf({ id, query }: ComparedRow): string {
  return id === undefined ? `query ${query}` : `id ${id}`;
}

/**
 * Parse the rows of an earlier evaluation from its JSON.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT` when it is not what `signpost eval --json` prints.
 */
export function parseBaseline(text: string, path: string): ComparedRow[] {
  const bad = (cause?: unknown) =>
    new SignpostError(
      'SIGNPOST_BAD_INPUT',
      `Unexpected baseline ${path}, expected what \`signpost eval --json\` prints`,
      { cause },
    );
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (cause) {
    throw bad(cause);
  }
  const rows = typeof data === 'object' && data !== null && 'rows' in data ? data.rows : undefined;
  if (!Array.isArray(rows)) throw bad();
  return rows.map((row: unknown): ComparedRow => {
    const { id, query, right } = (row ?? {}) as Record<string, unknown>;
    if (typeof query !== 'string' || typeof right !== 'boolean') throw bad();
    return { ...(typeof id === 'string' && { id }), query, right };
  });
}
