/** `signpost serve`: the references over HTTP, and a page to ask them. */

import { SignpostError } from '../../../domain/signpost-error.ts';
import { jsonLine } from '../../../text/printable.ts';
import { serveHttp } from '../../http/index.ts';
import { readPages } from '../../playground/pages.ts';
import { type CliCommand, rootOption, snapshotOption, storeOptions } from '../command.ts';
import { hostOption, placeOf, tokenOption } from '../place.ts';
import { sourceNamed } from '../source.ts';

const DEFAULT_PORT = '4747';

export const serveCommand: CliCommand = {
  name: 'serve',
  summary: 'serve the references over HTTP, with a page to ask them',
  usage: '[OPTIONS]',
  options: {
    root: rootOption,
    snapshot: snapshotOption,
    ...storeOptions,
    port: { type: 'string', value: 'PORT', help: `where to listen, 0 to take a free one (default: ${DEFAULT_PORT})` },
    host: hostOption,
    token: tokenOption,
    quiet: { type: 'boolean', help: 'print no line for each request' },
  },
  examples: ['signpost serve --root .claude/skills', 'signpost serve --port 8080 --host 0.0.0.0 --token "$TOKEN"'],
  exitCodes: ['ended', 'never'],
  async run(io, values, positionals) {
    if (positionals.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected argument \`${positionals[0]}\`, expected options`);
    }
    await serveHttp({
      ...sourceNamed(io, values),
      version: io.version,
      pages: readPages(),
      ...placeOf(io, values, values.text('port') ?? DEFAULT_PORT),
      signal: io.stop,
      onListening: (url) => io.stderr(`signpost serves ${url}`),
      onRequest: (entry) => {
        if (!values.flag('quiet')) io.stdout(jsonLine(entry));
      },
    });
    return 0;
  },
};
