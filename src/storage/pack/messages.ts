/** A message about a document ↔ its record. */

import type { VFileMessage } from 'vfile-message';
import type { MessageCode } from '../../domain/message.ts';
import { type Place, reportFileMessage } from '../../domain/report-message.ts';
import type { MessageRecord } from './records.ts';

/** Record a message. */
export function messageRecord({ file = '', ruleId, reason, place }: VFileMessage): MessageRecord {
  return { file, code: ruleId ?? '', reason, ...(place && { place }) };
}

/** Make a message of its record. */
export function messageFrom({ file, code, reason, place }: MessageRecord): VFileMessage {
  return reportFileMessage(file, code as MessageCode, reason, place as Place | undefined);
}
