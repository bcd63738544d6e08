/** The HTTP API as a function: `Request → Response`. Nothing here needs Node. */

import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { ToolAnswer } from '../shared/answers.ts';
import { isCallers } from '../shared/answers.ts';
import type { SignpostService } from '../shared/signpost-service.ts';
import type { Tool } from '../shared/tool.ts';
import { explainTool } from '../shared/tools/explain.ts';
import { listReferencesTool } from '../shared/tools/list-references.ts';
import { readReferenceTool } from '../shared/tools/read-reference.ts';
import { routeTool } from '../shared/tools/route.ts';
import { createEvaluator, takeTurns, withoutRoots } from './answer-maintainers.ts';
import { examplesOf } from './examples.ts';
import type { HandlerOptions } from './handler-options.ts';
import { jsonResponse, lineResponse } from './json-response.ts';
import { createMetrics } from './metrics.ts';
import { openApiOf } from './openapi.ts';
import { problem, statusOf } from './problem.ts';
import { batchSchemaOf, checked, examplesInput, routeInputOf, whyNotInput } from './schemas.ts';

const LARGEST_BODY_BYTES = 1024 * 1024;
const MOST_CONCURRENT = 64;
/** Whole numbers among query parameters: what is none stays text, and the schema says so. */
const NUMBER = /^\d{1,15}$/;
const LENGTH = /^\d{1,15}$/;

type Environment = { Variables: { decisions: string[] } };

/**
 * Make the API.
 *
 * @param now
 *   Gives what a request asks that comes now.
 * @param options
 *   What it is made of beside it.
 * @returns
 *   Answers `/v1/route`, `/v1/route/batch`, `/v1/explain`, `/v1/why-not`, `/v1/evaluate`, `/v1/lint`, `/v1/examples`, `/v1/references`,
 *   `/v1/trees`, `/healthz`, `/metrics` and `/openapi.json`; all else with problem details (RFC 9457). Who may ask is not its matter: put a guard before it.
 */
