/** The description of the API, made of the schemas that check it. */

import * as z from 'zod';
import type { ToolDescription } from '../shared/tool.ts';
import { explainTool as explain } from '../shared/tools/explain.ts';
import { listReferencesTool as list } from '../shared/tools/list-references.ts';
import { readReferenceTool as read } from '../shared/tools/read-reference.ts';
import { routeTool as route } from '../shared/tools/route.ts';
import {
  batchSchemaOf,
  evaluationOutput,
  examplesInput,
  examplesOutput,
  labelledRequest,
  lintOutput,
  problemSchema,
  routeInputOf,
  routeOutputOf,
  schemaOf,
  whyNotInput,
  whyNotOutput,
} from './schemas.ts';

/** @returns OpenAPI 3.1. */
export function openApiOf(version: string): object {
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
  const queries = ({ inputSchema }: Pick<ToolDescription, 'inputSchema'>, names: readonly string[]) =>
    names.map((name) => ({
      name,
      in: 'query',
      required: false,
      schema: schemaOf(inputSchema.shape[name] ?? z.string()),
    }));
  const lines = {
    requestBody: {
      required: true,
      description: 'JSON lines: each one such an object.',
      content: { 'application/x-ndjson': { schema: schemaOf(labelledRequest) } },
    },
  };
  const batch = { type: 'object', properties: { decisions: { type: 'array', items: schemaOf(route.outputSchema) } } };
  return {
    openapi: '3.1.0',
    info: { title: 'signpost', version, description: 'A request in, the right reference file out.' },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/v1/route': {
        post: operation(route.title, schemaOf(routeOutputOf(route)), body(schemaOf(routeInputOf(route)))),
      },
      '/v1/route/batch': {
        post: operation('Route several requests', batch, body(schemaOf(batchSchemaOf(route.inputSchema)))),
      },
      '/v1/explain': {
        post: operation(explain.title, schemaOf(explain.outputSchema), body(schemaOf(explain.inputSchema))),
      },
      '/v1/why-not': {
        post: operation('Hold a choice against another', schemaOf(whyNotOutput), body(schemaOf(whyNotInput))),
      },
      '/v1/evaluate': { post: operation('Evaluate labelled requests', schemaOf(evaluationOutput), lines) },
      '/v1/lint': { get: operation('Lint the documents', schemaOf(lintOutput)) },
      '/v1/examples': {
        get: operation('Requests to begin with', schemaOf(examplesOutput), {
          parameters: [{ name: 'limit', in: 'query', required: false, schema: schemaOf(examplesInput.shape.limit) }],
        }),
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
