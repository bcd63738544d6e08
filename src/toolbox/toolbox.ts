/** The four tools agents are given: each is a call of the library and its answer in words a model can act on. */

import type * as z from 'zod';
import type { Explanation, RankedReference } from '../contracts/decision.ts';
import { CALLERS_CODES, type ErrorCode } from '../contracts/error.ts';
import type { Excerpt } from '../contracts/excerpt.ts';
import type { Signpost } from '../contracts/signpost.ts';
import type { WhyNot } from '../contracts/why-not.ts';
import { SignpostError } from '../diagnostics/index.ts';
import { findReference } from '../reading/index.ts';
import { renderDecision, renderExplanation, renderWhyNot } from '../report/index.ts';
import * as schemas from './schemas.ts';

/** What a tool came to. */
export interface ToolAnswer {
  /** Whether the call was wrong, or failed: `text` says what to do then. */
  readonly isError: boolean;
  /** What kind of error; absent where nothing is known of it but that it failed. */
  readonly code?: ErrorCode;
  /** In words, for a model. */
  readonly text: string;
  /** The same for a program, as `outputSchema` has it; absent for an error. */
  readonly structured?: Readonly<Record<string, unknown>>;
}

/** A tool. */
export interface AgentTool {
  readonly name: 'route' | 'read_reference' | 'list_references' | 'explain';
  /** For a person. */
  readonly title: string;
  /** For a model: when to call it, and what comes of it. */
  readonly description: string;
  readonly inputSchema: z.ZodObject;
  readonly outputSchema: z.ZodObject;
  /**
   * Call it.
   *
   * @param input
   *   Anything: what `inputSchema` does not let through is an answer that says so. Nothing is thrown.
   */
  call(input: unknown): ToolAnswer;
}

/** What tools are made of beside a signpost. */
export interface ToolboxOptions {
  /** The URI of a reference, where there are any (default: none). */
  readonly uriOf?: (signpost: Signpost, id: string) => string | undefined;
  /** Told of failures that are not the caller's (default: nobody). */
  readonly onProblem?: (problem: unknown) => void;
  /** Holds the choice of a request against a reference, by its id, path or name (default: the one of the library). */
  readonly whyNot?: HoldAgainst;
}

/** Why a request leads where it does, and not to a reference. */
export type HoldAgainst = (
  signpost: Signpost,
  question: { readonly query: string; readonly reference: string },
) => WhyNot;

type UriOf = (id: string) => string | undefined;
/** The answer of a tool that went well. */
type Result = Required<Pick<ToolAnswer, 'text' | 'structured'>>;

const DEFAULT_READ_TOKENS = 10_000;
const DEFAULT_LISTED = 50;

/**
 * Make the tools of a signpost, the same for every protocol and framework.
 *
 * @param current
 *   The signpost, or what gives the one of this moment: a call uses one from its start to its end.
 * @param options
 *   What they are made of beside it.
 * @example
 *   const [route] = createToolbox(signpost, { whyNot });
 *   route?.call({ query: 'run dbt Cloud jobs from Dagster' }).text;
 */
export function createToolbox(
  current: Signpost | (() => Signpost),
  options: ToolboxOptions & Required<Pick<ToolboxOptions, 'whyNot'>>,
): readonly AgentTool[] {
  const { uriOf = () => undefined, onProblem = () => {}, whyNot } = options;
  const tool = <Input extends z.ZodObject>(
    description: Omit<AgentTool, 'call' | 'inputSchema'> & { readonly inputSchema: Input },
    answer: (signpost: Signpost, input: z.output<Input>, uri: UriOf) => Result,
  ): AgentTool => ({
    ...description,
    call(input) {
      try {
        const signpost = typeof current === 'function' ? current() : current;
        // Models call a tool that needs nothing with nothing, or with empty text.
        const checked = description.inputSchema.safeParse(input === undefined || input === '' ? {} : input);
        if (!checked.success) {
          const wrong = checked.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
          return { isError: true, code: 'SIGNPOST_BAD_OPTION', text: `${wrong.join('; ')} (SIGNPOST_BAD_OPTION)` };
        }
        return { isError: false, ...answer(signpost, checked.data, (id) => uriOf(signpost, id)) };
      } catch (error) {
        return failed(error, onProblem);
      }
    },
  });
  return [
    tool(
      {
        name: 'route',
        title: 'Find the reference for a request',
        description:
          'Find the documentation file or skill that answers a request, before you answer from memory. Give the request as ' +
          'the user wrote it. `route` names the files to read, best first, and why; `ambiguous` gives a question to ask the ' +
          'user; `abstain` means that nothing here answers it, so do not read further. Set text_tokens to get the text at once.',
        inputSchema: schemas.routeInput,
        outputSchema: schemas.routeOutput,
      },
      route,
    ),
    tool(
      {
        name: 'read_reference',
        title: 'Read a reference',
        description:
          'Read a reference, or one section of it, by the id that route or list_references gave. A text over the budget is ' +
          'cut at a line, and the answer says how to read on.',
        inputSchema: schemas.readInput,
        outputSchema: schemas.readOutput,
      },
      readReference,
    ),
    tool(
      {
        name: 'list_references',
        title: 'List references',
        description:
          'List the references there are, with what each is about, in pages. To find the one for a request use route: it ' +
          'reads all of them.',
        inputSchema: schemas.listInput,
        outputSchema: schemas.listOutput,
      },
      listReferences,
    ),
    tool(
      {
        name: 'explain',
        title: 'Explain a choice',
        description:
          'Show the evidence behind the answer of route, or why it is not another reference and which trigger would turn it. ' +
          'For whoever maintains the documentation.',
        inputSchema: schemas.explainInput,
        outputSchema: schemas.explainOutput,
      },
      (signpost, input) => explain(signpost, input, whyNot),
    ),
  ];
}

