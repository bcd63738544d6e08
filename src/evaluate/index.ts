/** Labelled requests in, numbers out. */

export { compareEvaluations, parseBaseline } from './compare.ts';
export { type EvaluateOptions, evaluate } from './evaluate.ts';
export { evaluateStored } from './evaluate-stored.ts';
export { parseLabelledRequests } from './labelled-requests.ts';
export { frontMatterLabels } from './labels.ts';
export { tuneThresholds } from './tune.ts';
