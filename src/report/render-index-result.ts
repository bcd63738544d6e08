/** A run of gen-index → lines for a person, or its JSON. */

import type { IndexFileResult, IndexResult, IndexStatus } from '../domain/index-result.ts';
import { jsonLine, printable } from '../text/printable.ts';
import { messagesJson } from './render-messages.ts';
import { type Mark, plain, type Style } from './style.ts';

const MARKS: Readonly<Record<IndexStatus, Mark>> = {
  unchanged: 'faint',
  updated: 'good',
  created: 'good',
  drift: 'warn',
  error: 'bad',
};

/** One line a file with its status and size, without a newline at the end. */
export function renderIndexResult({ files }: IndexResult, style: Style = plain): string {
  if (files.length === 0) return 'No index block found: --init writes first ones';
  return files
    .map((file) => {
      const status = style(MARKS[file.status], file.status.padEnd(9));
      return `${status}  ${printable(file.path)}  ${style('faint', sizeText(file))}`;
    })
    .join('\n');
}

/** `{"files":[{"path","status","messages":[…],"root","size"}]}` */
export function renderIndexResultJson({ files }: IndexResult): string {
  return jsonLine({
    files: files.map(({ path, status, messages, root, size }) => ({
      path,
      status,
      messages: messagesJson(messages),
      root,
      size,
    })),
  });
}

function sizeText({ size: { characters, tokens } }: IndexFileResult): string {
  return `${grouped(characters)} characters, ≈${grouped(tokens)} tokens`;
}

/** `1,234`; the formatter of the language takes longer to load than most runs. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
