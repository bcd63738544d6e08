/** `signpost show`: the text of one reference. */

import type { Signpost } from '../../../domain/signpost.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { findReference } from '../../../session/create/find-reference.ts';
import { jsonLine, printableLines } from '../../../text/printable.ts';
import { type CliCommand, jsonOption, rootOption, snapshotOption, storeOptions } from '../command.ts';
import { open } from '../open.ts';
import { storeNamed, withStore } from '../store.ts';

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
    const named = storeNamed(values);
    const { id, text } = named
      ? await withStore(io, named, async (stored) => ({ id: wanted, text: await stored.read(wanted) }))
      : readFrom(await open(io, values), wanted);
    // What reads a pipe gets the text as it is; a terminal would do what its control characters say.
    const shown = io.isTerminal ? printableLines(text) : text;
    io.stdout(values.flag('json') ? jsonLine({ id, text }) : shown.replace(/\n$/, ''));
    return 0;
  },
};

function readFrom({ catalog, read }: Signpost, wanted: string): { readonly id: string; readonly text: string } {
  const { id } = findReference(catalog, wanted);
  return { id, text: read(id) };
}
