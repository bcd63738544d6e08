/** What the tools take and give, as zod schemas: a model reads their descriptions. */

import * as z from 'zod';
// The same by its other name. Where another part of a program loads zod late, esbuild starts it only for whoever imports the name it was
// loaded by: what uses both starts it by either, for itself and for all that comes after it.
import * as sameZod from 'zod/v4';

/** Candidates a model can take in. */
const MOST_CANDIDATES = 20;
const MOST_TOKENS = 50_000;
const MOST_LISTED = 200;
/** The router reads no more of a request than its beginning and end. */
const LONGEST_QUERY = 100_000;

const query = sameZod
  .string()
  .max(LONGEST_QUERY)
  .describe('The request in the words of whoever made it: do not shorten it to keywords.');
const reference = z.object({
  id: z.string().describe('What read_reference takes.'),
  uri: z.string().optional().describe('The same file as a resource.'),
  title: z.string(),
  confidence: z.number().describe('How sure it is that this file answers the whole request, 0 to 1.'),
});
const excerpt = z.object({
  id: z.string(),
  uri: z.string().optional(),
  section: z.string().optional(),
  text: z.string(),
  tokens: z.number().describe('Estimated tokens of `text`.'),
  tokensLeft: z.number().describe('Estimated tokens of what was cut off; 0 at the end.'),
  next: z.number().optional().describe('Pass it as `from` to read on; absent at the end.'),
});

const degraded = z
  .array(z.object({ part: z.enum(['vectors', 'embedder', 'reranker']), code: z.string(), message: z.string() }))
  .describe(
    'What the decision had to do without, and why: it may be worse than usual. Absent when nothing was lacking.',
  );

const texts = (what: string, most: number, longest: number) =>
  z.array(z.string().max(longest)).max(most).describe(what).exactOptional();
const context = z
  .strictObject({
    files: texts('Paths of the files at hand, relative to the project.', 200, 1000),
    history: texts('What the user asked before, oldest first, word for word.', 20, LONGEST_QUERY),
    languages: texts('Programming languages at hand.', 50, 100),
    dependencies: texts('Names of packages at hand.', 1000, 200),
  })
  .describe('What is known beside the request: a follow-up such as "and in prod?" needs the history.');

export const routeInput = z.strictObject({
  query,
  context: context.optional(),
  limit: z.int().min(1).max(MOST_CANDIDATES).optional().describe('How many candidates to report (default: 5).'),
  text_tokens: z
    .int()
    .min(1)
    .max(MOST_TOKENS)
    .optional()
    .describe('Include the text of the first reference, up to about so many tokens (default: no text).'),
});
export const routeOutput = z.object({
  decision: z
    .enum(['route', 'ambiguous', 'abstain'])
    .describe('`route`: read these. `ambiguous`: ask the question first. `abstain`: none of the references answers.'),
  confidence: z.number().describe('How sure the decision is, 0 to 1.'),
  inScope: z.number().describe('How sure it is that any reference answers, 0 to 1.'),
  references: z.array(reference).describe('The references to read, best first; empty for `abstain`.'),
  candidates: z.array(reference).describe('Everything considered, best first, up to the limit.'),
  question: z
    .object({ text: z.string(), options: z.array(z.object({ text: z.string(), id: z.string() })) })
    .optional()
    .describe('What to ask the user when it is ambiguous.'),
  reason: z.string().optional().describe('Why it abstains.'),
  always: z.array(z.string()).optional().describe('Ids of references that apply whatever is asked: read these, too.'),
  degraded: degraded.optional(),
  excerpt: excerpt.optional().describe('The text of the first reference, when asked for.'),
});

export const readInput = z.strictObject({
  id: z.string().max(1000).describe('The id of a reference, as route or list_references gave it.'),
  section: z.string().max(1000).optional().describe('A heading: read from there to the next heading of its depth.'),
  from: z.int().min(0).optional().describe('Where to go on: `next` of the answer before.'),
  max_tokens: z.int().min(1).max(MOST_TOKENS).optional().describe('About how many tokens to give (default: 10000).'),
});
export const readOutput = excerpt;

export const listInput = z.strictObject({
  cursor: z.string().max(100).optional().describe('`nextCursor` of the answer before.'),
  limit: z.int().min(1).max(MOST_LISTED).optional().describe('How many to list (default: 50).'),
  under: z.string().max(1000).optional().describe('List only ids that begin so, e.g. a folder.'),
});
export const listOutput = z.object({
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
});

export const explainInput = z.strictObject({
  query,
  context: context.optional(),
  why_not: z
    .string()
    .max(1000)
    .optional()
    .describe('The id of a reference to hold against the choice, with the edit of its triggers that would turn it.'),
});
export const explainOutput = z.object({
  decision: z.enum(['route', 'ambiguous', 'abstain']).optional(),
  degraded: degraded.optional(),
  lines: z
    .array(z.object({ depth: z.number(), label: z.string(), value: z.string() }))
    .describe('The explanation as an indented list: each line explains the line above it that is less deep.'),
});
