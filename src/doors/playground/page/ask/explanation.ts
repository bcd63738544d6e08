/** What the page draws of an explanation: the contributions to the score of a candidate, by kind. Numbers and words are the router's. */

import type { Contribution, EvidenceKind, ExplainedCandidate, Explanation } from '../../../../domain/explanation.ts';

/** The kinds of evidence, each of which has a colour, and what they are called. */
export const KIND_NAMES: Readonly<Record<EvidenceKind, string>> = {
  words: 'same words',
  phrase: 'phrases',
  meaning: 'meaning',
  tree: 'decision tree',
  context: 'context',
  other: 'other',
};
export const KINDS = Object.keys(KIND_NAMES) as readonly EvidenceKind[];

/** The candidate with an id; `undefined` for what is none. */
export function candidateIn({ candidates }: Explanation, id: string | undefined): ExplainedCandidate | undefined {
  return candidates.find((candidate) => candidate.id === id);
}

/** What adds to the score of a candidate or takes from it, the strongest first. */
export function contributionsTo({ evidence, adjustments }: ExplainedCandidate): Contribution[] {
  return [...Object.values(evidence), ...Object.values(adjustments)].sort(
    (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
  );
}

/** The sum of each kind, for one bar: what takes from the score is left out. */
export function sharesOf(
  contributions: readonly Contribution[],
): { readonly kind: EvidenceKind; readonly sum: number }[] {
  return KINDS.map((kind) => ({
    kind,
    sum: contributions
      .filter((piece) => piece.kind === kind && piece.contribution > 0)
      .reduce((sum, { contribution }) => sum + contribution, 0),
  })).filter(({ sum }) => sum > 0);
}
