/** `signpost route`: one request, or a batch of them. */

import type { RankedReference, RouteOptions } from '../../../domain/decision.ts';
import type { Signpost } from '../../../domain/signpost.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { renderDecision, renderDecisionJson } from '../../../report/render-decision.ts';
import { renderExplanation } from '../../../report/render-explanation.ts';
import { rootMessagesOf } from '../../../session/root-messages.ts';
import { printable } from '../../../text/printable.ts';
import type { SignpostService } from '../../shared/signpost-service.ts';
import { type CliCommand, type CliValues, jsonOption, rootOption, snapshotOption, storeOptions } from '../command.ts';
import { contextOf, contextOptions } from '../context.ts';
import type { CliIo, ExitCode } from '../io.ts';
import { linesOfArgument } from '../named-file.ts';
import { complain, locateFrom, styleOf } from '../open.ts';
import { withService } from '../source.ts';

/** Messages a person can take in beside an answer. */
const MOST_MESSAGES = 10;
/** A request from standard input, which may have no end. */
const LONGEST = 4 * 1024 * 1024;

export const routeCommand: CliCommand = {
  name: 'route',
  summary: 'find the reference that answers a request',
  usage: '[OPTIONS] QUERY… | - | --batch FILE',
  options: {
    root: rootOption,
    snapshot: snapshotOption,
    ...storeOptions,
    limit: { type: 'string', short: 'n', value: 'N', help: 'how many candidates to report, 1 to 1000 (default: 5)' },
    ...contextOptions,
    json: jsonOption,
    explain: { type: 'boolean', help: 'show what each candidate was judged by' },
    batch: {
      type: 'string',
      value: 'FILE',
      help: 'JSON lines {"id","query"} in (- for standard input), one JSON decision a line out',
    },
  },
  examples: [
    'signpost route "We run our models in dbt Cloud and want them in Dagster"',
    'signpost route --root .claude/skills --json "fill in this PDF form"',
    'signpost route --after "rollout on Kubernetes" "and in production?"',
    'signpost route --store postgres://db/skills "fill in this PDF form"',
    'signpost route - < request.txt',
    'signpost route --batch requests.jsonl > decisions.jsonl',
  ],
  exitCodes: ['routed, or asked back', 'abstained'],
  async run(io, values, positionals) {
    const options = routeOptionsOf(values);
    const batch = values.text('batch');
    if (batch !== undefined && positionals.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected query beside `--batch`, expected one or the other');
    }
    if (batch === undefined && positionals.length === 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected end of arguments, expected a query or `--batch FILE`');
    }
    const query = positionals.length === 1 && positionals[0] === '-' ? await textOf(io.stdin()) : positionals.join(' ');
    return withService(io, values, (service) => {
      if (service.signpost) complainBriefly(io, service.signpost);
      return batch === undefined
        ? routeOne(io, service, query, options, values.flag('json'))
        : routeBatch(io, service, batch, options);
    });
  },
};

/** All that is wrong with roots, and some of what is with documents. */
function complainBriefly(io: CliIo, signpost: Signpost): void {
  const ofRoots = rootMessagesOf(signpost);
  complain(io, ofRoots, {});
  const others = signpost.messages.filter((message) => !ofRoots.includes(message));
  complain(io, others, { limit: MOST_MESSAGES });
}

function routeOptionsOf(values: CliValues): RouteOptions {
  const options = { explain: values.flag('explain'), ...contextOf(values) };
  const limit = values.text('limit');
  if (limit === undefined) return options;
  if (/^\d+$/.test(limit)) return { ...options, limit: Number(limit) };
  throw new SignpostError(
    'SIGNPOST_BAD_OPTION',
    `Unexpected limit \`${limit}\`, expected a whole number from 1 to 1000`,
  );
}

async function routeOne(
  io: CliIo,
  { route, signpost }: SignpostService,
  query: string,
  options: RouteOptions,
  json: boolean,
): Promise<ExitCode> {
  if (json) {
    const decision = await route(query, options);
    io.stdout(renderDecisionJson(decision));
    return decision.decision === 'abstain' ? 1 : 0;
  }
  const style = styleOf(io.color);
  const locate = signpost ? locateFrom(io.cwd) : ({ id }: RankedReference) => id;
  const decision = await route(query, { ...options, explain: true });
  io.stdout(renderDecision(decision, { style, locate }));
  if (options.explain && decision.explanation) io.stdout(`\n${renderExplanation(decision.explanation, style)}`);
  return decision.decision === 'abstain' ? 1 : 0;
}

/** Every request is answered, in order; a line that is none is reported and makes the exit code 2. */
async function routeBatch(
  io: CliIo,
  { route }: SignpostService,
  file: string,
  options: RouteOptions,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  let number = 0;
  for await (const line of file === '-' ? io.stdin() : linesOfArgument(io, file)) {
    number++;
    if (line.trim() === '') continue;
    const request = parseRequest(line.replace(/^\ufeff/, ''));
    if (request) io.stdout(renderDecisionJson(await route(request.query, options), request.id));
    else {
      io.stderr(
        `${printable(file)}:${number} Unexpected line, expected a JSON object with a \`query\` (SIGNPOST_BAD_INPUT)`,
      );
      exitCode = 2;
    }
  }
  return exitCode;
}

function parseRequest(line: string): { id?: unknown; query: string } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('query' in value)) return undefined;
    const { query } = value;
    if (typeof query !== 'string') return undefined;
    return 'id' in value ? { id: value.id, query } : { query };
  } catch {
    return undefined;
  }
}

/** A whole request from standard input. */
async function textOf(lines: AsyncIterable<string>): Promise<string> {
  const texts: string[] = [];
  let length = 0;
  for await (const line of lines) {
    texts.push(line);
    length += line.length;
    if (length <= LONGEST) continue;
    throw new SignpostError('SIGNPOST_BAD_INPUT', `Unexpected request of more than ${LONGEST} characters`);
  }
  return texts.join('\n').trimEnd();
}
