/** Lint results → lines for a person, by vfile-reporter. */

import { VFile } from 'vfile';
import { reporter } from 'vfile-reporter';
import type { LintResult } from '../../contracts/lint-result.ts';
import { printable } from '../../text/index.ts';
import { type LintReportOptions, pathOf, severityOf } from './located.ts';

/** What a person wants to see. */
export interface PrettyOptions extends LintReportOptions {
  /** Whether to print findings that only inform (default: false). */
  readonly all?: boolean;
  readonly color?: boolean;
}

/** One block a file with a line a finding, and a count at the end; without a newline there. */
export function renderLintPretty(result: LintResult, options: PrettyOptions = {}): string {
  const { all = false, color = false } = options;
  const files = result.files.map((linted) => {
    const file = new VFile({ path: printable(pathOf(linted, options)) });
    for (const message of linted.messages) {
      if (!all && severityOf(message) === 'info') continue;
      // Strangers wrote the words a message repeats.
      const shown = file.message(printable(message.reason), message.place);
      shown.fatal = message.fatal;
      shown.ruleId = message.ruleId;
    }
    return file;
  });
  const fixed = result.files.filter((file) => file.fixed).map((file) => `fixed ${printable(pathOf(file, options))}`);
  const shown = result.files
    .flatMap(({ messages }) => messages)
    .filter((message) => all || severityOf(message) !== 'info');
  const fixable = shown.filter((message) => message.fixable).length;
  const found = files.some(({ messages }) => messages.length > 0);
  const notes = [
    ...(fixable > 0 ? [`${fixable} of them can be fixed with --fix`] : []),
    ...(found ? ['signpost lint --explain ID says what a rule is about'] : []),
  ];
  const { length } = result.files;
  const nothing = `No findings in ${length} ${length === 1 ? 'file' : 'files'}`;
  const text = reporter(files, { quiet: true, color }).trim() || nothing;
  return [...fixed, text, ...notes].join('\n');
}
