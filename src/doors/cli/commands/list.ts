/** `signpost list`: what a catalog holds, and everything that is wrong with it. */

import { SignpostError } from '../../../index.ts';
import { renderReferences, renderReferencesJson } from '../../../report/index.ts';
import { type CliCommand, jsonOption, rootOption } from '../command.ts';
import { complain, open, styleOf } from '../open.ts';

export const listCommand: CliCommand = {
  name: 'list',
  summary: 'list every reference, and every message about them',
  usage: '[OPTIONS]',
  options: { root: rootOption, json: jsonOption },
  examples: ['signpost list', 'signpost list --root .claude/skills --json'],
  exitCodes: ['nothing is wrong', 'errors or warnings'],
  async run(io, values, positionals) {
    if (positionals.length > 0) {
      throw new SignpostError(
        'SIGNPOST_BAD_OPTION',
        `Unexpected argument \`${positionals[0]}\`, expected options only`,
      );
    }
    const { catalog, messages } = await open(io, values);
    complain(io, messages, { all: true });
    const text = values.flag('json')
      ? renderReferencesJson(catalog, messages)
      : renderReferences(catalog, styleOf(io.color));
    if (text !== '') io.stdout(text);
    return messages.some(({ fatal }) => fatal !== undefined && fatal !== null) ? 1 : 0;
  },
};
