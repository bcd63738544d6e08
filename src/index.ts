/** The public API. A name listed here is a promise; a test pins the list. */

export { readTriggerEvals } from './catalog/index.ts';
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
} from './contracts/decision.ts';
export type { ErrorCode } from './contracts/error.ts';
export type {
  Comparison,
  Confusion,
  CurvePoint,
  EvaluatedRow,
  Evaluation,
  GroupResult,
  Miss,
  Share,
} from './contracts/evaluation.ts';
export type { Excerpt, ExcerptOptions } from './contracts/excerpt.ts';
export type { IndexFileResult, IndexResult, IndexSize, IndexStatus, IndexStyle } from './contracts/index-result.ts';
export type { LabelledRequest } from './contracts/labelled-request.ts';
export type { LintedFile, LintMessage, LintResult, RuleSetting } from './contracts/lint-result.ts';
export type { MessageCode, Severity } from './contracts/message.ts';
export type {
  Degraded,
  Embedder,
  EmbedFunction,
  EmbedOptions,
  RerankCandidate,
  Reranker,
  Vector,
} from './contracts/models.ts';
export type { DropResult, PushProgress, PushResult } from './contracts/push-result.ts';
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
} from './contracts/reference.ts';
export type { Signpost } from './contracts/signpost.ts';
export type {
  ListedCatalog,
  ListedReference,
  ListOptions,
  ReferencePage,
  StoredSignpost,
  StoredVersion,
} from './contracts/stored-signpost.ts';
export type { ChangedRequest, Suggestion, SuggestResult, TriggerSource } from './contracts/suggestion.ts';
export type { ThresholdOutcome, Tuning } from './contracts/tuning.ts';
export type { ComparedEvidence, TurningBranch, TurningTrigger, WhyNot } from './contracts/why-not.ts';
export { SignpostError } from './diagnostics/index.ts';
export {
  type CacheOptions,
  cacheEmbeddings,
  createOpenAiEmbedder,
  type OpenAiEmbedderOptions,
} from './embedders/index.ts';
export {
  compareEvaluations,
  type EvaluateOptions,
  evaluate,
  evaluateStored,
  frontMatterLabels,
  parseBaseline,
  parseLabelledRequests,
  tuneThresholds,
} from './evaluate/index.ts';
export {
  type GenerateIndexOptions,
  generateIndex,
  type LintOptions,
  lint,
  readRuleHelp,
  type SuggestOptions,
  suggest,
  type WatchOptions,
  type WhyNotOptions,
  watchRoots,
  whyNot,
} from './maintain/index.ts';
export {
  type BuildSnapshotOptions,
  type BuiltSnapshot,
  buildSnapshot,
  type DropCatalogOptions,
  dropCatalog,
  type OpenStoreOptions,
  openStore,
  type PushStoreOptions,
  pushStore,
} from './opening/index.ts';
export type { SignpostOptions } from './options.ts';
export { findReference } from './reading/index.ts';
export { AGENT_NAMES, type AgentName, type SettingsChange, type SetUpOptions, setUp } from './setup/index.ts';
export {
  type Change,
  createSignpost,
  createToolbox,
  type FollowOptions,
  followSignpost,
  type LiveSignpost,
  type OpenOptions,
  openSignpost,
  type PackedSignpost,
  type ParsedTrees,
  packSignpost,
  parseTrees,
} from './signposts/index.ts';
export { type CacheFolder, cacheFolder } from './snapshot/index.ts';
export { estimateTokens } from './text/index.ts';
export {
  type AgentTool,
  createStoreToolbox,
  type StoreTool,
  type StoreToolboxOptions,
  type ToolAnswer,
  type ToolboxOptions,
} from './toolbox/index.ts';
