/** `signpost gen-index`: regenerate the index blocks. */

import type { IndexResult, IndexStyle } from '../../../domain/index-result.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { generateIndex } from '../../../maintain/index-blocks/generate-index.ts';
import { renderIndexResult, renderIndexResultJson } from '../../../report/render-index-result.ts';
import { type CliCommand, type CliValues, jsonOption, rootOption } from '../command.ts';
import type { CliIo } from '../io.ts';
import { complain, rootsOf, styleOf } from '../open.ts';
import { watchAndRun, watchOption } from '../watch.ts';

const STYLES: readonly IndexStyle[] = ['auto', 'path', 'title', 'table'];
/** Warnings that are about the index itself; those about its files are for `signpost list`. */
const ABOUT_THE_INDEX: ReadonlySet<string> = new Set([
  'file-not-utf8',
  'index-drift',
  'index-folders-skipped',
  'index-over-budget',
]);

export const genIndexCommand: CliCommand = {
  name: 'gen-index',
  summary: 'regenerate the index blocks of SKILL.md and INDEX.md files',
  usage: '[OPTIONS] [ROOT…]',
  options: {
    root: { ...rootOption, help: 'the same as ROOT; may be repeated' },
    check: { type: 'boolean', help: 'write nothing; exit 1 when a block has drifted' },
    init: { type: 'boolean', help: 'give files without markers a block, and a plain folder an INDEX.md' },
    strict: { type: 'boolean', help: 'compare every byte: what a formatter rewrote is drift too' },
    style: {
      type: 'string',
      value: 'STYLE',
      help: `${STYLES.join(', ')} (default: as configured, else auto, each block's own)`,
    },
    watch: watchOption,
    json: jsonOption,
  },
  examples: ['signpost gen-index', 'signpost gen-index --check .', 'signpost gen-index --init references'],
  exitCodes: ['blocks are right, or were written', '--check found drift'],
  async run(io, values, positionals) {
    const style = values.text('style');
    if (style !== undefined && !isStyle(style)) {
      const expected = `one of ${STYLES.join(', ')}`;
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected style \`${style}\`, expected ${expected}`);
    }
    const roots = rootsOf(io, values, positionals);
    const options = {
      roots,
      check: values.flag('check'),
      init: values.flag('init'),
      strict: values.flag('strict'),
      ...(style !== undefined && { style }),
    };
    if (values.flag('watch')) {
      return watchAndRun(io, roots, () => {
        const changed = changedOnly(generateIndex(options));
        return changed.files.length === 0 ? '' : report(io, values, changed);
      });
    }
    const result = generateIndex(options);
    io.stdout(report(io, values, result));
    const statuses = new Set(result.files.map(({ status }) => status));
    return statuses.has('error') ? 2 : statuses.has('drift') ? 1 : 0;
  },
};

/** Complain on stderr, and give what goes to stdout. */
function report(io: CliIo, values: CliValues, result: IndexResult): string {
  const messages = result.files.flatMap((file) =>
    file.messages.filter(({ fatal, ruleId }) => fatal === true || ABOUT_THE_INDEX.has(ruleId ?? '')),
  );
  // One file may stand in the way of several indexes.
  complain(io, [...new Set(messages)], {});
  return values.flag('json') ? renderIndexResultJson(result) : renderIndexResult(result, styleOf(io.color));
}

/** A run that goes on writes, and is called again for what it wrote: that everything is as it should be is no news. */
function changedOnly({ files }: IndexResult): IndexResult {
  return { files: files.filter(({ status }) => status !== 'unchanged') };
}

function isStyle(style: string): style is IndexStyle {
  return STYLES.some((known) => known === style);
}
