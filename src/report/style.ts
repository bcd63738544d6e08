/** How a report marks its parts; the door decides whether that is colour. */

/** What a stretch of text is. */
export type Mark = 'strong' | 'faint' | 'good' | 'bad' | 'warn';

/** Marks a stretch of text. */
export type Style = (mark: Mark, text: string) => string;

/** No marks: for pipes, files and `NO_COLOR`. */
export const plain: Style = (_mark, text) => text;

/** What moves a terminal's cursor, changes its colours or turns the direction of reading. */
const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Text of a document or a request as it may be printed: strangers wrote it. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(CONTROLS, '\ufffd');
}
