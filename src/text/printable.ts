/** Text that strangers wrote → text that a terminal, a log or a listing shows, and does nothing else with. */

/** Stands for characters that are not shown, so that it is seen that there are some. */
const HIDDEN = '\ufffd';

/** Scripts whose letters take a joiner: they change their form by their neighbours, as in Persian or Hindi. */
const JOINING = [
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil'],
  ...['Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Khmer', 'Myanmar', 'Tibetan', 'Balinese'],
]
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('');

/**
 * What people see the work of though it has no form of its own: the joiner and the selectors of emoji, and one joiner after a letter
 * that joins. Nothing but a letter or an emoji comes before them, so that there is no room for a message nobody sees.
 */
const SEEN = [
  String.raw`\u200d(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]\u200d)(?=\p{Extended_Pictographic})`,
  String.raw`[\ufe0e\ufe0f](?<=\p{Extended_Pictographic}.)`,
  String.raw`\ufe0f(?<=[\d#*].)(?=\u20e3)`,
  String.raw`[\u200c\u200d](?<=[${JOINING}].)`,
].join('|');

/**
 * What moves a cursor, changes colours, turns the direction of reading, or is not seen at all: control characters but for tabs and
 * newlines, what Unicode calls default ignorable (zero-width characters, marks of direction, selectors of variants, tags,
 * fillers), annotations between lines, halves of characters, and what is no character.
 */
const NOT_SHOWN = String.raw`(?:(?![\t\n])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\p{Noncharacter_Code_Point}\ufff9-\ufffb])+`;

const HIDING = new RegExp(`(${SEEN})|${NOT_SHOWN}`, 'gu');
/** A byte-order mark is space to the language, and to nobody else. */
const SPACES = /(?:[^\S\ufeff]|\u0085)+/g;
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Most text is, and is left as it is. */
const PLAIN = /^[ -~]*$/;
const PLAIN_LINES = /^[ -~\t\n]*$/;

/**
 * Text of a stranger on one line: of a document, a request, a file name, an error that quotes them.
 *
 * Pure, and linear in the text.
 *
 * @returns
 *   White space and line breaks of any kind as one space; runs of control characters, marks of direction and invisible characters
 *   as one U+FFFD. The same once it is done again.
 * @example
 *   printable('a\u001b[2J\nb'); // 'a\ufffd[2J b'
 */
export function printable(text: string): string {
  const isPlain = PLAIN.test(text) && !text.includes('  ');
  return isPlain ? text : text.replace(SPACES, ' ').replace(HIDING, unlessSeen);
}

/**
 * Text of a stranger on as many lines as it has, as `printable` does otherwise: for a person or a model that reads the whole of it.
 *
 * @returns
 *   Tabs as they are, line breaks of any kind as newlines.
 * @example
 *   printableLines('a\u001b[2J\r\n\tb'); // 'a\ufffd[2J\n\tb'
 */
export function printableLines(text: string): string {
  return PLAIN_LINES.test(text) ? text : text.replace(BREAKS, '\n').replace(HIDING, unlessSeen);
}

/**
 * A value of JSON with every text in it on one line: for whoever hands it on to a person or a model without a look.
 *
 * Keys are left as they are: they are nobody's words but ours.
 *
 * @example
 *   printableWithin({ ids: ['a\nb'], total: 1 }); // { ids: ['a b'], total: 1 }
 */
export function printableWithin(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map(printableWithin);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, within]) => [key, printableWithin(within)]));
}

function unlessSeen(_run: string, seen: string | undefined): string {
  return seen ?? HIDDEN;
}

/** Whatever ends a line, or is not shown, in JSON: control characters up to U+001F never stand there as they are. */
const ESCAPED = /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/**
 * A value as one line of JSON: the data is what it was, and a terminal or a reader of lines finds nothing in it to act on.
 *
 * @param value
 *   What `JSON.stringify` makes an object, a list or a text of.
 * @param replacer
 *   As `JSON.stringify` takes it (optional).
 * @example
 *   jsonLine({ id: 'a\u202eb' }); // '{"id":"a\\u202eb"}'
 */
export function jsonLine(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  const json = JSON.stringify(value, replacer);
  return PLAIN.test(json) ? json : json.replace(ESCAPED, escaped);
}

function escaped(char: string): string {
  return Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );
}
