/** The words of an explanation: an indented list for people and models, and the reasons of one reference in a few words. */

import type {
  AbstainReason,
  Contribution,
  Correction,
  ExplainedCandidate,
  ExplainedPart,
  Explanation,
  TakenBranch,
} from '../domain/explanation.ts';
import { printable } from '../text/printable.ts';
import { plain, type Style } from './style.ts';

/** A line of an explanation: it explains the line above it that is less deep. */
export interface ExplanationLine {
  readonly depth: number;
  readonly label: string;
  /** What the label comes to: a number with three digits, ids, terms. */
  readonly value: string;
}

const REASONS: Readonly<Record<AbstainReason, string>> = {
  'empty-query': 'empty-query',
  'no-candidate': 'no reference shares a word or is near in meaning',
  'low-confidence': 'the evidence is too weak',
};

/**
 * Put an explanation into words.
 *
 * @returns
 *   A line for each thing it says, texts of documents as they are.
 */
export function explanationLines(explanation: Explanation): ExplanationLine[] {
  const { decision, reason, references, degraded = [] } = explanation;
  return [
    line(0, 'decision', `${decision}: ${reason ? REASONS[reason] : references.join(', ')}`),
    // Of nothing there is nothing to say.
    ...(reason === 'empty-query' ? [] : requestLines(explanation)),
    ...explanation.candidates.flatMap((candidate) => candidateLines(candidate, explanation.terms.length)),
    ...degraded.map(({ code, message }) => line(1, 'degraded', `${message} (${code})`)),
  ];
}

function requestLines({ terms, corrections, inScope, parts, followUp, leftOut }: Explanation): ExplanationLine[] {
  return [
    line(1, 'terms', terms.map(({ term }) => term).join(' ')),
    ...terms.map(({ term, idf }) => line(2, term, `idf ${rounded(idf)}`)),
    ...corrections.map((correction) => line(1, 'read as', correctionText(correction))),
    line(1, 'anything here answers', rounded(inScope)),
    ...parts.flatMap(partLines),
    ...(followUp > 0 ? [line(1, 'follow-up', `inherits ${rounded(followUp)} of the turn before`)] : []),
    ...leftOut.map(({ id, reading }) =>
      line(1, 'left out', `${id}: ${reading === 'always' ? 'read always' : 'read when a person calls it'}`),
    ),
  ];
}

function partLines({ text, inScope, best }: ExplainedPart): ExplanationLine[] {
  return [
    line(1, 'part', text),
    line(2, best?.id ?? 'nothing', rounded(best?.confidence ?? 0)),
    line(2, 'anything here answers', rounded(inScope)),
  ];
}

function candidateLines(candidate: ExplainedCandidate, terms: number): ExplanationLine[] {
  const { id, score, evidence, adjustments, found, share, confidence } = candidate;
  const notes = (piece: Contribution) => notesOf(piece).map(({ label, value }) => line(3, label, value));
  return [
    line(1, id, `score ${rounded(score)}`),
    ...Object.values(evidence).flatMap((piece) => [
      line(2, piece.label, rounded(piece.contribution)),
      line(3, 'value × weight', `${rounded(piece.value)} × ${piece.weight}`),
      ...notes(piece),
    ]),
    ...Object.values(adjustments).flatMap((piece) => [
      line(2, piece.label, rounded(piece.contribution)),
      ...notes(piece),
    ]),
    line(2, 'terms found', `${found.length} of ${terms}`),
    ...found.map(({ term, fields }) => line(3, term, fields.join(', '))),
    line(2, 'share of the candidates', rounded(share)),
    line(2, 'confidence', rounded(confidence)),
  ];
}

/** What a contribution stands on: a phrase, the branch that was taken, the reference that was preferred. */
export function notesOf({ phrase, branch, inFavourOf }: Contribution): Omit<ExplanationLine, 'depth'>[] {
  return [
    ...(phrase === undefined ? [] : [{ label: 'phrase', value: phrase }]),
    ...(branch
      ? [
          { label: 'in', value: branch.owner },
          { label: 'taken', value: wayOf(branch) },
        ]
      : []),
    ...(inFavourOf === undefined ? [] : [{ label: 'in favour of', value: inFavourOf }]),
  ];
}

/**
 * Render an explanation as an indented tree.
 *
 * @returns
 *   One line a node, without a newline at the end.
 */
export function renderExplanation(explanation: Explanation, style: Style = plain): string {
  const lines = explanationLines(explanation).map(({ depth, label, value }) => {
    const name = printable(label);
    return `${'  '.repeat(depth)}${depth < 2 ? style('strong', name) : name}: ${printable(value)}`;
  });
  return lines.join('\n');
}

/**
 * The branch, the phrase and the words that spoke for a reference.
 *
 * @returns
 *   A few words each, the one that says most first; none without an explanation.
 */
export function reasonsOf(explanation: Explanation | undefined, id: string): string[] {
  const own = explanation?.candidates.find((candidate) => candidate.id === id);
  if (!explanation || !own) return [];
  const { branch, phrase, files, inherited } = own.evidence;
  const way = branch?.branch && wayOf(branch.branch);
  const guesses = explanation.corrections.map(correctionText);
  const held = own.found.length;
  return [
    ...(way ? [`the decision tree says ${quoted(way)}`] : []),
    ...(phrase?.phrase ? [`it is about ${quoted(phrase.phrase)}`] : []),
    ...(guesses.length > 0 ? [`reading ${guesses.join(', ')}`] : []),
    ...(files ? ['a file at hand matches its globs'] : []),
    ...(inherited ? ['it goes on from what was asked before'] : []),
    ...(held > 0 ? [`it holds ${held} of ${explanation.terms.length} terms of the request`] : []),
  ];
}

/** A term and what it was read as. */
export function correctionText({ term, readAs }: Correction): string {
  return `${term} → ${readAs}`;
}

/** The conditions of a branch, from the outermost in. */
function wayOf({ conditions }: TakenBranch): string {
  return conditions.join(' › ');
}

/** Words of a document in quotation marks that they cannot end: what follows is ours again. */
function quoted(text: string): string {
  return `“${text.replace(/[“”„‟]/g, '"')}”`;
}

function line(depth: number, label: string, value: string): ExplanationLine {
  return { depth, label, value };
}

function rounded(value: number): string {
  return value.toFixed(3);
}
