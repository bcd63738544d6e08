/** The tool that decides which reference answers a request, and gives the text of it where that is wanted. */

import * as z from 'zod';
import { routed } from '../answers.ts';
import { context, DATA, degraded, excerpt, MOST_TOKENS, query } from '../schemas.ts';
import { defineTool } from '../tool.ts';

/** Candidates a model can take in. */
const MOST_CANDIDATES = 20;

const ranked = z.object({
  id: z.string().describe('What read_reference takes.'),
  uri: z.string().optional().describe('The same file as a resource.'),
  title: z.string(),
  confidence: z.number().describe('How sure it is that this file answers the whole request, 0 to 1.'),
});

export const routeTool = defineTool(
  {
    name: 'route',
    title: 'Find the reference for a request',
    description:
      'Find the documentation file or skill that answers a request, before you answer from memory. Give the request as ' +
      'the user wrote it. `route` names the files to read, best first, and why; `ambiguous` gives a question to ask the ' +
      'user; `abstain` means that nothing here answers it, so do not read further. Set text_tokens to get the text at once. ' +
      DATA,
    inputSchema: z.strictObject({
      query,
      context: context.optional(),
      limit: z.int().min(1).max(MOST_CANDIDATES).optional().describe('How many candidates to report (default: 5).'),
      text_tokens: z
        .int()
        .min(1)
        .max(MOST_TOKENS)
        .optional()
        .describe('Include the text of the first reference, up to about so many tokens (default: no text).'),
    }),
    outputSchema: z.object({
      decision: z
        .enum(['route', 'ambiguous', 'abstain'])
        .describe(
          '`route`: read these. `ambiguous`: ask the question first. `abstain`: none of the references answers.',
        ),
      confidence: z.number().describe('How sure the decision is, 0 to 1.'),
      inScope: z.number().describe('How sure it is that any reference answers, 0 to 1.'),
      references: z.array(ranked).describe('The references to read, best first; empty for `abstain`.'),
      candidates: z.array(ranked).describe('Everything considered, best first, up to the limit.'),
      question: z
        .object({ text: z.string(), options: z.array(z.object({ text: z.string(), id: z.string() })) })
        .optional()
        .describe('What to ask the user when it is ambiguous.'),
      reason: z.string().optional().describe('Why it abstains.'),
      always: z
        .array(z.string())
        .optional()
        .describe('Ids of references that apply whatever is asked: read these, too.'),
      degraded: degraded.optional(),
      excerpt: excerpt.optional().describe('The text of the first reference, when asked for.'),
    }),
  },
  async (service, { query, limit, context, text_tokens: maxTokens }, uriOf) => {
    const options = { ...(limit !== undefined && { limit }), ...(context && { context }), explain: true };
    if (maxTokens === undefined) return routed(await service.route(query, options), undefined, uriOf);
    // The text is of the version that was decided about.
    return service.atOnce(async ({ route, find, excerpt }) => {
      const decision = await route(query, options);
      const [first] = decision.decision === 'route' ? decision.references : [];
      const hasText = first !== undefined && (await find(first.id))?.entryOnly === false;
      return routed(decision, hasText ? await excerpt(first.id, { maxTokens }) : undefined, uriOf);
    });
  },
);
