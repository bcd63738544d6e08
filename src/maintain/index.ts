/** What keeps documentation true: lint, indexes, suggestions, evaluation. A name listed here is a promise; a test pins the list. */

export type {
  Comparison,
  Confusion,
  CurvePoint,
  EvaluatedRow,
  Evaluation,
  GroupResult,
  Lead,
  Miss,
  Share,
} from '../domain/evaluation.ts';
export type { IndexFileResult, IndexResult, IndexSize, IndexStatus, IndexStyle } from '../domain/index-result.ts';
export type { LabelledRequest } from '../domain/labelled-request.ts';
export type { LintedFile, LintMessage, LintResult, RuleSetting } from '../domain/lint-result.ts';
export type { ChangedRequest, Suggestion, SuggestResult, TriggerSource } from '../domain/suggestion.ts';
export type { ThresholdOutcome, Tuning } from '../domain/tuning.ts';
export type { ComparedEvidence, TurningBranch, TurningTrigger, WhyNot } from '../domain/why-not.ts';
export { readTriggerEvals } from '../load/catalog/trigger-evals.ts';
export type { WatchOptions } from '../load/watch/follow-roots.ts';
export { watchRoots } from '../load/watch/watch-roots.ts';
export { type ParsedTrees, parseTrees } from '../session/parse-trees.ts';
export { compareEvaluations, parseBaseline } from './evaluate/compare.ts';
export { type EvaluateOptions, evaluate } from './evaluate/evaluate.ts';
export { evaluateStored } from './evaluate/evaluate-stored.ts';
export { parseLabelledRequests } from './evaluate/labelled-requests.ts';
export { frontMatterLabels } from './evaluate/labels.ts';
export { tuneThresholds } from './evaluate/tune.ts';
export { type GenerateIndexOptions, generateIndex } from './index-blocks/generate-index.ts';
export { readRuleHelp } from './lint/help-page.ts';
export { type LintOptions, lint } from './lint/lint.ts';
export { type SuggestOptions, suggest } from './suggest/suggest.ts';
export { type WhyNotOptions, whyNot } from './suggest/why-not.ts';
