/** How a report marks its parts; the door decides whether that is colour. */

/** What a stretch of text is. */
export type Mark = 'strong' | 'faint' | 'good' | 'bad' | 'warn';

/** Marks a stretch of text. */
export type Style = (mark: Mark, text: string) => string;

/** No marks: for pipes, files and `NO_COLOR`. */
export const plain: Style = (_mark, text) => text;
