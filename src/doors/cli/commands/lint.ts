/** `signpost lint`: what is wrong with documents, and what would send a request to the wrong place. */

import { resolve } from 'node:path';
import type { LintResult, RuleSetting } from '../../../domain/lint-result.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { readRuleHelp } from '../../../maintain/lint/help-page.ts';
import { lint } from '../../../maintain/lint/lint.ts';
import { renderLintGithub } from '../../../report/lint/github.ts';
import { renderLintJson } from '../../../report/lint/json.ts';
import { renderLintPretty } from '../../../report/lint/pretty.ts';
import { renderLintSarif } from '../../../report/lint/sarif.ts';
import { type CliCommand, type CliValues, jsonOption, rootOption } from '../command.ts';
import { formatOf } from '../format.ts';
import type { CliIo, ExitCode } from '../io.ts';
import { near, rootsOf, styleOf, tellIn } from '../open.ts';
import { watchAndRun, watchOption } from '../watch.ts';

const FORMATS = ['pretty', 'json', 'github', 'sarif'] as const;
type Format = (typeof FORMATS)[number];

export const lintCommand: CliCommand = {
  name: 'lint',
  summary: 'find what is wrong in documents, and what would send a request to the wrong place',
  usage: '[OPTIONS] [ROOT…]',
  options: {
    root: { ...rootOption, help: 'the same as ROOT; may be repeated' },
    fix: { type: 'boolean', help: 'fix what is certain, and report the rest' },
    format: { type: 'string', value: 'FORMAT', help: `${FORMATS.join(', ')} (default: pretty)` },
    json: { ...jsonOption, help: 'the same as --format json' },
    rule: {
      type: 'string',
      multiple: true,
      value: 'ID=SETTING',
      help: 'set a rule to off, warn or error; may be repeated',
    },
    all: { type: 'boolean', help: 'print findings that only inform, too' },
    watch: watchOption,
    explain: { type: 'string', value: 'ID', help: 'print the help page of a rule' },
  },
  examples: [
    'signpost lint',
    'signpost lint --fix references',
    'signpost lint --rule tree-fallback-missing=off --format github',
  ],
  exitCodes: ['neither errors nor warnings', 'findings'],
  async run(io, values, positionals) {
    const explained = values.text('explain');
    if (explained !== undefined) {
      if (positionals.length > 0) {
        const reason = `Unexpected argument \`${positionals[0]}\` beside --explain, expected none`;
        throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
      }
      io.stdout(readRuleHelp(explained).trimEnd());
      return 0;
    }
    const format = formatOf(values, FORMATS);
    const roots = rootsOf(io, values, positionals);
    const options = { roots, fix: values.flag('fix'), rules: settingsOf(values.texts('rule')) };
    if (values.flag('watch')) return watchAndRun(io, roots, () => render(io, values, format, lint(options)));
    const result = lint(options);
    for (const lacking of result.degraded ?? []) tellIn(io)(lacking);
    const text = render(io, values, format, result);
    if (text !== '') io.stdout(text);
    return exitCodeOf(result);
  },
};

function settingsOf(written: readonly string[]): Record<string, RuleSetting> {
  return Object.fromEntries(
    written.map((rule) => {
      const [, id, setting] = /^([^=]+)=(.*)$/.exec(rule) ?? [];
      if (id === undefined || !isSetting(setting)) {
        throw new SignpostError(
          'SIGNPOST_BAD_OPTION',
          `Unexpected rule \`${rule}\`, expected ID=off, ID=warn or ID=error`,
        );
      }
      return [id, setting];
    }),
  );
}

function isSetting(setting: string | undefined): setting is RuleSetting {
  return setting === 'off' || setting === 'warn' || setting === 'error';
}

function render(io: CliIo, values: CliValues, format: Format, result: LintResult): string {
  const locate = (path: string) => near(io.cwd, resolve(io.cwd, path));
  switch (format) {
    case 'pretty':
      return renderLintPretty(result, { locate, all: values.flag('all'), style: styleOf(io.color) });
    case 'json':
      return renderLintJson(result, { locate });
    case 'github':
      return renderLintGithub(result, { locate });
    case 'sarif':
      return renderLintSarif(result, { locate, version: io.version, help: readRuleHelp });
  }
}

/** Findings that only inform leave a root clean; what could not be read was not checked, and that is a failure. */
function exitCodeOf({ files }: LintResult): ExitCode {
  if (files.some(({ messages }) => messages.some(({ ruleId }) => ruleId === 'file-unreadable'))) return 2;
  return files.some(({ messages }) => messages.some(({ fatal }) => fatal === true || fatal === false)) ? 1 : 0;
}
