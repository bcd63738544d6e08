/** `signpost tree`: what was understood of the decision trees of a file. */

import { SignpostError } from '../../../domain/signpost-error.ts';
import { renderTrees, renderTreesJson } from '../../../report/render-tree.ts';
import { parseTrees } from '../../../session/parse-trees.ts';
import { printable } from '../../../text/printable.ts';
import { type CliCommand, jsonOption } from '../command.ts';
import { readDocument } from '../named-file.ts';
import { complain, styleOf } from '../open.ts';

/** As of a reference. */
const LARGEST = 4 * 1024 * 1024;

export const treeCommand: CliCommand = {
  name: 'tree',
  summary: 'draw the decision trees of a file as they were understood',
  usage: '[OPTIONS] FILE',
  options: { json: jsonOption },
  examples: ['signpost tree references/dagster-dbt/INDEX.md'],
  exitCodes: ['trees were found', 'none was'],
  async run(io, values, positionals) {
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected ${positionals.length} arguments, expected one file`);
    }
    const { trees, messages } = parseTrees({ path, text: readDocument(io, path, LARGEST) });
    complain(io, messages, {});
    if (values.flag('json')) io.stdout(renderTreesJson(trees));
    else if (trees.length > 0) io.stdout(renderTrees(trees, styleOf(io.color)));
    else if (messages.every(({ ruleId }) => ruleId !== 'tree-empty'))
      io.stderr(`${printable(path)}: no decision tree found: its heading should speak of one`);
    return trees.length > 0 ? 0 : 1;
  },
};
