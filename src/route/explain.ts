/** The explanation of a decision: which terms matched where, which branch was taken, what each contributed. */

import type { Explanation } from '../domain/decision.ts';
import type { Retrieval } from '../domain/search.ts';
import type { RankedCandidate, Ranking } from './candidate.ts';
import { bestPhrase, type Features, scoreOf } from './evidence.ts';
import type { Importance } from './importance.ts';
import type { AssessedPart } from './parts.ts';

/** What each feature is called in an explanation. */
const LABELS: Readonly<Record<keyof Features, string>> = {
  triggersScore: 'BM25+ in triggers',
  descriptionScore: 'BM25+ in description',
  bodyScore: 'BM25+ in body',
  coverage: 'request covered by name, description and triggers',
  relatedCoverage: 'request covered by words near in meaning, too',
  fullCoverage: 'request covered by the whole text',
  precision: 'description covered by the request',
  statement: 'description or triggers covered by the request',
  pairs: 'neighbouring words',
  bodyPairs: 'neighbouring words in body',
  spelling: 'spelling',
  phrase: 'best phrase',
  exact: 'the request is a phrase of it',
  branch: 'decision tree',
  exclusion: 'exclusion',
  notFor: 'not for',
  received: 'sent here by another description',
  files: 'files at hand',
  inherited: 'inherited from the turns before',
  setting: 'languages and dependencies at hand',
  meaning: 'meaning of name, triggers and description',
  passageMeaning: 'meaning of the nearest passage',
  phraseMeaning: 'meaning of the nearest trigger, example or clause',
};

/**
 * Explain a decision.
 *
 * @param outcome
 *   What was decided, in a few words.
 * @param retrieval
 *   The query as read.
 * @param importance
 *   How much each term says.
 * @param assessment
 *   The candidates to explain, best first, and how sure it is that any of them answers.
 * @param parts
 *   What each part of the request comes to by itself; none for a request of one part.
 * @param aside
 *   What was taken into account, or left out, beside the request (optional).
 * @returns
 *   A tree: the outcome, the terms of the request, then each candidate with what contributed to its score.
 */
export function explain(
  outcome: string,
  retrieval: Retrieval,
  importance: Importance,
  { candidates, scope, parameters: { evidence: weights } }: Ranking,
  parts: readonly AssessedPart[],
  aside: readonly Explanation[] = [],
): Explanation {
  const { query, corrections } = retrieval;
  const details: Explanation[] = [
    {
      label: 'terms',
      value: query.terms.join(' '),
      details: query.terms.map((term) => leaf(term, `idf ${round(importance.of(term))}`)),
    },
  ];
  for (const [term, known] of corrections) details.push(leaf('read as', `${term} → ${known}`));
  details.push(leaf('anything here answers', round(scope)));
  for (const { text, scope: inScope, candidates: answers } of parts) {
    const [best] = answers;
    const answer = best ? leaf(best.profile.reference.id, round(best.confidence)) : leaf('nothing', round(0));
    details.push({ label: 'part', value: text, details: [answer, leaf('anything here answers', round(inScope))] });
  }
  const each = candidates.map((candidate) => explainCandidate(candidate, query.terms, importance, weights));
  return { label: 'decision', value: outcome, details: [...details, ...aside, ...each] };
}

function explainCandidate(
  candidate: RankedCandidate,
  terms: readonly string[],
  importance: Importance,
  weights: Readonly<Record<keyof Features, number>>,
): Explanation {
  const { profile, features, matches, branch, descendedTo } = candidate;
  const asked = new Set(terms);
  const details: Explanation[] = [];
  for (const name of Object.keys(LABELS) as (keyof Features)[]) {
    const contributed = features[name] * weights[name];
    if (contributed === 0) continue;
    const inner: Explanation[] = [leaf('value × weight', `${round(features[name])} × ${weights[name]}`)];
    if (name === 'phrase')
      inner.push(leaf('phrase', bestPhrase(profile.phrases, asked, importance)?.phrase.text ?? ''));
    if (name === 'exclusion') {
      inner.push(leaf('phrase', bestPhrase(profile.exclusions, asked, importance)?.phrase.text ?? ''));
    }
    if (name === 'notFor') inner.push(leaf('phrase', bestPhrase(profile.notFor, asked, importance)?.phrase.text ?? ''));
    if (name === 'branch' && branch) {
      inner.push(leaf('in', branch.branch.owner), leaf('taken', branch.branch.conditions.join(' › ')));
    }
    details.push({ label: LABELS[name], value: round(contributed), details: inner });
  }
  if (candidate.yielded !== 0)
    details.push(leaf('has the words of a reference of an earlier root', round(candidate.yielded)));
  const moved = candidate.score - candidate.yielded - scoreOf(features, weights);
  if (Math.abs(moved) > 1e-9) {
    const inner = descendedTo === undefined ? [] : [leaf('in favour of', descendedTo)];
    details.push({ label: reasonOf(candidate, moved), value: round(moved), details: inner });
  }
  const found = [...matches].map(([term, fields]) => leaf(term, fields.join(', ')));
  details.push({ label: 'terms found', value: `${found.length} of ${terms.length}`, details: found });
  details.push(
    leaf('share of the candidates', round(candidate.share)),
    leaf('confidence', round(candidate.confidence)),
  );
  return { label: profile.reference.id, value: `score ${round(candidate.score)}`, details };
}

/** Why a candidate has another score than its evidence gives it. */
function reasonOf({ isReranked }: RankedCandidate, moved: number): string {
  if (isReranked) return 'put in its place by the reranker';
  return moved > 0 ? 'put before the files below it' : 'put behind a file below it';
}

function leaf(label: string, value: string): Explanation {
  return { label, value, details: [] };
}

function round(value: number): string {
  return value.toFixed(3);
}
