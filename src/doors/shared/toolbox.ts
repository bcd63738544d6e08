/** The four tools agents are given: each is a call of the library and its answer in words a model can act on. */

import type * as z from 'zod';
import type { Signpost } from '../../domain/signpost.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import { renderWhyNot } from '../../report/render-why-not.ts';
import { findReference } from '../../session/create/find-reference.ts';
import {
  checkInput,
  cursorOf,
  DEFAULT_LISTED,
  DEFAULT_READ_TOKENS,
  explained,
  failed,
  heldAgainst,
  listed,
  type Result,
  readPart,
  routed,
  type ToolAnswer,
  type UriOf,
} from './answers.ts';
import type * as schemas from './schemas.ts';
import { TOOLS } from './tools.ts';

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
  readonly whyNot?: ExplainsWhyNot;
}

/** Why a request leads where it does, and not to a reference. */
export type ExplainsWhyNot = (
  signpost: Signpost,
  question: { readonly query: string; readonly reference: string },
) => WhyNot;

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
        const checked = checkInput(description.inputSchema, input);
        if (!checked.success) return checked.answer;
        return { isError: false, ...answer(signpost, checked.data, (id) => uriOf(signpost, id)) };
      } catch (error) {
        return failed(error, onProblem);
      }
    },
  });
  return [
    tool(TOOLS.route, route),
    tool(TOOLS.readReference, readReference),
    tool(TOOLS.listReferences, listReferences),
    tool(TOOLS.explain, (signpost, input) => explain(signpost, input, whyNot)),
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
  const [first] = decision.references;
  const isIncluded = first !== undefined && maxTokens !== undefined && decision.decision === 'route';
  const excerpt = isIncluded && hasText(signpost, first.id) ? signpost.excerpt(first.id, { maxTokens }) : undefined;
  return routed(decision, excerpt, uriOf);
}

function readReference(signpost: Signpost, input: z.output<typeof schemas.readInput>, uriOf: UriOf): Result {
  const { id: wanted, section, from, max_tokens: maxTokens = DEFAULT_READ_TOKENS } = input;
  const { id } = findReference(signpost.catalog, wanted);
  const excerpt = signpost.excerpt(id, {
    ...(section !== undefined && { section }),
    ...(from !== undefined && { from }),
    maxTokens,
  });
  return readPart(excerpt, uriOf);
}

function listReferences(signpost: Signpost, input: z.output<typeof schemas.listInput>, uriOf: UriOf): Result {
  const { cursor = '0', limit = DEFAULT_LISTED, under = '' } = input;
  const all = signpost.catalog.references.filter(({ id }) => id.startsWith(under));
  const from = cursorOf(cursor);
  return listed(all.slice(from, from + limit), from, all.length, uriOf);
}

function explain(
  signpost: Signpost,
  { query, context, why_not: wanted }: z.output<typeof schemas.explainInput>,
  whyNot: ExplainsWhyNot,
): Result {
  if (wanted !== undefined) {
    const { id } = findReference(signpost.catalog, wanted);
    return heldAgainst(renderWhyNot(whyNot(signpost, { query, reference: id })));
  }
  return explained(signpost.route(query, { explain: true, ...(context && { context }) }));
}

function hasText({ catalog }: Signpost, id: string): boolean {
  return catalog.references.some((reference) => reference.id === id && !reference.entryOnly);
}
