/** `signpost gen-index`: regenerate the index blocks. */

import { resolve } from 'node:path';
import { generateIndex, type IndexStyle, SignpostError } from '../../../index.ts';
import { renderIndexResult, renderIndexResultJson } from '../../../report/index.ts';
import { type CliCommand, jsonOption } from '../command.ts';
import { complain, styleOf } from '../open.ts';

const STYLES: readonly IndexStyle[] = ['auto', 'path', 'title'];

export const genIndexCommand: CliCommand = {
  name: 'gen-index',
  summary: 'regenerate the index blocks of SKILL.md and INDEX.md files',
  usage: '[OPTIONS] [ROOT…]',
  options: {
    check: { type: 'boolean', help: 'write nothing; exit 1 when a block has drifted' },
    style: { type: 'string', value: 'STYLE', help: `${STYLES.join(', ')} (default: auto, each block's own)` },
    json: jsonOption,
  },
  examples: ['signpost gen-index', 'signpost gen-index --check .'],
  async run(io, values, positionals) {
    const style = values.text('style') ?? 'auto';
    if (!isStyle(style)) {
      const expected = `one of ${STYLES.join(', ')}`;
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected style \`${style}\`, expected ${expected}`);
    }
    const roots = positionals.length > 0 ? positionals : ['.'];
    const result = generateIndex({
      roots: roots.map((root) => resolve(io.cwd, root)),
      check: values.flag('check'),
      style,
    });
    complain(
      io,
      result.files.flatMap(({ messages }) =>
        messages.filter(({ fatal, ruleId }) => fatal === true || ruleId === 'file-not-utf8'),
      ),
      {},
    );
    io.stdout(values.flag('json') ? renderIndexResultJson(result) : renderIndexResult(result, styleOf(io.color)));
    const statuses = new Set(result.files.map(({ status }) => status));
    return statuses.has('error') ? 2 : statuses.has('drift') ? 1 : 0;
  },
};

function isStyle(style: string): style is IndexStyle {
  return STYLES.some((known) => known === style);
}
