/** What is wrong with roots as a whole: whoever serves them says so, beside what documents are told by `list` and `lint`. */

import type { VFileMessage } from 'vfile-message';
import type { MessageCode } from '../domain/message.ts';
import type { Signpost } from '../domain/signpost.ts';
import type { LiveSignpost } from './live-signpost.ts';

const OF_ROOTS: ReadonlySet<string | undefined> = new Set<MessageCode>([
  'root-empty',
  'root-truncated',
  'link-dead',
  'link-outside-root',
  'ignore-file-refused',
]);

/** The messages of a signpost that are about its roots: none there, too many, links that were not followed or lead nowhere, ignore files not applied. */
export function rootMessagesOf({ messages }: Pick<Signpost, 'messages'>): VFileMessage[] {
  return messages.filter(({ ruleId }) => OF_ROOTS.has(ruleId ?? undefined));
}

/**
 * Tell of the messages that are about roots: now, and after a change of the ones it brought.
 *
 * @param tell
 *   Called with one message or more, none of which it was called with before.
 */
export function tellRootMessages(
  { current, onChange }: LiveSignpost,
  tell: (messages: readonly VFileMessage[]) => void,
): void {
  const told = new Set<string>();
  const tellNew = () => {
    const fresh = rootMessagesOf(current()).filter((message) => !told.has(String(message)));
    for (const message of fresh) told.add(String(message));
    if (fresh.length > 0) tell(fresh);
  };
  tellNew();
  onChange(tellNew);
}
