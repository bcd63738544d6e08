/** `signpost list`: what a catalog holds, and everything that is wrong with it. */

import { type ListedCatalog, type Signpost, SignpostError, type StoredSignpost } from '../../../index.ts';
import { renderReferences, renderReferencesJson } from '../../../report/index.ts';
import { type CliCommand, jsonOption, rootOption, storeOptions } from '../command.ts';
import { complain, open, styleOf } from '../open.ts';
import { storeNamed, withStore } from '../store.ts';

export const listCommand: CliCommand = {
  name: 'list',
  summary: 'list every reference, and every message about them',
  usage: '[OPTIONS]',
  options: { root: rootOption, ...storeOptions, json: jsonOption },
  examples: [
    'signpost list',
    'signpost list --root .claude/skills --json',
    'signpost list --store postgres://db/skills',
  ],
  exitCodes: ['nothing is wrong', 'errors or warnings'],
  async run(io, values, positionals) {
    if (positionals.length > 0) {
      throw new SignpostError(
        'SIGNPOST_BAD_OPTION',
        `Unexpected argument \`${positionals[0]}\`, expected options only`,
      );
    }
    const named = storeNamed(values);
    const { catalog, messages } = named ? await withStore(named, listedIn) : await open(io, values);
    complain(io, messages, { all: true });
    const text = values.flag('json')
      ? renderReferencesJson(catalog, messages)
      : renderReferences(catalog, styleOf(io.color));
    if (text !== '') io.stdout(text);
    return messages.some(({ fatal }) => fatal !== undefined && fatal !== null) ? 1 : 0;
  },
};

async function listedIn(
  stored: StoredSignpost,
): Promise<{ readonly catalog: ListedCatalog; readonly messages: Signpost['messages'] }> {
  return stored.atOnce(async ({ listAll, messages }) => ({ catalog: await listAll(), messages: await messages() }));
}
