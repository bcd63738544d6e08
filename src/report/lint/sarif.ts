/** Lint results → SARIF 2.1.0, which code scanning services read. */

import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { LintResult } from '../../domain/lint-result.ts';
import type { Severity } from '../../domain/message.ts';
import { jsonLine } from '../../text/printable.ts';
import { type LintReportOptions, locatedOf, spanOf } from './located.ts';

/** What a SARIF log says beside the findings. */
export interface SarifOptions extends LintReportOptions {
  readonly version: string;
  /** The help page of a rule as markdown. */
  readonly help: (ruleId: string) => string;
}

const LEVELS: Readonly<Record<Severity, Result.level>> = { error: 'error', warning: 'warning', info: 'note' };

/** The log as JSON, without a newline at the end. */
export function renderLintSarif(result: LintResult, options: SarifOptions): string {
  const located = locatedOf(result, options);
  const ids = [...new Set(located.map(({ message }) => message.ruleId ?? ''))].sort();
  const rules: ReportingDescriptor[] = ids.map((id) => {
    const help = options.help(id);
    // The page itself: a log is read where the package is not.
    return {
      id,
      shortDescription: { text: firstSentence(help) },
      help: { text: help, markdown: help },
    };
  });
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'signpost', semanticVersion: options.version, rules } },
        columnKind: 'utf16CodeUnits',
        results: located.map(({ path, message, severity }): Result => {
          const { line, column, endLine, endColumn } = spanOf(message);
          return {
            ruleId: message.ruleId ?? '',
            ruleIndex: ids.indexOf(message.ruleId ?? ''),
            level: LEVELS[severity],
            message: { text: message.reason },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: uriOf(path) },
                  ...(line !== undefined && {
                    region: {
                      startLine: line,
                      ...(column !== undefined && { startColumn: column }),
                      ...(endLine !== undefined && { endLine }),
                      ...(endColumn !== undefined && { endColumn }),
                    },
                  }),
                },
              },
            ],
          };
        }),
      },
    ],
  };
  return jsonLine(log);
}

/** What a page says below its heading and its line of severity, up to the first full stop. */
function firstSentence(help: string): string {
  const text = help
    .replace(/^#[^\n]*\n+/, '')
    .replace(/^Severity: [^\n.]*\.\s*/, '')
    .replace(/\s+/g, ' ');
  return /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;
}

function uriOf(path: string): string {
  return path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
}
