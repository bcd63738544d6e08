/** Messages → lines with file, place, severity and rule id, in the form editors and terminals make links of. */

import type { VFileMessage } from 'vfile-message';
import type { Severity } from '../domain/message.ts';
import { printable } from '../text/printable.ts';
import { type Mark, plain, type Style } from './style.ts';

/** Which messages to print. */
export interface MessagesReportOptions {
  /** Whether to print messages that only inform (default: false). */
  readonly all?: boolean;
  /** How many at the most (default: no limit); the rest is counted in a last line. */
  readonly limit?: number;
  readonly style?: Style;
  /** How a reader finds a message's file (default: as it is). */
  readonly locate?: (file: string) => string;
}

const MARKS: Readonly<Record<Severity, Mark>> = { error: 'bad', warning: 'warn', info: 'faint' };

/**
 * Render messages.
 *
 * @returns
 *   `file:line:column severity reason (rule-id)`, one line a message, without a newline at the end; `''` when there
 *   is nothing to print.
 */
export function renderMessages(
  messages: readonly VFileMessage[],
  { all = false, limit = Number.POSITIVE_INFINITY, style = plain, locate = (file) => file }: MessagesReportOptions = {},
): string {
  const wanted = messages.filter((message) => all || severityOf(message) !== 'info');
  const lines = wanted.slice(0, limit).map((message) => {
    const { file, line, column, reason, ruleId } = message;
    const severity = severityOf(message);
    const place = [file === undefined ? undefined : locate(file), line, column]
      .filter((part) => part !== undefined && part !== null)
      .join(':');
    return `${place === '' ? '' : `${printable(place)} `}${style(MARKS[severity], severity)} ${printable(reason)} ${style('faint', `(${ruleId})`)}`;
  });
  if (wanted.length > lines.length)
    lines.push(`… and ${wanted.length - lines.length} more: \`signpost list\` prints them all`);
  return lines.join('\n');
}

/** The messages as plain data. */
export function messagesJson(messages: readonly VFileMessage[]): unknown[] {
  return messages.map((message) => {
    const { file, line, column, ruleId, reason } = message;
    return {
      file: file ?? null,
      line: line ?? null,
      column: column ?? null,
      ruleId,
      severity: severityOf(message),
      reason,
    };
  });
}

function severityOf({ fatal }: VFileMessage): Severity {
  return fatal ? 'error' : fatal === false ? 'warning' : 'info';
}
