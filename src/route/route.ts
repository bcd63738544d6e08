/** The router: a request in, a decision out. */

import type { AbstainReason, Decision, Explanation, RankedReference, RouteOptions } from '../contracts/decision.ts';
import type { Catalog } from '../contracts/reference.ts';
import type { Retrieval, Retriever } from '../contracts/search.ts';
import { type Assessed, assess, familiesOf, type Ground } from './assess.ts';
import { prepareBranches } from './branch-match.ts';
import type { Importance } from './evidence.ts';
import { explain } from './explain.ts';
import { countCompact, weighTerms } from './importance.ts';
import type { Profile } from './profile.ts';
import { parseQuery } from './query.ts';
import { questionFor } from './question.ts';
import { select } from './select.ts';

/** Candidates that retrieval puts forward for the costlier evidence. */
const CONSIDERED = 50;
/**
 * Below this confidence nothing is chosen. On labelled skill catalogues it keeps 95 % of the right answers and
 * turns away two thirds of the requests that belong to another catalogue.
 */
const ABSTAIN_BELOW = 0.12;

/** Decides which references answer a request. */
export type Router = (query: string, options: Required<Pick<RouteOptions, 'limit'>> & RouteOptions) => Decision;

/**
 * Make a router over a catalog.
 *
 * Pure: the same catalog, query and options give the same decision.
 *
 * @param catalog
 *   The references.
 * @param profiles
 *   Their profiles, by id.
 * @param retriever
 *   Where candidates come from.
 */
export function createRouter(catalog: Catalog, profiles: ReadonlyMap<string, Profile>, retriever: Retriever): Router {
  const ground: Ground = {
    catalog,
    profiles,
    branches: prepareBranches(catalog.branches),
    families: familiesOf(catalog, profiles),
  };
  const compactCounts = countCompact(profiles.values());
  return (text, options) => {
    const parsed = parseQuery(text);
    if (parsed.terms.length === 0) return abstain(text, 'empty-query', [], options);
    const retrieval = retriever.retrieve(parsed, Math.max(CONSIDERED, options.limit));
    const importance = weighTerms(compactCounts, retriever.size, retrieval);
    const assessed = assess(ground, retrieval, importance);
    return decide(ground, text, retrieval, importance, assessed, options);
  };
}

function decide(
  ground: Ground,
  text: string,
  retrieval: Retrieval,
  importance: Importance,
  assessed: readonly Assessed[],
  options: RouteOptions & { readonly limit: number },
): Decision {
  const shown = assessed.slice(0, options.limit);
  const explanation = (outcome: string): Explanation | undefined =>
    options.explain ? explain(outcome, retrieval, importance, shown) : undefined;
  const [first] = assessed;
  if (!first) return abstain(text, 'no-candidate', [], options, explanation('abstain: no reference shares a word'));
  if (first.confidence < (options.abstainBelow ?? ABSTAIN_BELOW)) {
    return abstain(text, 'low-confidence', shown, options, explanation('abstain: the evidence is too weak'));
  }
  const { chosen, tied } = select(ground.catalog, assessed, retrieval.query.terms, importance);
  const outcome = `${tied ? 'ambiguous' : 'route'}: ${chosen.map(({ profile }) => profile.reference.id).join(', ')}`;
  const why = explanation(outcome);
  const base = {
    query: text,
    confidence: first.confidence,
    references: chosen.map(rankedOf),
    candidates: shown.map(rankedOf),
    ...(why && { explanation: why }),
  };
  return tied
    ? { decision: 'ambiguous', ...base, question: questionFor(ground, chosen) }
    : { decision: 'route', ...base };
}

function abstain(
  query: string,
  reason: AbstainReason,
  shown: readonly Assessed[],
  options: RouteOptions,
  why?: Explanation,
): Decision {
  const nothing = options.explain ? { label: 'decision', value: `abstain: ${reason}`, details: [] } : undefined;
  const explanation = why ?? nothing;
  return {
    decision: 'abstain',
    reason,
    query,
    confidence: shown[0]?.confidence ?? 0,
    references: [],
    candidates: shown.map(rankedOf),
    ...(explanation && { explanation }),
  };
}

function rankedOf({ profile, score, confidence }: Assessed): RankedReference {
  const { id, path, root, title } = profile.reference;
  return { id, path, root, title, score, confidence };
}