function route(
  signpost: Signpost,
  { query, limit, context, text_tokens: maxTokens }: z.output<typeof schemas.routeInput>,
  uriOf: UriOf,
): Result {
  const decision = signpost.route(query, {
    ...(limit !== undefined && { limit }),
    ...(context && { context }),
    explain: true,
  });
  const ranked = ({ id, title, confidence }: RankedReference) => ({ id, uri: uriOf(id), title, confidence });
  const [first] = decision.references;
  const isIncluded = first !== undefined && maxTokens !== undefined && decision.decision === 'route';
  const excerpt = isIncluded && hasText(signpost, first.id) ? signpost.excerpt(first.id, { maxTokens }) : undefined;
  const said = renderDecision(decision, { locate: ({ id }) => id });
  return {
    text: excerpt ? `${said}\n\n${renderExcerpt(excerpt)}` : said,
    structured: {
      decision: decision.decision,
      confidence: decision.confidence,
      inScope: decision.inScope,
      references: decision.references.map(ranked),
      candidates: decision.candidates.map(ranked),
      ...(decision.decision === 'ambiguous' && { question: decision.question }),
      ...(decision.always && { always: decision.always }),
      ...(decision.decision === 'abstain' && { reason: decision.reason }),
      ...(excerpt && { excerpt: { ...excerpt, uri: uriOf(excerpt.id) } }),
    },
  };
}

function readReference(signpost: Signpost, input: z.output<typeof schemas.readInput>, uriOf: UriOf): Result {
  const { id: wanted, section, from, max_tokens: maxTokens = DEFAULT_READ_TOKENS } = input;
  const { id } = findReference(signpost.catalog, wanted);
  const excerpt = signpost.excerpt(id, {
    ...(section !== undefined && { section }),
    ...(from !== undefined && { from }),
    maxTokens,
  });
  return { text: renderExcerpt(excerpt), structured: { ...excerpt, uri: uriOf(id) } };
}

function listReferences(signpost: Signpost, input: z.output<typeof schemas.listInput>, uriOf: UriOf): Result {
  const { cursor = '0', limit = DEFAULT_LISTED, under = '' } = input;
  if (!/^\d{1,9}$/.test(cursor)) {
    throw new SignpostError(
      'SIGNPOST_BAD_OPTION',
      `Unexpected cursor \`${cursor}\`, expected \`nextCursor\` of the answer before`,
    );
  }
  const all = signpost.catalog.references.filter(({ id }) => id.startsWith(under));
  const from = Number(cursor);
  const shown = all.slice(from, from + limit);
  const next = from + shown.length;
  const more = next < all.length;
  const range = shown.length === 0 ? 'None' : `${from + 1} to ${next}`;
  return {
    text: [
      `${range} of ${all.length} references${more ? `; more with cursor "${next}"` : ''}`,
      ...shown.map(({ id, title, description }) => `- ${id}: ${title}${description && ` – ${description}`}`),
    ].join('\n'),
    structured: {
      references: shown.map(({ id, kind, title, description }) => ({ id, uri: uriOf(id), kind, title, description })),
      total: all.length,
      ...(more && { nextCursor: String(next) }),
    },
  };
}

function explain(
  signpost: Signpost,
  { query, context, why_not: wanted }: z.output<typeof schemas.explainInput>,
  whyNot: HoldAgainst,
): Result {
  if (wanted !== undefined) {
    const { id } = findReference(signpost.catalog, wanted);
    const text = renderWhyNot(whyNot(signpost, { query, reference: id }));
    return { text, structured: { lines: text.split('\n').map((line) => ({ depth: 0, label: line, value: '' })) } };
  }
  const { decision, explanation } = signpost.route(query, { explain: true, ...(context && { context }) });
  return {
    text: explanation ? renderExplanation(explanation) : decision,
    structured: { decision, lines: explanation ? linesOf(explanation, 0) : [] },
  };
}

/** The text, and below it, set apart, that and how it goes on. */
function renderExcerpt({ id, section, text, tokensLeft, next }: Excerpt): string {
  if (next === undefined) return text;
  const where = section === undefined ? '' : `, "section": ${JSON.stringify(section)}`;
  const call = `read_reference {"id": ${JSON.stringify(id)}${where}, "from": ${next}}`;
  return `${text}\n\n[Cut here: about ${tokensLeft} more tokens. Read on with ${call}]`;
}

function linesOf(
  { label, value, details }: Explanation,
  depth: number,
): { depth: number; label: string; value: string }[] {
  return [{ depth, label, value }, ...details.flatMap((detail) => linesOf(detail, depth + 1))];
}

function hasText({ catalog }: Signpost, id: string): boolean {
  return catalog.references.some((reference) => reference.id === id && !reference.entryOnly);
}

/** Whether an error says that the call was wrong, and how: any other is a failure, whose message is for the log alone. */
export function isCallers(code: ErrorCode): boolean {
  return CALLERS_CODES.has(code);
}

/** A wrong call says what to do; of a failure the caller learns that it was one, and its code where it has one. */
function failed(error: unknown, onProblem: (problem: unknown) => void): ToolAnswer {
  if (error instanceof SignpostError && isCallers(error.code)) {
    const hint = error.code === 'SIGNPOST_UNKNOWN_REFERENCE' ? ' list_references shows them all.' : '';
    const said = /[.?]$/.test(error.message) ? error.message : `${error.message}.`;
    return { isError: true, code: error.code, text: `${said}${hint} (${error.code})` };
  }
  onProblem(error);
  const text = 'signpost failed to answer; its log says why.';
  return error instanceof SignpostError
    ? { isError: true, code: error.code, text: `${text} (${error.code})` }
    : { isError: true, text };
}
