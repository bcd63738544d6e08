/** The tool that reads a reference, or a part of it. */

import * as z from 'zod';
import { readPart } from '../answers.ts';
import { DATA, excerpt, MOST_TOKENS } from '../schemas.ts';
import { defineTool } from '../tool.ts';

const DEFAULT_TOKENS = 10_000;

export const readReferenceTool = defineTool(
  {
    name: 'read_reference',
    title: 'Read a reference',
    description:
      'Read a reference, or one section of it, by the id that route or list_references gave. A text over the budget is ' +
      'cut at a line, and the answer says how to read on. ' +
      DATA,
    inputSchema: z.strictObject({
      id: z.string().max(1000).describe('The id of a reference, as route or list_references gave it.'),
      section: z.string().max(1000).optional().describe('A heading: read from there to the next heading of its depth.'),
      from: z.int().min(0).optional().describe('Where to go on: `next` of the answer before.'),
      max_tokens: z
        .int()
        .min(1)
        .max(MOST_TOKENS)
        .optional()
        .describe(`About how many tokens to give (default: ${DEFAULT_TOKENS}).`),
    }),
    outputSchema: excerpt,
  },
  async (service, { id, section, from, max_tokens: maxTokens = DEFAULT_TOKENS }, uriOf) => {
    const part = { ...(section !== undefined && { section }), ...(from !== undefined && { from }), maxTokens };
    return readPart(await service.atOnce(async ({ idOf, excerpt }) => excerpt(await idOf(id), part)), uriOf);
  },
);
