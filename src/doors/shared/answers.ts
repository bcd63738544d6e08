/** What tools say: each answer in words for a model, and for a program, whoever was asked. */

import type * as z from 'zod';
import type { Decision, RankedReference } from '../../domain/decision.ts';
import { CALLERS_CODES, type ErrorCode } from '../../domain/error.ts';
import type { Excerpt } from '../../domain/excerpt.ts';
import type { Explanation } from '../../domain/explanation.ts';
import type { Reference } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { renderDecision } from '../../report/render-decision.ts';
import { explanationLines, renderExplanation } from '../../report/render-explanation.ts';
import { jsonLine, printable, printableWithin } from '../../text/printable.ts';
import { framed } from './frame.ts';

/** What a tool came to. */
export interface ToolAnswer {
  /** Whether the call was wrong, or failed: `text` says what to do then. */
  readonly isError: boolean;
  /** What kind of error; absent where nothing is known of it but that it failed. */
  readonly code?: ErrorCode;
  /** In words, for a model: the text of a document stands in a frame that says so, without characters nobody sees. */
  readonly text: string;
  /** The same for a program, as `outputSchema` has it, texts as they are; absent for an error. */
  readonly structured?: Readonly<Record<string, unknown>>;
  /** As `structured`, for who may hand it to a model: the text of a document in the frame it has in `text`, all else on one line. */
  readonly shown?: Readonly<Record<string, unknown>>;
}

/** An answer with what its decision stands on, for doors that may be asked for it: it is no part of what a model gets. */
export interface ExplainedAnswer extends ToolAnswer {
  readonly explanation?: Explanation;
}

export type UriOf = (id: string) => string | undefined;
/** The answer of a tool that went well. */
export type Result = Required<Pick<ToolAnswer, 'text' | 'structured' | 'shown'>> & Pick<ExplainedAnswer, 'explanation'>;
type Structured = Result['structured'];

/** What a tool was called with, checked, or the answer that says what is wrong with it. */
export function checkInput<Input extends z.ZodObject>(
  schema: Input,
  input: unknown,
):
  | { readonly success: true; readonly data: z.output<Input> }
  | { readonly success: false; readonly answer: ToolAnswer } {
  // Models call a tool that needs nothing with nothing, or with empty text.
  const checked = schema.safeParse(input === undefined || input === '' ? {} : input);
  if (checked.success) return { success: true, data: checked.data };
  const wrong = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  const text = `${printable(wrong.join('; '))} (SIGNPOST_BAD_OPTION)`;
  return { success: false, answer: { isError: true, code: 'SIGNPOST_BAD_OPTION', text } };
}

/** A decision, and the text of what it leads to. */
export function routed(decision: Decision, excerpt: Excerpt | undefined, uriOf: UriOf): Result {
  const ranked = ({ id, title, confidence }: RankedReference) => ({ id, uri: uriOf(id), title, confidence });
  const said = renderDecision(decision, { locate: ({ id }) => id });
  const decided = {
    decision: decision.decision,
    confidence: decision.confidence,
    inScope: decision.inScope,
    references: decision.references.map(ranked),
    candidates: decision.candidates.map(ranked),
    ...(decision.decision === 'ambiguous' && { question: decision.question }),
    ...(decision.always && { always: decision.always }),
    ...(decision.decision === 'abstain' && { reason: decision.reason }),
    ...(decision.degraded && { degraded: decision.degraded }),
  };
  const shown = shownOf(decided);
  const why = decision.explanation && { explanation: decision.explanation };
  if (!excerpt) return { text: said, structured: decided, shown, ...why };
  const read = readPart(excerpt, uriOf);
  return {
    text: `${said}\n\n${read.text}`,
    structured: { ...decided, excerpt: read.structured },
    shown: { ...shown, excerpt: read.shown },
    ...why,
  };
}

/** A part of a reference. */
export function readPart(excerpt: Excerpt, uriOf: UriOf): Result {
  const { text, ...about } = { ...excerpt, uri: uriOf(excerpt.id) };
  const words = framed(excerpt.id, text);
  return {
    text: renderExcerpt(words, excerpt),
    structured: { ...about, text },
    shown: { ...shownOf(about), text: words },
  };
}

/** What has no text of a document in it, for a model. */
function shownOf(structured: Structured): Structured {
  return printableWithin(structured) as Structured;
}

/** How many references a cursor leaves out. */
export function cursorOf(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) {
    throw new SignpostError(
      'SIGNPOST_BAD_OPTION',
      `Unexpected cursor \`${cursor}\`, expected \`nextCursor\` of the answer before`,
    );
  }
  return Number(cursor);
}

/** A page of references. */
export function listed(
  shown: readonly Pick<Reference, 'id' | 'kind' | 'title' | 'description'>[],
  from: number,
  total: number,
  uriOf: UriOf,
): Result {
  const next = from + shown.length;
  const more = next < total;
  const range = shown.length === 0 ? 'None' : `${from + 1} to ${next}`;
  const structured = {
    references: shown.map(({ id, kind, title, description }) => ({ id, uri: uriOf(id), kind, title, description })),
    total,
    ...(more && { nextCursor: String(next) }),
  };
  return {
    text: [
      `${range} of ${total} references, in the words of their documents${more ? `; more with cursor "${next}"` : ''}`,
      ...shown.map(({ id, title, description }) => printable(`- ${id}: ${title}${description && ` – ${description}`}`)),
    ].join('\n'),
    structured,
    shown: shownOf(structured),
  };
}

/** The evidence behind a decision. */
export function explained({ decision, explanation, degraded }: Decision): Result {
  const structured = {
    decision,
    ...(degraded && { degraded }),
    lines: explanation ? explanationLines(explanation) : [],
  };
  return {
    text: explanation ? renderExplanation(explanation) : decision,
    structured,
    shown: shownOf(structured),
  };
}

/** Why a decision is not another, as `renderWhyNot` says it: that is for everybody's eyes. */
export function heldAgainst(text: string): Result {
  const structured = { lines: text.split('\n').map((line) => ({ depth: 0, label: line, value: '' })) };
  return { text, structured, shown: structured };
}

/** The text in its frame, and below it that and how it goes on. */
function renderExcerpt(words: string, { id, section, tokensLeft, next }: Excerpt): string {
  if (next === undefined) return words;
  const where = section === undefined ? '' : `, "section": ${jsonLine(section)}`;
  const call = `read_reference {"id": ${jsonLine(id)}${where}, "from": ${next}}`;
  return `${words}\n\n[Cut here: about ${tokensLeft} more tokens. Read on with ${call}]`;
}

/** Whether an error says that the call was wrong, and how: any other is a failure, whose message is for the log alone. */
export function isCallers(code: ErrorCode): boolean {
  return CALLERS_CODES.has(code);
}

/** A wrong call says what to do; of a failure the caller learns that it was one, and its code where it has one. */
export function failed(error: unknown, onProblem: (problem: unknown) => void): ToolAnswer {
  if (error instanceof SignpostError && isCallers(error.code)) {
    const hint = error.code === 'SIGNPOST_UNKNOWN_REFERENCE' ? ' list_references shows them all.' : '';
    const message = printable(error.message);
    const said = /[.?]$/.test(message) ? message : `${message}.`;
    return { isError: true, code: error.code, text: `${said}${hint} (${error.code})` };
  }
  onProblem(error);
  const text = 'signpost failed to answer; its log says why.';
  return error instanceof SignpostError
    ? { isError: true, code: error.code, text: `${text} (${error.code})` }
    : { isError: true, text };
}
