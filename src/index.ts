/** The public API. A name listed here is a promise; a test pins the list. */

export type {
  AbstainDecision,
  AbstainReason,
  AmbiguousDecision,
  Decision,
  Explanation,
  Question,
  QuestionOption,
  RankedReference,
  RequestContext,
  RouteDecision,
  RouteOptions,
} from './domain/decision.ts';
export type { ErrorCode } from './domain/error.ts';
export type {
  Comparison,
  Confusion,
  CurvePoint,
  EvaluatedRow,
  Evaluation,
  GroupResult,
  Miss,
  Share,
} from './domain/evaluation.ts';
export type { Excerpt, ExcerptOptions } from './domain/excerpt.ts';
export type { IndexFileResult, IndexResult, IndexSize, IndexStatus, IndexStyle } from './domain/index-result.ts';
export type { LabelledRequest } from './domain/labelled-request.ts';
export type { LintedFile, LintMessage, LintResult, RuleSetting } from './domain/lint-result.ts';
export type { MessageCode, Severity } from './domain/message.ts';
export type {
  Degraded,
  Embedder,
  EmbedFunction,
  EmbedOptions,
  RerankCandidate,
  Reranker,
  Vector,
} from './domain/models.ts';
export type { DropResult, PushProgress, PushResult } from './domain/push-result.ts';
export type {
  Branch,
  Catalog,
  DecisionTree,
  IndexBlock,
  IndexEntry,
  Reference,
  ReferenceKind,
  ResolvedBranch,
  SourceDocument,
  Target,
} from './domain/reference.ts';
export type { Signpost } from './domain/signpost.ts';
export { SignpostError } from './domain/signpost-error.ts';
export type {
  ListedCatalog,
  ListedReference,
  ListOptions,
  ReferencePage,
  StoredSignpost,
  StoredVersion,
} from './domain/stored-signpost.ts';
export type { ChangedRequest, Suggestion, SuggestResult, TriggerSource } from './domain/suggestion.ts';
export type { ThresholdOutcome, Tuning } from './domain/tuning.ts';
export type { ComparedEvidence, TurningBranch, TurningTrigger, WhyNot } from './domain/why-not.ts';
export { AGENT_NAMES, type AgentName } from './doors/init/agents.ts';
export { type SettingsChange, type SetUpOptions, setUp } from './doors/init/set-up.ts';
export type { ToolAnswer } from './doors/shared/answers.ts';
export { createToolbox } from './doors/shared/folder-toolbox.ts';
export { createStoreToolbox, type StoreTool, type StoreToolboxOptions } from './doors/shared/store-toolbox.ts';
export type { AgentTool, ToolboxOptions } from './doors/shared/toolbox.ts';
export { readTriggerEvals } from './load/catalog/trigger-evals.ts';
export type { WatchOptions } from './load/watch/follow-roots.ts';
export { watchRoots } from './load/watch/watch-roots.ts';
export { compareEvaluations, parseBaseline } from './maintain/evaluate/compare.ts';
export { type EvaluateOptions, evaluate } from './maintain/evaluate/evaluate.ts';
export { evaluateStored } from './maintain/evaluate/evaluate-stored.ts';
export { parseLabelledRequests } from './maintain/evaluate/labelled-requests.ts';
export { frontMatterLabels } from './maintain/evaluate/labels.ts';
export { tuneThresholds } from './maintain/evaluate/tune.ts';
export { type GenerateIndexOptions, generateIndex } from './maintain/index-blocks/generate-index.ts';
export { readRuleHelp } from './maintain/lint/help-page.ts';
export { type LintOptions, lint } from './maintain/lint/lint.ts';
export { type SuggestOptions, suggest } from './maintain/suggest/suggest.ts';
export { type WhyNotOptions, whyNot } from './maintain/suggest/why-not.ts';
export { type AiSdkEmbeddingModel, fromAiSdk } from './models/from-ai-sdk.ts';
export { type BuildSnapshotOptions, type BuiltSnapshot, buildSnapshot } from './session/build-snapshot.ts';
export { type CacheOptions, cacheEmbeddings } from './session/cache-embeddings.ts';
export { findReference } from './session/create/find-reference.ts';
export type { SignpostOptions } from './session/create/options.ts';
export { type DropCatalogOptions, dropCatalog } from './session/drop-catalog.ts';
export { type Change, type FollowOptions, followSignpost, type LiveSignpost } from './session/follow.ts';
export { type OpenOptions, openSignpost } from './session/open-signpost.ts';
export { type OpenStoreOptions, openStore } from './session/open-store.ts';
export { type PackedSignpost, packSignpost } from './session/pack-signpost.ts';
export { type PushStoreOptions, pushStore } from './session/push-store.ts';
export { createSignpost, type ParsedTrees, parseTrees } from './session/signpost.ts';
export { type CacheFolder, cacheFolder } from './storage/snapshot/cache-folder.ts';
export { estimateTokens } from './text/tokens.ts';
