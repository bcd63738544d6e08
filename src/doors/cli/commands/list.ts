/** `signpost list`: what a catalog holds, and everything that is wrong with it. */

import type { Signpost } from '../../../domain/signpost.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import type { ListedCatalog } from '../../../domain/stored-signpost.ts';
import {
  renderReferences,
  renderReferencesJson,
  renderTrust,
  renderTrustJson,
} from '../../../report/render-references.ts';
import type { SignpostService } from '../../shared/signpost-service.ts';
import { type CliCommand, type CliValues, jsonOption, rootOption, snapshotOption, storeOptions } from '../command.ts';
import type { CliIo } from '../io.ts';
import { complain, styleOf } from '../open.ts';
import { withService } from '../source.ts';

export const listCommand: CliCommand = {
  name: 'list',
  summary: 'list every reference, and every message about them',
  usage: '[OPTIONS]',
  options: {
    root: rootOption,
    snapshot: snapshotOption,
    ...storeOptions,
    trust: { type: 'boolean', help: 'list the roots in the order they are trusted in, and what copies an earlier one' },
    json: jsonOption,
  },
  examples: [
    'signpost list',
    'signpost list --root .claude/skills --json',
    'signpost list --trust --root skills --root vendor/skills',
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
    const listed = await withService(io, values, (service) => service.atOnce(listedIn));
    const { messages } = listed;
    complain(io, messages, { all: true });
    const text = textOf(io, values, listed);
    if (text !== '') io.stdout(text);
    return messages.some(({ fatal }) => fatal !== undefined && fatal !== null) ? 1 : 0;
  },
};

interface Listed extends Pick<Signpost, 'messages' | 'roots'> {
  readonly catalog: ListedCatalog;
}

function textOf(io: CliIo, values: CliValues, { catalog, messages, roots }: Listed): string {
  const isJson = values.flag('json');
  if (values.flag('trust')) {
    return isJson ? renderTrustJson(catalog, roots) : renderTrust(catalog, roots, styleOf(io.color));
  }
  return isJson ? renderReferencesJson(catalog, messages) : renderReferences(catalog, styleOf(io.color));
}

async function listedIn({ listAll, messages, signpost }: SignpostService): Promise<Listed> {
  // A store keeps the names of roots with their references alone.
  return { catalog: await listAll(), messages: await messages(), roots: signpost?.roots ?? [] };
}
