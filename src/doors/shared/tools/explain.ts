/** The tool that shows what a choice stands on, or why it is not another reference. */

import * as z from 'zod';
import { renderWhyNot } from '../../../report/render-why-not.ts';
import { explained, heldAgainst } from '../answers.ts';
import { context, DATA, degraded, query } from '../schemas.ts';
import { defineTool } from '../tool.ts';

export const explainTool = defineTool(
  {
    name: 'explain',
    title: 'Explain a choice',
    description:
      'Show the evidence behind the answer of route, or why it is not another reference and which trigger would turn it. ' +
      'For whoever maintains the documentation. ' +
      DATA,
    isForMaintainers: true,
    inputSchema: z.strictObject({
      query,
      context: context.optional(),
      why_not: z
        .string()
        .max(1000)
        .optional()
        .describe(
          'The id of a reference to hold against the choice, with the edit of its triggers that would turn it.',
        ),
    }),
    outputSchema: z.object({
      decision: z.enum(['route', 'ambiguous', 'abstain']).optional(),
      degraded: degraded.optional(),
      lines: z
        .array(z.object({ depth: z.number(), label: z.string(), value: z.string() }))
        .describe('The explanation as an indented list: each line explains the line above it that is less deep.'),
    }),
  },
  async (service, { query, context, why_not: reference }) =>
    reference === undefined
      ? explained(await service.route(query, { explain: true, ...(context && { context }) }))
      : heldAgainst(renderWhyNot(await service.whyNot({ query, reference: await service.idOf(reference) }))),
);
