/** `signpost list`: what a catalog holds, and everything that is wrong with it. */

import { renderReferences, renderReferencesJson } from '../../../report/index.ts';
import { type CliCommand, jsonOption, rootOption } from '../command.ts';
import { complain, open, styleOf } from '../open.ts';

export const listCommand: CliCommand = {
  name: 'list',
  summary: 'list every reference, and every message about them',
  usage: '[OPTIONS]',
  options: { root: rootOption, json: jsonOption },
  examples: ['signpost list', 'signpost list --root .claude/skills --json'],
  async run(io, values) {
    const { catalog, messages } = await open(io, values);
    complain(io, messages, { all: true });
    const text = values.flag('json') ? renderReferencesJson(catalog) : renderReferences(catalog, styleOf(io.color));
    if (text !== '') io.stdout(text);
    return messages.some(({ fatal }) => fatal !== undefined && fatal !== null) ? 1 : 0;
  },
};
