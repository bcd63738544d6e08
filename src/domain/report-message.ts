/** Put a problem on the document it was found in. */

import type { Point, Position } from 'unist';
import { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import { type MessageCode, messageSeverities } from './message.ts';
import type { Degraded } from './models.ts';

const fatalBySeverity = {
  error: true,
  warning: false,
  info: undefined,
} as const;

/** Where in a document, from 1. */
export type Place = Pick<Point, 'line' | 'column'> | Position;

/**
 * Report a problem in a document.
 *
 * @param file
 *   The document; its `path` becomes the message's `file`.
 * @param code
 *   Which problem: becomes `ruleId`, and sets `fatal` (true for errors, false for warnings, undefined for infos).
 * @param reason
 *   What was seen and what would be fine: "Unexpected X, expected Y".
 * @param place
 *   Where (optional: the whole file).
 * @returns
 *   The message, already on the file. Never throws.
 * @example
 *   reportMessage(new VFile({ path: 'a.md' }), 'triggers-not-list', 'Unexpected text, expected a list', { line: 3, column: 1 });
 */
export function reportMessage(file: VFile, code: MessageCode, reason: string, place?: Place): VFileMessage {
  const message = file.message(reason, {
    ruleId: code,
    source: 'signpost',
    ...(place && { place }),
  });
  message.fatal = fatalBySeverity[messageSeverities[code]];
  return message;
}

/** Report a problem that has no document in flight, such as a file that could not be read. */
export function reportFileMessage(path: string, code: MessageCode, reason: string, place?: Place): VFileMessage {
  return reportMessage(new VFile({ path }), code, reason, place);
}

/** Report what every decision has to do without: a warning that is about no document. */
export function reportLack({ code, message: reason }: Degraded): VFileMessage {
  const message = new VFile().message(reason, { ruleId: code, source: 'signpost' });
  message.fatal = false;
  message.file = undefined;
  return message;
}
