/** What a description says a reference is not for: "Do NOT use for PDFs", "not for invoices, use billing". */

import { anyOf } from '../text/languages/any-language.ts';

/** Where a sentence begins to exclude. */
const EXCLUDES = new RegExp(anyOf('excludes'), 'iu');
/** Without one of these there is nothing to split: most descriptions only say what they are for. */
const MAY_EXCLUDE = new RegExp(anyOf('mayExclude'), 'i');
const SENTENCE = new RegExp(
  `(?<=[.!?。！？])\\s+|(?<=[。！？])|\\n+|(?:\\s+[—–]|;)\\s+(?=${anyOf('beginsExclusion')})`,
  'iu',
);

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
