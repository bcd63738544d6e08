/** What `/v1/route` says a decision stands on, as a zod schema: `Explanation` of the library, field by field. */

import * as z from 'zod';
import type { EvidenceKind, Explanation } from '../../domain/explanation.ts';
import { degraded } from '../shared/schemas.ts';

const text = z.string();
const number = z.number();
const probability = z.number().min(0).max(1);
const kinds = ['words', 'phrase', 'meaning', 'tree', 'context', 'other'] as const satisfies readonly EvidenceKind[];

const contribution = z.object({
  label: text.describe('In words, for people.'),
  kind: z.enum(kinds),
  contribution: number.describe('What it adds to the score; less than 0 where it speaks against the candidate.'),
  phrase: text.exactOptional().describe("The author's words it stands on."),
  branch: z
    .object({ owner: text, conditions: z.array(text) })
    .exactOptional()
    .describe(
      'The branch of a decision tree that was taken: the reference the tree stands in, and its conditions from the outermost in.',
    ),
  inFavourOf: text.exactOptional().describe('The reference below that an index was put behind.'),
});
const evidence = contribution.extend({
  value: number.describe('In the range of its feature, mostly 0 to 1.'),
  weight: number.describe('`contribution` is `value` times this.'),
});
const candidate = z.object({
  id: text,
  score: number.describe('0 or more, comparable within one request only.'),
  evidence: z.record(text, evidence).describe('By the name of the feature.'),
  adjustments: z
    .record(text, contribution)
    .describe('What moved it beside its evidence: `yielded`, `reranked`, `lifted` or `descended`.'),
  found: z
    .array(z.object({ term: text, fields: z.array(z.enum(['name', 'triggers', 'description', 'headings', 'body'])) }))
    .describe('The terms of the request it holds, and where.'),
  share: probability.describe('Its part of the softmax over all scores.'),
  confidence: probability,
});

export const explanationSchema = z.object({
  decision: z.enum(['route', 'ambiguous', 'abstain']),
  reason: z.enum(['empty-query', 'no-candidate', 'low-confidence']).exactOptional(),
  references: z.array(text),
  terms: z.array(z.object({ term: text, idf: number.min(0) })).describe('The request as it is searched for.'),
  corrections: z.array(z.object({ term: text, readAs: text })),
  inScope: probability,
  parts: z
    .array(
      z.object({
        text,
        inScope: probability,
        best: z.object({ id: text, confidence: probability }).exactOptional(),
      }),
    )
    .describe('What each part of the request comes to by itself; none for a request of one part.'),
  followUp: probability.describe('How much of the turn before it inherits.'),
  leftOut: z
    .array(z.object({ id: text, reading: z.enum(['always', 'by-name']) }))
    .describe('References that were found, and that nobody is sent to.'),
  candidates: z.array(candidate).describe('What was reported or chosen, best first.'),
  degraded: degraded.exactOptional(),
}) satisfies z.ZodType<Omit<Explanation, 'degraded'>>;
