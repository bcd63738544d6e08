/** Lint results → findings, each with the path a reader has to its file. */

import type { LintedFile, LintMessage, LintResult } from '../../domain/lint-result.ts';
import type { Severity } from '../../domain/message.ts';

/** What every form of report needs. */
export interface LintReportOptions {
  /** Where a reader finds a file, e.g. its path from the working folder (default: root and path). */
  readonly locate?: (path: string) => string;
}

/** A finding and where it is. */
export interface Located {
  readonly path: string;
  readonly message: LintMessage;
  readonly severity: Severity;
}

/** The path of a linted file as a reader knows it. */
export function pathOf({ root, path }: LintedFile, { locate = (file) => file }: LintReportOptions): string {
  return locate(path === '' ? root : `${root}/${path}`);
}

/** Every finding in order. */
export function locatedOf({ files }: LintResult, options: LintReportOptions): Located[] {
  return files.flatMap((file) =>
    file.messages.map((message) => ({ path: pathOf(file, options), message, severity: severityOf(message) })),
  );
}

/** `fatal` of a message as a word. */
export function severityOf({ fatal }: LintMessage): Severity {
  return fatal ? 'error' : fatal === false ? 'warning' : 'info';
}

/** The place of a message, without what it does not say. */
export function spanOf({ line, column, place }: LintMessage): {
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
} {
  const end = place && 'end' in place ? place.end : undefined;
  return {
    ...(line != null && { line }),
    ...(column != null && { column }),
    ...(end && { endLine: end.line, endColumn: end.column }),
  };
}
