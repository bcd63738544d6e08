/** The explanation of a decision → what the page draws of it. View only: numbers and words are the router's. */

import type { Explanation } from '../../../../domain/decision.ts';

/** The kinds of evidence that have a colour. */
export const kinds = ['words', 'phrase', 'meaning', 'tree', 'context', 'other'] as const;
export type EvidenceKind = (typeof kinds)[number];

/** One piece of evidence. */
export interface Evidence {
  readonly label: string;
  readonly kind: EvidenceKind;
  /** What it adds to the score, or takes from it. */
  readonly contribution: number;
  /** What it stands on, e.g. `phrase` and the phrase. */
  readonly notes: readonly { readonly label: string; readonly value: string }[];
}

/** What speaks for one candidate. */
export interface Explained {
  readonly score: number;
  readonly evidence: readonly Evidence[];
  /** Terms of the request, each with the fields that hold it. */
  readonly found: readonly { readonly term: string; readonly fields: string }[];
  /** The branch that holds: in which reference, and its conditions from the outermost. */
  readonly taken?: { readonly owner: string; readonly conditions: readonly string[] };
}

/** What a decision stands on. */
export interface ExplainedDecision {
  /** The request as it was read. */
  readonly terms: readonly string[];
  /** Words that were read as others. */
  readonly corrections: readonly string[];
  readonly candidates: ReadonlyMap<string, Explained>;
}

const KIND_OF: readonly (readonly [label: RegExp, kind: EvidenceKind])[] = [
  [/near in meaning|^meaning/, 'meaning'],
  [/phrase|^neighbouring/, 'phrase'],
  [/^decision tree/, 'tree'],
  [/^BM25|covered|^spelling/, 'words'],
  [/at hand|^inherited|sent here/, 'context'],
];
const NO_EVIDENCE = ['share of the candidates', 'confidence', 'terms found'];

/** Read an explanation; one of a decision without candidates has none. */
export function readExplanation({ details }: Explanation): ExplainedDecision {
  const candidates = details.filter(({ value }) => value.startsWith('score '));
  return {
    terms: details.find(({ label }) => label === 'terms')?.details.map(({ label }) => label) ?? [],
    corrections: details.filter(({ label }) => label === 'read as').map(({ value }) => value),
    candidates: new Map(candidates.map((candidate) => [candidate.label, readCandidate(candidate)])),
  };
}

function readCandidate({ value, details }: Explanation): Explained {
  const found = details.find(({ label }) => label === 'terms found')?.details ?? [];
  const branch = details.find(({ label }) => label === 'decision tree')?.details ?? [];
  const owner = branch.find(({ label }) => label === 'in')?.value;
  const taken = branch.find(({ label }) => label === 'taken')?.value;
  return {
    score: Number(value.replace('score ', '')),
    evidence: details
      .filter((detail) => !NO_EVIDENCE.includes(detail.label) && Number.isFinite(Number(detail.value)))
      .map((detail) => ({
        label: detail.label,
        kind: kindOf(detail.label),
        contribution: Number(detail.value),
        notes: detail.details.filter(({ label }) => label !== 'value × weight'),
      }))
      .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    found: found.map((term) => ({ term: term.label, fields: term.value })),
    ...(owner !== undefined && taken !== undefined && { taken: { owner, conditions: taken.split(' › ') } }),
  };
}

/** The kind of evidence a label stands for; what is not known is `other`. */
export function kindOf(label: string): EvidenceKind {
  return KIND_OF.find(([pattern]) => pattern.test(label))?.[1] ?? 'other';
}

/** The sum of each kind, for one bar: what takes from the score is left out. */
export function sharesOf(evidence: readonly Evidence[]): { readonly kind: EvidenceKind; readonly sum: number }[] {
  return kinds
    .map((kind) => ({
      kind,
      sum: evidence
        .filter((piece) => piece.kind === kind && piece.contribution > 0)
        .reduce((sum, { contribution }) => sum + contribution, 0),
    }))
    .filter(({ sum }) => sum > 0);
}