export function createApi(
  now: () => SignpostService,
  options: HandlerOptions,
): (request: Request) => Promise<Response> {
  const { version = '0.0.0', maxBodyBytes = LARGEST_BODY_BYTES, maxConcurrent = MOST_CONCURRENT } = options;
  const { onRequest = () => {}, onProblem = () => {}, pages = new Map() } = options;
  const metrics = createMetrics();
  const batchSchema = batchSchemaOf(routeTool.inputSchema);
  const routeSchema = routeInputOf(routeTool);
  const call = (tool: Tool, service: SignpostService, input: unknown) => tool.call(() => service, input, { onProblem });
  const route = async (service: SignpostService, input: unknown): Promise<ToolAnswer> => {
    const { explain, ...request } = checked(routeSchema, input);
    const given = await call(routeTool, service, request);
    const { structured, explanation } = given;
    return explain && structured ? { ...given, structured: { ...structured, explanation } } : given;
  };
  const evaluated = createEvaluator();
  const description = openApiOf(version);
  let answering = 0;

  const app = new Hono<Environment>();
  app.use(async (context, next) => {
    const started = performance.now();
    context.set('decisions', []);
    await next();
    const took = performance.now() - started;
    const matched = routePath(context, -1);
    const [route, { status }] = [matched === '/*' || matched === '*' ? 'other' : matched, context.res];
    const decisions = context.get('decisions');
    metrics.count(route, status, took / 1000);
    for (const decision of decisions) metrics.countDecision(decision);
    const [decision] = decisions;
    const { method } = context.req;
    onRequest({ time: new Date().toISOString(), method, route, status, took, ...(decision && { decision }) });
  });
  const tooLarge = () => problem(413, 'BODY_TOO_LARGE', `Unexpected body, expected at most ${maxBodyBytes} bytes`);
  const countBytes = bodyLimit({ maxSize: maxBodyBytes, onError: tooLarge });
  /** Reads the body, which is kept for whoever asks for it then; a problem where it is too large, or does not arrive. */
  const arrive = async (context: Context<Environment>): Promise<Response | undefined> => {
    const announced = announcedBytes(context.req.raw);
    if (announced !== undefined && announced > maxBodyBytes) return tooLarge();
    try {
      // To look at the body makes a stream of it, which takes longer than to answer a request that came before.
      const refused = announced === undefined ? await countBytes(context, async () => {}) : undefined;
      if (refused) return refused;
      await context.req.text();
      return undefined;
    } catch {
      // Whoever sent it went away: that is nothing to report, and there is nobody to read what is said of it.
      return problem(400, 'BODY_INCOMPLETE', 'Unexpected end of the body, expected all of it');
    }
  };
  app.use(async (context, next) => {
    const { method } = context.req;
    const isRead = method !== 'GET' && method !== 'HEAD';
    return (isRead ? await arrive(context) : undefined) ?? next();
  });
  app.use('/v1/*', async (_context, next) => {
    if (answering >= maxConcurrent) {
      return problem(503, 'BUSY', `${maxConcurrent} requests are being answered`, { 'retry-after': '1' });
    }
    answering++;
    try {
      await next();
    } finally {
      answering--;
    }
    return undefined;
  });

  app.post('/v1/route', async (context) => {
    const given = await route(now(), parseJson(await context.req.text()));
    note(context.get('decisions'), given);
    return respond(given);
  });
  app.post('/v1/route/batch', async (context) => {
    const { requests } = checked(batchSchema, parseJson(await context.req.text()));
    const service = now();
    const decisions: object[] = [];
    const turn = takeTurns();
    for (const { id, ...request } of requests) {
      const given = await call(routeTool, service, request);
      note(context.get('decisions'), given);
      const { structured = { error: { code: given.code ?? 'FAILED', detail: given.text } } } = given;
      decisions.push({ ...(id !== undefined && { id }), ...structured });
      await turn();
    }
    return jsonResponse({ decisions });
  });
  app.post('/v1/explain', async (context) => {
    const input = parseJson(await context.req.text());
    return respond(await call(explainTool, now(), input));
  });
  app.post('/v1/why-not', async (context) => {
    const { query, reference } = checked(whyNotInput, parseJson(await context.req.text()));
    return jsonResponse(withoutRoots(await now().whyNot({ query, reference })));
  });
  app.post('/v1/evaluate', async (context) => {
    const lines = await context.req.text();
    return jsonResponse(await evaluated(now(), lines));
  });
  app.get('/v1/lint', async (context) => {
    const linted = await now().lint(context.req.raw.signal);
    switch (linted.kind) {
      case 'done':
        return lineResponse(linted.json);
      case 'busy':
        return problem(503, 'BUSY', 'The documents are being linted for somebody else', { 'retry-after': '5' });
      case 'ended':
        return problem(504, 'TOO_LONG', 'The lint was ended, as it took too long');
    }
  });
  app.get('/v1/examples', async (context) => {
    const { limit } = checked(examplesInput, context.req.query());
    return jsonResponse({ examples: await examplesOf(now(), limit) });
  });
  app.get('/v1/references', async (context) =>
    respond(await call(listReferencesTool, now(), numbered(context.req.query()))),
  );
  app.get('/v1/references/:id{[^]+}', async (context) => {
    const input = { ...numbered(context.req.query()), id: context.req.param('id') };
    return respond(await call(readReferenceTool, now(), input));
  });
  app.get('/v1/trees', async () => jsonResponse({ trees: Object.fromEntries(await now().trees()) }));
  app.get('/healthz', async () => jsonResponse({ status: 'ok', references: await now().size() }));
  app.get('/metrics', async () => {
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
    return new Response(metrics.render(await now().size()), { headers });
  });
  app.get('/openapi.json', () => jsonResponse(description));
  for (const [path, page] of pages) app.get(path, (context) => page(context.req.raw));
  app.notFound(({ req: { method, path } }) => {
    const methods = new Set(app.routes.map((route) => route.method).filter((other) => other !== 'ALL'));
    const allowed = [...methods].filter((other) =>
      app.router.match(other, path)[0].some(([[, route]]) => route.method === other),
    );
    if (allowed.length === 0) return problem(404, 'NOT_FOUND', 'Nothing is here, expected a path of /openapi.json');
    const allow = allowed.join(', ');
    return problem(405, 'METHOD_NOT_ALLOWED', `Unexpected ${method}, expected ${allow}`, { allow });
  });
  app.onError((error) => {
    const code = error instanceof SignpostError ? error.code : undefined;
    if (code !== undefined && isCallers(code)) return problem(statusOf(code), code, error.message);
    onProblem(error);
    return problem(statusOf(code), code ?? 'FAILED', 'The log of the server says why');
  });
  return async (request) => app.fetch(request);
}

/** How long a body is by its header, which HTTP holds it to; `undefined` where it comes in pieces, or nothing is said. */
function announcedBytes({ headers }: Request): number | undefined {
  const length = headers.get('content-length');
  return length === null || !LENGTH.test(length) || headers.has('transfer-encoding') ? undefined : Number(length);
}

/** What the body says; text that is no JSON is `undefined`, which no schema lets through. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function respond({ code, text, structured }: ToolAnswer): Response {
  if (structured) return jsonResponse(structured);
  return problem(statusOf(code), code ?? 'FAILED', text);
}

function note(decisions: string[], { structured }: ToolAnswer): void {
  const decision = structured?.['decision'];
  if (typeof decision === 'string') decisions.push(decision);
}

function numbered(query: Readonly<Record<string, string>>): Record<string, unknown> {
  const numbers = ['limit', 'from', 'max_tokens'];
  const entries = Object.entries(query);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, numbers.includes(key) && NUMBER.test(value) ? Number(value) : value]),
  );
}
