/** A decision → the short answer a person reads, or the JSON a program does. */

import type { Decision, RankedReference } from '../domain/decision.ts';
import { jsonLine, printable } from '../text/printable.ts';
import { reasonsOf } from './render-explanation.ts';
import { plain, type Style } from './style.ts';

/** What the answer needs from outside. */
export interface DecisionReportOptions {
  readonly style?: Style;
  /** Where a reader finds the file, e.g. its path from the working folder (default: root and path). */
  readonly locate?: (reference: RankedReference) => string;
}

/**
 * Render a decision for a person.
 *
 * @param decision
 *   Made with `explain: true`, it also says why.
 * @returns
 *   A few lines without a newline at the end.
 */
export function renderDecision(decision: Decision, options: DecisionReportOptions = {}): string {
  const { style = plain, locate: find = ({ root, path }) => (root === '' ? path : `${root}/${path}`) } = options;
  const locate = (reference: RankedReference) => printable(find(reference));
  const lines: string[] = [];
  switch (decision.decision) {
    case 'route':
      for (const reference of decision.references) {
        for (const line of renderReference(decision, reference, style, locate)) lines.push(line);
      }
      break;
    case 'ambiguous':
      lines.push(style('warn', printable(decision.question.text)));
      for (const option of decision.question.options) {
        const reference = decision.references.find(({ id }) => id === option.id);
        lines.push(
          `- ${printable(option.text)} ${style('faint', `→ ${reference ? locate(reference) : printable(option.id)}`)}`,
        );
      }
      break;
    case 'abstain': {
      lines.push(`${style('bad', 'None of these references answers it')} ${style('faint', `(${decision.reason})`)}`);
      const [nearest] = decision.candidates;
      if (nearest) lines.push(style('faint', `nearest: ${locate(nearest)} (${percent(nearest.confidence)})`));
    }
  }
  for (const { code, message } of decision.degraded ?? []) {
    lines.push(style('warn', `degraded: ${printable(message)} (${code})`));
  }
  for (const id of decision.always ?? []) lines.push(style('faint', `always: ${printable(id)}`));
  return lines.join('\n');
}

function renderReference(
  decision: Decision,
  reference: RankedReference,
  style: Style,
  locate: (reference: RankedReference) => string,
): string[] {
  const { title, confidence } = reference;
  const lines = [
    `${style('good', locate(reference))}  ${style('strong', printable(title))} ${style('faint', percent(confidence))}`,
  ];
  const why = reasonsOf(decision.explanation, reference.id);
  if (why.length > 0) lines.push(style('faint', `  because ${printable(why.join('; '))}`));
  return lines;
}

/**
 * The published JSON of a decision.
 *
 * @param id
 *   The id of the request it answers, in a batch.
 * @returns
 *   One line of JSON without a newline at the end.
 */
export function renderDecisionJson(decision: Decision, id?: unknown): string {
  const { query, decision: kind, confidence, inScope, references, candidates, explanation } = decision;
  return jsonLine({
    ...(id !== undefined && { id }),
    query,
    decision: kind,
    ...(decision.decision === 'abstain' && { reason: decision.reason }),
    confidence,
    inScope,
    references,
    candidates,
    ...(decision.always && { always: decision.always }),
    ...(decision.degraded && { degraded: decision.degraded }),
    ...(decision.decision === 'ambiguous' && { question: decision.question }),
    ...(explanation && { explanation }),
  });
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`;
}
