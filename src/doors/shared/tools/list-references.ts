/** The tool that lists references, a page at a time. */

import * as z from 'zod';
import { cursorOf, listed } from '../answers.ts';
import { DATA } from '../schemas.ts';
import { defineTool } from '../tool.ts';

const MOST_LISTED = 200;
const DEFAULT_LISTED = 50;

export const listReferencesTool = defineTool(
  {
    name: 'list_references',
    title: 'List references',
    description:
      'List the references there are, with what each is about, in pages. To find the one for a request use route: it ' +
      'reads all of them. ' +
      DATA,
    inputSchema: z.strictObject({
      cursor: z.string().max(100).optional().describe('`nextCursor` of the answer before.'),
      limit: z.int().min(1).max(MOST_LISTED).optional().describe(`How many to list (default: ${DEFAULT_LISTED}).`),
      under: z.string().max(1000).optional().describe('List only ids that begin so, e.g. a folder.'),
    }),
    outputSchema: z.object({
      references: z.array(
        z.object({
          id: z.string(),
          uri: z.string().optional(),
          kind: z.enum(['skill', 'index', 'reference']),
          title: z.string(),
          description: z.string(),
        }),
      ),
      total: z.number(),
      nextCursor: z.string().optional(),
    }),
  },
  async (service, { cursor = '0', limit = DEFAULT_LISTED, under = '' }, uriOf) => {
    const from = cursorOf(cursor);
    const { references, total } = await service.list({ under, from, limit });
    return listed(references, from, total, uriOf);
  },
);
