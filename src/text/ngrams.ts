/** Text → character trigrams: what two spellings of one word still share. */

/** Characters of a text that are read: the words that matter stand early, and sets of all would be long. */
const READ = 600;

/**
 * The trigrams of the words of a text, the ends of a word included.
 *
 * @param text
 *   Any text; the first 600 characters are read.
 * @returns
 *   Distinct trigrams in lower case; none for text without letters and digits.
 * @example
 *   trigramsOf('dbt'); // Set { '^db', 'dbt', 'bt$' }
 */
export function trigramsOf(text: string): ReadonlySet<string> {
  const trigrams = new Set<string>();
  for (const word of text
    .slice(0, READ)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue;
    const marked = `^${word}$`;
    for (let at = 0; at + 3 <= marked.length; at++) trigrams.add(marked.slice(at, at + 3));
  }
  return trigrams;
}
