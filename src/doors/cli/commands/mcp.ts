/** `signpost mcp`: serve the references to agents over the Model Context Protocol. */

import { SignpostError } from '../../../domain/signpost-error.ts';
import { serveMcp } from '../../mcp/index.ts';
import { type CliCommand, type CliValues, rootOption, snapshotOption, storeOptions } from '../command.ts';
import type { CliIo } from '../io.ts';
import { hostOption, placeOf, tokenOption } from '../place.ts';
import { sourceNamed } from '../source.ts';

export const mcpCommand: CliCommand = {
  name: 'mcp',
  summary: 'serve the references to agents over MCP',
  usage: '[OPTIONS]',
  options: {
    root: rootOption,
    snapshot: snapshotOption,
    ...storeOptions,
    http: {
      type: 'string',
      value: 'PORT',
      help: 'serve Streamable HTTP at /mcp of this port, 0 to take a free one (default: standard input and output)',
    },
    host: hostOption,
    token: tokenOption,
  },
  examples: ['signpost mcp --root .claude/skills', 'signpost mcp --http 4747'],
  exitCodes: ['ended', 'never'],
  async run(io, values, positionals) {
    if (positionals.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected argument \`${positionals[0]}\`, expected options`);
    }
    const http = httpOf(io, values);
    await serveMcp({
      ...sourceNamed(io, values),
      version: io.version,
      ...(http && { http: { ...http, onListening: (url: string) => io.stderr(`signpost serves MCP at ${url}`) } }),
      signal: io.stop,
    });
    return 0;
  },
};

/** `undefined` for standard input and output. */
function httpOf(io: CliIo, values: CliValues): ReturnType<typeof placeOf> | undefined {
  const port = values.text('http');
  if (port !== undefined) return placeOf(io, values, port);
  if (values.text('host') === undefined && values.text('token') === undefined) return undefined;
  throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `--host` or `--token` alone, expected `--http` beside it');
}
