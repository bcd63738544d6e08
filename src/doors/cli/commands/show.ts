/** `signpost show`: the text of one reference. */

import { findReference, SignpostError } from '../../../index.ts';
import { type CliCommand, jsonOption, rootOption } from '../command.ts';
import { open } from '../open.ts';

export const showCommand: CliCommand = {
  name: 'show',
  summary: 'print the text of a reference',
  usage: '[OPTIONS] ID',
  options: { root: rootOption, json: jsonOption },
  examples: ['signpost show dagster-dbt/dbt-cloud.md', 'signpost show dbt-cloud'],
  exitCodes: ['printed', 'never'],
  async run(io, values, positionals) {
    const [wanted, ...rest] = positionals;
    if (wanted === undefined || rest.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected ${positionals.length} arguments, expected one id`);
    }
    const signpost = await open(io, values);
    const { id } = findReference(signpost.catalog, wanted);
    const text = signpost.read(id);
    io.stdout(values.flag('json') ? JSON.stringify({ id, text }) : text.replace(/\n$/, ''));
    return 0;
  },
};
