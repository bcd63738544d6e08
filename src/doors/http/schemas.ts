/** What the endpoints of this door take and give beside the tools of the toolbox, as zod schemas. */

import * as z from 'zod';
import { SignpostError } from '../../domain/signpost-error.ts';
import { LONGEST_QUERY } from '../shared/schemas.ts';
import type { ToolDescription } from '../shared/tool.ts';
import { DEFAULT_EXAMPLES } from './examples.ts';
import { explanationSchema } from './explanation-schema.ts';

/** Requests of a batch. */
const MOST_IN_BATCH = 100;
/** Example requests. */
const MOST_EXAMPLES = 20;

const text = z.string();
const ids = z.array(z.string());
const severity = z.enum(['error', 'warning', 'info']);
const decision = z.enum(['route', 'ambiguous', 'abstain']);

export const problemSchema = z.object({ type: text, title: text, status: z.int(), detail: text, code: text });

/** The batch of what one request takes. */
export function batchSchemaOf(input: z.ZodObject) {
  const request = z.object({ id: z.unknown().optional() }).loose();
  return z.object({
    requests: z
      .array(request)
      .min(1)
      .max(MOST_IN_BATCH)
      .describe(`1 to ${MOST_IN_BATCH} requests, each with the fields of \`/v1/route\` and an \`id\` of any kind.`)
      .meta({ items: { allOf: [schemaOf(input)] } }),
  });
}

const explainFlag = z.boolean().optional().describe('Include the explanation (default: false).');
const explanation = explanationSchema.optional().describe('What the decision stands on, when asked for.');

/** What one request takes here: what the tool takes, and the flag. */
export function routeInputOf({ inputSchema }: Pick<ToolDescription, 'inputSchema'>) {
  return inputSchema.extend({ explain: explainFlag });
}

/** What one request is answered with. */
export function routeOutputOf({ outputSchema }: Pick<ToolDescription, 'outputSchema'>) {
  return outputSchema.extend({ explanation });
}

export const whyNotInput = z.strictObject({
  query: z.string().max(LONGEST_QUERY).describe('The request, word for word.'),
  reference: z.string().max(1000).describe('The reference asked about: its id, path or name.'),
});

const ranked = z.object({ id: text, title: text, score: z.number(), confidence: z.number() });
const lost = z.array(z.object({ query: text, expected: ids, before: text.nullable(), after: text.nullable() }));
export const whyNotOutput = z.object({
  decision,
  winner: ranked.nullable().describe('What won, or the best candidate of an abstention.'),
  wanted: ranked.nullable().describe('The reference asked about; null when it is not among the candidates.'),
  path: text,
  isChosen: z.boolean().describe('Whether the decision opens it, first or not.'),
  isTried: z
    .boolean()
    .describe(
      'Whether edits were tried: in catalogs of up to 250 references with up to 1,000 phrases of triggers and examples.',
    ),
  evidence: z
    .array(z.object({ name: text, label: text, winner: z.number(), wanted: z.number() }))
    .describe('What each piece contributed to both scores, the largest difference first.'),
  edit: z
    .union([
      z.object({ kind: z.literal('trigger'), trigger: text, lost }),
      z.object({ kind: z.literal('branch'), path: text, heading: text, condition: text, lost }),
    ])
    .nullable()
    .describe('The edit of the fewest words that would turn the choice, and which requests it would take away.'),
});

export const labelledRequest = z.object({
  query: text,
  expected: ids.nullable().optional().describe('Ids, paths or names; `[]` for none, null or absent where nobody said.'),
  acceptable: ids.optional(),
  not: ids.optional(),
  id: text.optional(),
});

const share = z.object({
  value: z.number(),
  hits: z.number(),
  rows: z.number(),
  low: z.number(),
  high: z.number(),
});
export const evaluationOutput = z
  .object({
    r1: share,
    r3: share,
    mrr10: z.number(),
    noMatch: share,
    coverage: share,
    nearMiss: share,
    calibrationError: z.number(),
    references: z.array(z.object({ name: text, r1: share })),
    confusions: z.array(z.object({ expected: text, chosen: text, count: z.number() })),
    rows: z.array(z.looseObject({ query: text, right: z.boolean() })),
    misses: z.array(z.looseObject({ won: text.optional() })),
  })
  .loose()
  .describe('What `signpost eval --json` prints.');

export const lintOutput = z.object({
  files: z
    .array(
      z.object({
        path: text.describe('Below its root; `` for the root itself.'),
        messages: z.array(
          z.object({
            ruleId: text,
            severity,
            reason: text,
            line: z.number().optional(),
            column: z.number().optional(),
            fixable: z.boolean(),
          }),
        ),
      }),
    )
    .describe('Files with findings.'),
  rules: z.record(text, text).describe('The help page of each rule that found something, as markdown.'),
  documents: z.number().describe('How many documents were looked at.'),
  errors: z.number(),
  warnings: z.number(),
});

export const examplesInput = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_EXAMPLES)
    .default(DEFAULT_EXAMPLES)
    .describe(`How many (default: ${DEFAULT_EXAMPLES}).`),
});
export const examplesOutput = z.object({
  examples: z
    .array(z.object({ query: text, id: text }))
    .describe('Requests in the words of the documents, each with the reference it leads to.'),
});

/** A schema as JSON schema. */
export function schemaOf(schema: z.ZodType): object {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

/**
 * Check what came in.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`, with everything that is wrong.
 */
export function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new SignpostError('SIGNPOST_BAD_OPTION', wrong.join('; '));
}
