/** The four tools: each is a call of the library and its answer in words a model can act on. */

import type { CallToolResult, McpServer } from '@modelcontextprotocol/server';
import {
  type Excerpt,
  type Explanation,
  findReference,
  type RankedReference,
  type Signpost,
  SignpostError,
  whyNot,
} from '../../index.ts';
import { renderDecision, renderExplanation, renderWhyNot } from '../../report/index.ts';
import * as schemas from './schemas.ts';
import { urisOf } from './uris.ts';

const DEFAULT_READ_TOKENS = 10_000;
const DEFAULT_LISTED = 50;
/** Nothing is written and the same question has the same answer; what is outside of the roots is not asked. */
const annotations = { readOnlyHint: true, idempotentHint: true, destructiveHint: false, openWorldHint: false };

/** What a tool came to: the words for the model, and the same for a program. */
interface Answer {
  readonly text: string;
  readonly structured: Record<string, unknown>;
}

/**
 * Register the tools.
 *
 * @param mcp
 *   The server, before it is connected.
 * @param current
 *   The signpost of this moment: each call uses one, whatever changes meanwhile.
 * @param onProblem
 *   Told of failures that are not the caller's.
 */
export function registerTools(mcp: McpServer, current: () => Signpost, onProblem: (problem: unknown) => void): void {
  const tool =
    <Input>(answer: (signpost: Signpost, input: Input) => Answer) =>
    (input: Input): CallToolResult => {
      try {
        const { text, structured } = answer(current(), input);
        return { content: [{ type: 'text', text }], structuredContent: structured };
      } catch (error) {
        return failed(error, onProblem);
      }
    };
  mcp.registerTool(
    'route',
    {
      title: 'Find the reference for a request',
      description:
        'Find the documentation file or skill that answers a request, before you answer from memory. Give the request as the ' +
        'user wrote it. `route` names the files to read, best first, and why; `ambiguous` gives a question to ask the user; ' +
        '`abstain` means that nothing here answers it, so do not read further. Set text_tokens to get the text at once.',
      inputSchema: schemas.routeInput,
      outputSchema: schemas.routeOutput,
      annotations,
    },
    tool(route),
  );
  mcp.registerTool(
    'read_reference',
    {
      title: 'Read a reference',
      description:
        'Read a reference, or one section of it, by the id that route or list_references gave. A text over the budget is cut ' +
        'at a line, and the answer says how to read on.',
      inputSchema: schemas.readInput,
      outputSchema: schemas.readOutput,
      annotations,
    },
    tool(readReference),
  );
  mcp.registerTool(
    'list_references',
    {
      title: 'List references',
      description:
        'List the references there are, with what each is about, in pages. To find the one for a request use route: it reads all of them.',
      inputSchema: schemas.listInput,
      outputSchema: schemas.listOutput,
      annotations,
    },
    tool(listReferences),
  );
  mcp.registerTool(
    'explain',
    {
      title: 'Explain a choice',
      description:
        'Show the evidence behind the answer of route, or why it is not another reference and which trigger would turn it. For ' +
        'whoever maintains the documentation.',
      inputSchema: schemas.explainInput,
      outputSchema: schemas.explainOutput,
      annotations,
    },
    tool(explain),
  );
}

function route(signpost: Signpost, { query, limit, text_tokens: maxTokens }: Input<typeof schemas.routeInput>): Answer {
  const decision = signpost.route(query, { ...(limit !== undefined && { limit }), explain: true });
  const { uriOf } = urisOf(signpost.catalog);
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
      ...(decision.decision === 'abstain' && { reason: decision.reason }),
      ...(excerpt && { excerpt: { ...excerpt, uri: uriOf(excerpt.id) } }),
    },
  };
}

function readReference(signpost: Signpost, input: Input<typeof schemas.readInput>): Answer {
  const { id: wanted, section, from, max_tokens: maxTokens = DEFAULT_READ_TOKENS } = input;
  const { id } = findReference(signpost.catalog, wanted);
  const excerpt = signpost.excerpt(id, {
    ...(section !== undefined && { section }),
    ...(from !== undefined && { from }),
    maxTokens,
  });
  return { text: renderExcerpt(excerpt), structured: { ...excerpt, uri: urisOf(signpost.catalog).uriOf(id) } };
}

function listReferences(signpost: Signpost, input: Input<typeof schemas.listInput>): Answer {
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
  const { uriOf } = urisOf(signpost.catalog);
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

function explain(signpost: Signpost, { query, why_not: wanted }: Input<typeof schemas.explainInput>): Answer {
  if (wanted !== undefined) {
    const { id, root } = findReference(signpost.catalog, wanted);
    if (signpost.roots.length > 1) {
      throw new SignpostError(
        'SIGNPOST_BAD_OPTION',
        `Unexpected why_not over ${signpost.roots.length} roots, expected one: leave it out to see the evidence`,
      );
    }
    const text = renderWhyNot(whyNot({ root, query, reference: id }));
    return { text, structured: { lines: text.split('\n').map((line) => ({ depth: 0, label: line, value: '' })) } };
  }
  const { decision, explanation } = signpost.route(query, { explain: true });
  return {
    text: explanation ? renderExplanation(explanation) : decision,
    structured: { decision, lines: explanation ? linesOf(explanation, 0) : [] },
  };
}

/** What a schema lets through. */
type Input<Schema extends { readonly '~standard': unknown }> = Schema extends {
  readonly '~standard': { readonly types?: { readonly output: infer Output } | undefined };
}
  ? Output
  : never;

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

/** A wrong call says what to do; of a failure the caller learns that it was one, and no more. */
function failed(error: unknown, onProblem: (problem: unknown) => void): CallToolResult {
  if (error instanceof SignpostError) {
    const hint = error.code === 'SIGNPOST_UNKNOWN_REFERENCE' ? ' list_references shows them all.' : '';
    return {
      isError: true,
      content: [{ type: 'text', text: `${error.message}.${hint} (${error.code})`.replace('?.', '?') }],
    };
  }
  onProblem(error);
  return { isError: true, content: [{ type: 'text', text: 'signpost failed to answer; its log says why.' }] };
}
