/** Lint results → workflow commands, which GitHub shows beside the lines of a pull request. */

import type { LintResult } from '../../domain/lint-result.ts';
import type { Severity } from '../../domain/message.ts';
import { printable } from '../../text/printable.ts';
import { type LintReportOptions, locatedOf, spanOf } from './located.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };
const PROPERTIES = { line: 'line', column: 'col', endLine: 'endLine', endColumn: 'endColumn' } as const;

/**
 * One command a finding, without a newline at the end; `''` for no finding.
 *
 * What a document says cannot begin a command of its own: its newlines, colons and commas are encoded as GitHub's own
 * toolkit does.
 */
export function renderLintGithub(result: LintResult, options: LintReportOptions = {}): string {
  return locatedOf(result, options)
    .map(({ path, message, severity }) => {
      const span = spanOf(message);
      const properties = [
        `file=${property(printable(path))}`,
        ...(Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]).flatMap((key) =>
          span[key] === undefined ? [] : [`${PROPERTIES[key]}=${span[key]}`],
        ),
        `title=${property(`signpost ${message.ruleId}`)}`,
      ];
      return `::${COMMANDS[severity]} ${properties.join(',')}::${data(printable(message.reason))}`;
    })
    .join('\n');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
