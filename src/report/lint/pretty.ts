/** Lint results → lines for a person: a block a file, its findings in columns. */

import type { LintedFile, LintMessage, LintResult } from '../../domain/lint-result.ts';
import { printable } from '../../text/printable.ts';
import { plain, type Style } from '../style.ts';
import { type LintReportOptions, pathOf, severityOf, spanOf } from './located.ts';

/** What a person wants to see. */
export interface PrettyOptions extends LintReportOptions {
  /** Whether to print findings that only inform (default: false). */
  readonly all?: boolean;
  readonly style?: Style;
}

const MARKS = { error: 'bad', warning: 'warn', info: 'faint' } as const;
const ASCII = /^[ -~]*$/;
/** What a terminal shows in two columns, as far as it stands in what people write. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;
/** And in none: marks on what is before them. */
const NARROW = /\p{M}/gu;

/** One block a file with a line a finding, and a count at the end; without a newline there. */
export function renderLintPretty(result: LintResult, options: PrettyOptions = {}): string {
  const { all = false, style = plain } = options;
  const pathAs = (file: LintedFile) => printable(pathOf(file, options));
  const files = result.files
    .map((file) => ({
      path: pathAs(file),
      messages: file.messages.filter((message) => all || severityOf(message) !== 'info'),
    }))
    .filter(({ messages }) => messages.length > 0);
  const shown = files.flatMap(({ messages }) => messages);
  const rows = new Map(shown.map((message) => [message, cellsOf(message)]));
  const widths = [0, 0, 0];
  for (const cells of rows.values())
    for (const [at, cell] of cells.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  const blocks = files.map(({ path, messages }) => {
    const lines = messages.map((message) => {
      const [place, severity, reason] = (rows.get(message) ?? []).map(
        (cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)),
      );
      return `${place} ${style(MARKS[severityOf(message)], severity ?? '')} ${style('strong', reason ?? '')} ${message.ruleId ?? ''}`;
    });
    return [style('strong', path), ...lines, ''].join('\n');
  });
  const fixable = shown.filter((message) => message.fixable).length;
  const { length } = result.files;
  return [
    ...result.files.filter(({ fixed }) => fixed).map((file) => `fixed ${pathAs(file)}`),
    ...blocks,
    shown.length === 0 ? `No findings in ${length} ${length === 1 ? 'file' : 'files'}` : countOf(shown, style),
    ...(fixable > 0 ? [`${fixable} of them can be fixed with --fix`] : []),
    ...(shown.length > 0 ? ['signpost lint --explain ID says what a rule is about'] : []),
  ].join('\n');
}

/** Place, severity, reason. Strangers wrote the words a message repeats. */
function cellsOf(message: LintMessage): readonly [place: string, severity: string, reason: string] {
  const { line, column, endLine, endColumn } = spanOf(message);
  const start = line === undefined ? '' : `${line}:${column ?? 1}`;
  const place = endLine === undefined ? start : `${start}-${endLine}:${endColumn}`;
  return [place, severityOf(message), printable(message.reason)];
}

/** How many columns a text takes. */
function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  return [...text].length + (text.match(WIDE)?.length ?? 0) - (text.match(NARROW)?.length ?? 0);
}

function countOf(shown: readonly LintMessage[], style: Style): string {
  const named = (severity: keyof typeof MARKS, sign: string) => {
    const { length } = shown.filter((message) => severityOf(message) === severity);
    return length === 0 ? [] : [`${style(MARKS[severity], sign)} ${length} ${severity}${length === 1 ? '' : 's'}`];
  };
  const kinds = [...named('error', '✖'), ...named('warning', '⚠'), ...named('info', 'ℹ')];
  return kinds.length === 1 ? kinds.join() : `${shown.length} messages (${kinds.join(', ')})`;
}
