/** What a description says a reference is not for: "Do NOT use for PDFs", "not for invoices, use billing". */

/** Where a sentence begins to exclude. That a thing "does not load" is what a reference may be about. */
const EXCLUDES = new RegExp(
  [
    "\\b(?:do not|don['’]t|never|must not|should not)\\s+(?:be\\s+)?used?\\b",
    "^(?:do not|don['’]t|never)\\s+(?:trigger|invoke|load|activate|apply)\\b",
    "\\b(?:not|isn['’]t)\\s+(?:intended|meant|suitable|designed|applicable)\\s+(?:for|to|when)\\b",
    '\\bnot\\s+(?:to be\\s+)?used\\s+(?:for|when)\\b',
    '\\bnot for\\b',
    '^(?:skip|avoid)\\s+(?:this|it|if|when|for)\\b',
    "\\b(?:does not|doesn['’]t)\\s+cover\\b",
    '不要用|不适用|不適用|使わない|対象外',
  ].join('|'),
  'iu',
);
/** Without one of these there is nothing to split: most descriptions only say what they are for. */
const MAY_EXCLUDE = /n['’o]t|never|skip|avoid|不|使わない|対象外/i;
const SENTENCE =
  /(?<=[.!?。！？])\s+|(?<=[。！？])|\n+|\s+[—–]\s+(?=(?:not|do not|don['’]t|never)\b)|;\s+(?=(?:not|do not|don['’]t|never)\b)/iu;

/**
 * Tell what a description includes from what it excludes.
 *
 * @param description
 *   Any text.
 * @returns
 *   `included`, the sentences before and between exclusions; `excluded`, the others, each from the word that
 *   excludes on.
 * @example
 *   splitExclusions('Edit spreadsheets. Do not use for PDFs.');
 *   // { included: 'Edit spreadsheets.', excluded: ['Do not use for PDFs.'] }
 */
export function splitExclusions(description: string): { included: string; excluded: readonly string[] } {
  if (!MAY_EXCLUDE.test(description)) return { included: description, excluded: [] };
  const included: string[] = [];
  const excluded: string[] = [];
  for (const sentence of description.split(SENTENCE)) {
    const at = sentence.search(EXCLUDES);
    if (at === -1) included.push(sentence);
    else {
      if (at > 0) included.push(sentence.slice(0, at));
      excluded.push(sentence.slice(at));
    }
  }
  return { included: included.join(' ').trim(), excluded };
}
