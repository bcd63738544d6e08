/** The four tools over a catalog in a store: what they say is what they say over folders, once the store has answered. */

import type * as z from 'zod';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { StoredSignpost, StoredVersion } from '../../domain/stored-signpost.ts';
import { beginningOf } from '../../session/create/find-reference.ts';
import { printable } from '../../text/printable.ts';
import type { ToolAnswer } from './answers.ts';
import {
  checkInput,
  cursorOf,
  DEFAULT_LISTED,
  DEFAULT_READ_TOKENS,
  explained,
  failed,
  listed,
  type Result,
  readPart,
  routed,
  type UriOf,
} from './answers.ts';
import type { AgentTool } from './toolbox.ts';
import { TOOLS } from './tools.ts';

/** A tool whose answer has to be waited for. */
export interface StoreTool extends Omit<AgentTool, 'call'> {
  /** Call it with anything; the promise is never rejected. */
  call(input: unknown): Promise<ToolAnswer>;
}

/** What tools are made of beside a store. */
export interface StoreToolboxOptions {
  /** Told of failures that are not the caller's (default: nobody). */
  readonly onProblem?: (problem: unknown) => void;
}

/** References of a store are read by their ids: they are no files here. */
const NO_URI: UriOf = () => undefined;
/** Ids that are looked at for one that was given as it was shown. */
const MOST_LOOKED_AT = 1000;

/**
 * Make the tools of a catalog in a store.
 *
 * @param stored
 *   The catalog.
 * @param options
 *   What they are made of beside it (optional).
 * @example
 *   const [route] = createStoreToolbox(await openStore({ store: 'postgres://signpost@db.example.test/skills' }));
 *   (await route?.call({ query: 'fill in this PDF form' }))?.text;
 */
export function createStoreToolbox(stored: StoredSignpost, options: StoreToolboxOptions = {}): readonly StoreTool[] {
  const { onProblem = () => {} } = options;
  const tool = <Input extends z.ZodObject>(
    description: Omit<StoreTool, 'call' | 'inputSchema'> & { readonly inputSchema: Input },
    answer: (input: z.output<Input>) => Promise<Result>,
  ): StoreTool => ({
    ...description,
    async call(input) {
      try {
        const checked = checkInput(description.inputSchema, input);
        return checked.success ? { isError: false, ...(await answer(checked.data)) } : checked.answer;
      } catch (error) {
        return failed(error, onProblem);
      }
    },
  });
  return [
    tool(TOOLS.route, async ({ query, limit, context, text_tokens: maxTokens }) => {
      const options = { ...(limit !== undefined && { limit }), ...(context && { context }) };
      if (maxTokens === undefined) {
        return routed(await stored.route(query, { ...options, explain: true }), undefined, NO_URI);
      }
      // The text is of the version that was decided about.
      return stored.atOnce(async (version) => {
        const decision = await version.route(query, { ...options, explain: true });
        const [first] = decision.decision === 'route' ? decision.references : [];
        const hasText = first !== undefined && (await version.find(first.id))?.entryOnly === false;
        return routed(decision, hasText ? await version.excerpt(first.id, { maxTokens }) : undefined, NO_URI);
      });
    }),
    tool(TOOLS.readReference, async ({ id, section, from, max_tokens: maxTokens = DEFAULT_READ_TOKENS }) => {
      const part = { ...(section !== undefined && { section }), ...(from !== undefined && { from }), maxTokens };
      return readPart(await stored.atOnce(async (version) => version.excerpt(await idIn(version, id), part)), NO_URI);
    }),
    tool(TOOLS.listReferences, async ({ cursor = '0', limit = DEFAULT_LISTED, under = '' }) => {
      const from = cursorOf(cursor);
      const { references, total } = await stored.list({ under, from, limit });
      return listed(references, from, total, NO_URI);
    }),
    tool(TOOLS.explain, async ({ query, context, why_not: wanted }) => {
      if (wanted !== undefined) {
        throw new SignpostError(
          'SIGNPOST_BAD_OPTION',
          'Unexpected why_not over a store, expected the folder itself: leave it out to see the evidence',
        );
      }
      return explained(await stored.route(query, { explain: true, ...(context && { context }) }));
    }),
  ];
}

/** The id itself, or the one that is shown so: where one alone is, among the first that begin so. */
async function idIn({ find, list }: StoredVersion, wanted: string): Promise<string> {
  const under = beginningOf(wanted);
  if (under === undefined || (await find(wanted))) return wanted;
  const { references } = await list({ under, limit: MOST_LOOKED_AT });
  const [shown, ...others] = references.filter(({ id }) => printable(id) === wanted);
  return shown && others.length === 0 ? shown.id : wanted;
}
