/** What servers and other people's functions say, made fit to stand in a message of ours. */

/** Characters of it that are shown. */
const SHOWN = 200;

/**
 * The start of a text on one line.
 *
 * Pure.
 *
 * @param text
 *   Any text, lines, control characters and halves of characters included.
 * @returns
 *   At most 200 characters of it, and a `…` where there were more.
 * @example
 *   oneLine('slow\n  down'); // 'slow down'
 */
export function oneLine(text: string): string {
  const begun = text.trimStart();
  const shown = begun.slice(0, SHOWN).replace(/[\s\p{C}]+/gu, ' ');
  return `${shown.trim()}${begun.length > SHOWN ? '…' : ''}`;
}

/** The message of whatever was thrown; never throws, though anything may be thrown, even what has no text. */
export function messageOf(thrown: unknown): string {
  try {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown;
    return String(message);
  } catch {
    return 'something without a message';
  }
}
