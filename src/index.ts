/**
 * The public API: requests in, decisions out. A name listed here is a promise; a test pins the list, and another how little is loaded.
 * What keeps documentation is in `signpost/maintain`, PostgreSQL in `signpost/store`, tools for models in `signpost/tools`.
 */

export type {
  AbstainDecision,
  AmbiguousDecision,
  Decision,
  Question,
  QuestionOption,
  RankedReference,
  RequestContext,
  RouteDecision,
  RouteOptions,
} from './domain/decision.ts';
export type { ErrorCode } from './domain/error.ts';
export type { Excerpt, ExcerptOptions } from './domain/excerpt.ts';
export type {
  AbstainReason,
  Contribution,
  Correction,
  Evidence,
  EvidenceKind,
  ExplainedCandidate,
  ExplainedPart,
  ExplainedTerm,
  Explanation,
  FoundTerm,
  LeftOut,
  TakenBranch,
} from './domain/explanation.ts';
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
export type {
  Branch,
  Catalog,
  DecisionTree,
  Reference,
  ReferenceKind,
  ResolvedBranch,
  SourceDocument,
  Target,
} from './domain/reference.ts';
export type { Signpost } from './domain/signpost.ts';
export { SignpostError } from './domain/signpost-error.ts';
export { type AiSdkEmbeddingModel, fromAiSdk } from './models/from-ai-sdk.ts';
export { type BuildSnapshotOptions, type BuiltSnapshot, buildSnapshot } from './session/build-snapshot.ts';
export { type CacheOptions, cacheEmbeddings } from './session/cache-embeddings.ts';
export { findReference } from './session/create/find-reference.ts';
export type { SignpostOptions } from './session/create/options.ts';
export { createSignpost } from './session/create-signpost.ts';
export { followSignpost } from './session/follow.ts';
export type { Change, FollowOptions, LiveSignpost } from './session/live-signpost.ts';
export { type OpenOptions, openSignpost } from './session/open-signpost.ts';
export { type PackedSignpost, packSignpost } from './session/pack-signpost.ts';
export { type CacheFolder, cacheFolder } from './storage/snapshot/cache-folder.ts';
export { estimateTokens } from './text/tokens.ts';
