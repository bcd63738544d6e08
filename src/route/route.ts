/** The router: a request in, a decision out. */

import type { Decision, RankedReference, RouteOptions } from '../domain/decision.ts';
import type { AbstainReason, Explanation } from '../domain/explanation.ts';
import type { Retrieval, Retriever } from '../domain/search.ts';
import type { SemanticIndex } from '../search/vectors/semantic.ts';
import type { PreparedBranch } from './branch-match.ts';
import type { Families, OutsideEvidence, RankedCandidate, Ranking, RouterIndex } from './candidate.ts';
import { type PreparedContext, prepareContext } from './context.ts';
import { type Aside, emptyExplanation, explain, type Outcome } from './explain.ts';
import type { Importance } from './importance.ts';
import { createTermWeights } from './importance.ts';
import { PARAMETERS } from './parameters.ts';
import { assessParts, scopeOfParts } from './parts.ts';
import type { Profiles } from './profiles.ts';
import { parseQuery } from './query.ts';
import { questionFor } from './question.ts';
import { collectAndRank } from './rank.ts';
import { select } from './select.ts';

/** Candidates that retrieval puts forward for the costlier evidence: as many, however few are reported. */
const MOST_CANDIDATES = 50;
/** Decides which references answer a request. */
export type Router = (
  query: string,
  options: Required<Pick<RouteOptions, 'limit'>> & RouteOptions,
  outside?: OutsideEvidence,
) => Decision;

/** How the references of a catalog hang together. */
export interface Layout {
  readonly branches: readonly PreparedBranch[];
  /** What is below each index or skill. */
  readonly families: Families;
  /** Ids of what is read always, in id order. */
  readonly always: readonly string[];
}

/**
 * Make a router over a catalog.
 *
 * Pure: the same catalog, query and options give the same decision.
 *
 * @param layout
 *   How its references hang together.
 * @param profiles
 *   The references.
 * @param retriever
 *   Where candidates come from.
 * @param semantics
 *   Compares by meaning (optional: words alone count); made by the first request.
 */
export function createRouter(
  { branches, families, always }: Layout,
  profiles: Profiles,
  retriever: Retriever,
  semantics?: () => SemanticIndex | undefined,
): Router {
  let made: { readonly index: SemanticIndex | undefined } | undefined;
  const routerIndex: RouterIndex = {
    profiles,
    branches,
    families,
    get semantics() {
      made ??= { index: semantics?.() };
      return made.index;
    },
  };
  const weighTerms = createTermWeights(profiles);
  const assessTurn = (turn: string): Ranking => {
    const parsed = parseQuery(turn);
    if (parsed.terms.length === 0) return { candidates: [], scope: 0, parameters: PARAMETERS.lexical };
    const retrieval = retriever.retrieve(parsed, MOST_CANDIDATES);
    return collectAndRank(routerIndex, retrieval, weighTerms(retrieval));
  };
  return (text, options, outside) => {
    const parsed = parseQuery(text);
    const context = options.context && prepareContext(options.context, parsed, profiles, assessTurn);
    const beside = always.length > 0 ? { always } : {};
    // "Why?" says nothing by itself, and something after a turn that does.
    if (parsed.terms.length === 0 && !context?.ids.size) {
      return { ...abstain(text, 'empty-query', [], 0, options.explain ? emptyExplanation() : undefined), ...beside };
    }
    const retrieval = retriever.retrieve(parsed, MOST_CANDIDATES);
    const importance = weighTerms(retrieval);
    const assessment = collectAndRank(routerIndex, retrieval, importance, outside, context);
    return { ...decide(routerIndex, text, retrieval, importance, assessment, options, context), ...beside };
  };
}

/** What an explanation says of the context, and of references nobody may be sent to. */
function asideOf({ profiles }: RouterIndex, { candidates }: Retrieval, context: PreparedContext | undefined): Aside {
  const considered = new Set([...candidates.map(({ id }) => id), ...(context?.ids ?? [])]);
  const leftOut = [...considered].flatMap((id) => {
    const reading = profiles.get(id)?.reference.reading ?? 'routed';
    return reading === 'routed' ? [] : [{ id, reading }];
  });
  return { followUp: context?.followUp ?? 0, leftOut };
}

function decide(
  routerIndex: RouterIndex,
  text: string,
  retrieval: Retrieval,
  importance: Importance,
  { candidates: assessed, scope: scopeOfWhole, parameters }: Ranking,
  options: RouteOptions & { readonly limit: number },
  context: PreparedContext | undefined,
): Decision {
  const parts = assessParts(routerIndex, retrieval, importance, assessed);
  // Of two wishes each says little of what answers the other: the whole would be about neither.
  const scope = Math.max(scopeOfWhole, scopeOfParts(parts), context?.scope ?? 0);
  const shown = assessed.slice(0, options.limit);
  const explanation = (outcome: Outcome, chosen: readonly RankedCandidate[] = []): Explanation | undefined => {
    if (!options.explain) return undefined;
    const candidates = [...new Set([...shown, ...chosen])];
    const ranking = { candidates, scope, parameters };
    return explain(outcome, retrieval, importance, ranking, parts, asideOf(routerIndex, retrieval, context));
  };
  const none = (reason: AbstainReason): Decision =>
    abstain(text, reason, shown, scope, explanation({ decision: 'abstain', reason, references: [] }));
  const [first] = assessed;
  if (!first) return none('no-candidate');
  if (scope < (options.abstainBelow ?? parameters.abstainBelow)) return none('low-confidence');
  const { chosen, tied } = select(routerIndex.families, assessed, parts, options.ambiguousBelow);
  const decision = tied ? 'ambiguous' : 'route';
  const why = explanation({ decision, references: chosen.map(({ profile }) => profile.reference.id) }, chosen);
  const base = {
    query: text,
    confidence: chosen[0]?.confidence ?? first.confidence,
    inScope: scope,
    references: chosen.map(rankedOf),
    candidates: shown.map(rankedOf),
    ...(why && { explanation: why }),
  };
  return tied
    ? { decision: 'ambiguous', ...base, question: questionFor(routerIndex, chosen) }
    : { decision: 'route', ...base };
}

function abstain(
  query: string,
  reason: AbstainReason,
  shown: readonly RankedCandidate[],
  scope: number,
  explanation: Explanation | undefined,
): Decision {
  return {
    decision: 'abstain',
    reason,
    query,
    confidence: shown[0]?.confidence ?? 0,
    inScope: scope,
    references: [],
    candidates: shown.map(rankedOf),
    ...(explanation && { explanation }),
  };
}

function rankedOf({ profile, score, confidence }: RankedCandidate): RankedReference {
  const { id, path, root, title } = profile.reference;
  return { id, path, root, title, score, confidence };
}
