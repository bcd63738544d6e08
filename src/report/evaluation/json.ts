/** An evaluation → the published JSON, which is also what a later one is compared with. */

import type { Comparison, Evaluation } from '../../contracts/evaluation.ts';

/** An evaluation, and what it was compared with. */
export interface EvaluationReport {
  readonly evaluation: Evaluation;
  readonly comparison?: Comparison;
}

/** One line: the numbers, `rows`, `misses`, and `comparison` where there is one. */
export function renderEvaluationJson({ evaluation, comparison }: EvaluationReport): string {
  return JSON.stringify({ ...evaluation, ...(comparison && { comparison }) });
}
