/** Lint results → the published JSON, as data and as text. */

import type { LintResult } from '../../domain/lint-result.ts';
import { jsonLine } from '../../text/printable.ts';
import { type LintReportOptions, pathOf, severityOf, spanOf } from './located.ts';

/**
 * `{"files":[{"path","file","root","fixed","messages":[{"ruleId","severity","reason","line"?,"column"?,"endLine"?,"endColumn"?,
 * "fixable","url"}]}],"errors","warnings"}`, on one line; only files that have a message or were fixed are listed.
 */
export function renderLintJson(result: LintResult, options: LintReportOptions = {}): string {
  return jsonLine(lintJsonOf(result, options));
}

/** What `renderLintJson` writes, before it is written. */
export function lintJsonOf(result: LintResult, options: LintReportOptions = {}) {
  const files = result.files.filter(({ messages, fixed }) => messages.length > 0 || fixed);
  const severities = files.flatMap(({ messages }) => messages.map(severityOf));
  return {
    files: files.map((file) => ({
      path: file.path,
      file: pathOf(file, options),
      root: file.root,
      fixed: file.fixed,
      messages: file.messages.map((message) => ({
        ruleId: message.ruleId,
        severity: severityOf(message),
        reason: message.reason,
        ...spanOf(message),
        fixable: message.fixable ?? false,
        url: message.url,
      })),
    })),
    errors: severities.filter((severity) => severity === 'error').length,
    warnings: severities.filter((severity) => severity === 'warning').length,
  };
}
