/** `signpost mcp`: serve the references to agents over the Model Context Protocol. */

import { SignpostError } from '../../../index.ts';
import { printable } from '../../../report/index.ts';
import { serveMcp } from '../../mcp/index.ts';
import { type CliCommand, type CliValues, rootOption } from '../command.ts';
import { rootsNamed } from '../open.ts';

const HIGHEST_PORT = 65_535;
/** So that a token need not stand in a list of processes. */
const TOKEN_VARIABLE = 'SIGNPOST_TOKEN';

export const mcpCommand: CliCommand = {
  name: 'mcp',
  summary: 'serve the references to agents over MCP',
  usage: '[OPTIONS]',
  options: {
    root: rootOption,
    http: {
      type: 'string',
      value: 'PORT',
      help: 'serve Streamable HTTP at /mcp of this port, 0 to take a free one (default: standard input and output)',
    },
    host: { type: 'string', value: 'HOST', help: 'where to listen (default: 127.0.0.1; any other needs a token)' },
    token: {
      type: 'string',
      value: 'TOKEN',
      help: `what clients send as a bearer token (default: ${TOKEN_VARIABLE} of the environment)`,
    },
  },
  examples: ['signpost mcp --root .claude/skills', 'signpost mcp --http 4747'],
  exitCodes: ['ended', 'never'],
  async run(io, values, positionals) {
    if (positionals.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected argument \`${positionals[0]}\`, expected options`);
    }
    const roots = rootsNamed(io, values);
    const http = httpOf(values, io.env[TOKEN_VARIABLE]);
    await serveMcp({
      ...(roots && { roots }),
      cwd: io.cwd,
      version: io.version,
      ...(http && { http: { ...http, onListening: (url: string) => io.stderr(`signpost serves MCP at ${url}`) } }),
      signal: io.stop,
      onProblem: (problem) => io.stderr(`signpost: ${printable(describe(problem))}`),
    });
    return 0;
  },
};

function httpOf(
  values: CliValues,
  ownToken: string | undefined,
): { readonly port: number; readonly host?: string; readonly token?: string } | undefined {
  const port = values.text('http');
  const host = values.text('host');
  const token = values.text('token') ?? ownToken;
  if (port === undefined) {
    if (host === undefined && values.text('token') === undefined) return undefined;
    throw new SignpostError(
      'SIGNPOST_BAD_OPTION',
      'Unexpected `--host` or `--token` alone, expected `--http` beside it',
    );
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > HIGHEST_PORT) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected port \`${port}\`, expected 0 to ${HIGHEST_PORT}`);
  }
  if (token === '' || host === '') {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected empty `--host` or token, expected a value');
  }
  return { port: Number(port), ...(host !== undefined && { host }), ...(token !== undefined && { token }) };
}

function describe(problem: unknown): string {
  return problem instanceof Error ? problem.message : String(problem);
}
