/** A run of gen-index → lines for a person, or its JSON. */

import type { IndexResult, IndexStatus } from '../contracts/index-result.ts';
import { messagesJson } from './render-messages.ts';
import { type Mark, plain, printable, type Style } from './style.ts';

const MARKS: Readonly<Record<IndexStatus, Mark>> = { unchanged: 'faint', updated: 'good', drift: 'warn', error: 'bad' };

/** One line a file, without a newline at the end. */
export function renderIndexResult({ files }: IndexResult, style: Style = plain): string {
  if (files.length === 0) return 'No index block found';
  return files.map(({ path, status }) => `${style(MARKS[status], status.padEnd(9))}  ${printable(path)}`).join('\n');
}

/** `{"files":[{"path","status","messages":[…]}]}` */
export function renderIndexResultJson({ files }: IndexResult): string {
  return JSON.stringify({
    files: files.map(({ path, status, messages }) => ({ path, status, messages: messagesJson(messages) })),
  });
}
