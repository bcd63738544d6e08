/** Evaluations in the forms people and programs read them in. */

export { type EvaluationReport, renderEvaluationJson } from './json.ts';
export { renderEvaluationJunit } from './junit.ts';
export { renderEvaluationMarkdown, renderEvaluationTable } from './table.ts';
