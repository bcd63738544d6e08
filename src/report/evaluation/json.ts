/** An evaluation → the published JSON, which is also what a later one is compared with. */

import type { Comparison, Evaluation } from '../../domain/evaluation.ts';
import type { Tuning } from '../../domain/tuning.ts';
import { jsonLine } from '../../text/printable.ts';

/** An evaluation, what it was compared with, and what was proposed from it. */
export interface EvaluationReport {
  readonly evaluation: Evaluation;
  readonly comparison?: Comparison;
  readonly tuning?: Tuning;
}

/** One line: the numbers, `rows`, `misses`, and `comparison` and `tuning` where there is one. */
export function renderEvaluationJson({ evaluation, comparison, tuning }: EvaluationReport): string {
  return jsonLine({ ...evaluation, ...(comparison && { comparison }), ...(tuning && { tuning }) });
}
