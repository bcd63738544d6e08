/** The description of the API, made of the schemas that check it. */

import * as z from 'zod';
import type { AgentTool } from '../../index.ts';

/** Requests of a batch. */
const MOST_IN_BATCH = 100;

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
});

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

function schemaOf(schema: z.ZodType): object {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

/** @returns OpenAPI 3.1. */
export function openApiOf(toolCalled: (name: AgentTool['name']) => AgentTool, version: string): object {
  const route = toolCalled('route');
  const read = toolCalled('read_reference');
  const list = toolCalled('list_references');
  const explain = toolCalled('explain');
  const problem = {
    description: 'What is wrong',
    content: { 'application/problem+json': { schema: schemaOf(problemSchema) } },
  };
  const json = (schema: object) => ({ description: 'The answer', content: { 'application/json': { schema } } });
  const operation = (summary: string, answer: object, rest: object = {}) => ({
    summary,
    ...rest,
    responses: { 200: json(answer), default: problem },
  });
  const body = (schema: object) => ({ requestBody: { required: true, content: { 'application/json': { schema } } } });
  const queries = ({ inputSchema }: AgentTool, names: readonly string[]) =>
    names.map((name) => ({
      name,
      in: 'query',
      required: false,
      schema: schemaOf(inputSchema.shape[name] ?? z.string()),
    }));
  const batch = { type: 'object', properties: { decisions: { type: 'array', items: schemaOf(route.outputSchema) } } };
  return {
    openapi: '3.1.0',
    info: { title: 'signpost', version, description: 'A request in, the right reference file out.' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/v1/route': { post: operation(route.title, schemaOf(route.outputSchema), body(schemaOf(route.inputSchema))) },
      '/v1/route/batch': {
        post: operation('Route several requests', batch, body(schemaOf(batchSchemaOf(route.inputSchema)))),
      },
      '/v1/explain': {
        post: operation(explain.title, schemaOf(explain.outputSchema), body(schemaOf(explain.inputSchema))),
      },
      '/v1/references': {
        get: operation(list.title, schemaOf(list.outputSchema), {
          parameters: queries(list, ['cursor', 'limit', 'under']),
        }),
      },
      '/v1/references/{id}': {
        get: operation(read.title, schemaOf(read.outputSchema), {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            ...queries(read, ['section', 'from', 'max_tokens']),
          ],
        }),
      },
      '/v1/trees': { get: operation('List decision trees', { type: 'object' }) },
      '/healthz': { get: operation('Whether it answers', { type: 'object' }) },
    },
  };
}
