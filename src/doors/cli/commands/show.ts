/** `signpost show`: the text of one reference. */

import { SignpostError } from '../../../domain/signpost-error.ts';
import { jsonLine, printableLines } from '../../../text/printable.ts';
import { type CliCommand, jsonOption, rootOption, snapshotOption, storeOptions } from '../command.ts';
import { withService } from '../source.ts';

export const showCommand: CliCommand = {
  name: 'show',
  summary: 'print the text of a reference',
  usage: '[OPTIONS] ID',
  options: { root: rootOption, snapshot: snapshotOption, ...storeOptions, json: jsonOption },
  examples: ['signpost show dagster-dbt/dbt-cloud.md', 'signpost show dbt-cloud'],
  exitCodes: ['printed', 'never'],
  async run(io, values, positionals) {
    const [wanted, ...rest] = positionals;
    if (wanted === undefined || rest.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected ${positionals.length} arguments, expected one id`);
    }
    const { id, text } = await withService(io, values, ({ atOnce }) =>
      atOnce(async ({ idOf, read }) => {
        const found = await idOf(wanted);
        return { id: found, text: await read(found) };
      }),
    );
    // What reads a pipe gets the text as it is; a terminal would do what its control characters say.
    const shown = io.isTerminal ? printableLines(text) : text;
    io.stdout(values.flag('json') ? jsonLine({ id, text }) : shown.replace(/\n$/, ''));
    return 0;
  },
};
