/** `signpost drop`: a catalog is removed from a store. */

import { SignpostError } from '../../../domain/signpost-error.ts';
import { dropCatalog } from '../../../session/drop-catalog.ts';
import { type CliCommand, jsonOption, storeOptions } from '../command.ts';

export const dropCommand: CliCommand = {
  name: 'drop',
  summary: 'remove a catalog from PostgreSQL, with all of its versions',
  usage: '[OPTIONS] --store postgres://… CATALOG',
  options: {
    store: { ...storeOptions.store, help: 'where the catalog lies, postgres://…' },
    json: jsonOption,
  },
  examples: ['signpost drop --store postgres://signpost@db.example.test/skills team'],
  exitCodes: ['it is gone', 'there was none'],
  async run(io, values, positionals) {
    const [catalog, ...rest] = positionals;
    if (catalog === undefined || rest.length > 0) {
      throw new SignpostError(
        'SIGNPOST_BAD_OPTION',
        `Unexpected ${positionals.length} arguments, expected the name of one catalog`,
      );
    }
    const store = values.text('store');
    if (store === undefined) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected end of options, expected `--store postgres://…`');
    }
    const dropped = await dropCatalog({ store, catalog });
    const { status, versions, size } = dropped;
    const nouns = [
      `${versions} ${versions === 1 ? 'version' : 'versions'}`,
      `${size} ${size === 1 ? 'reference' : 'references'}`,
    ];
    const said =
      status === 'none'
        ? `There is no catalog \`${catalog}\``
        : `Removed catalog \`${catalog}\`: ${nouns[0]}, the last of ${nouns[1]}`;
    io.stdout(values.flag('json') ? JSON.stringify(dropped) : said);
    return status === 'none' ? 1 : 0;
  },
};
