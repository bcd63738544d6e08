/** Labelled requests in, numbers out. */

export { type ComparedRow, compareEvaluations, parseBaseline } from './compare.ts';
export { type Evaluated, type EvaluateOptions, evaluate } from './evaluate.ts';
export { parseLabelledRequests } from './labelled-requests.ts';
export { frontMatterLabels, readTriggerEvals } from './labels.ts';
