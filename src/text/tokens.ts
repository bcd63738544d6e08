/** How many tokens a text comes to for a reader that pays by the token. The only file that knows tokenx. */

import { estimateTokenCount } from 'tokenx';

/**
 * Estimate the tokens of a text.
 *
 * Pure. An estimate from the lengths of its words: no tokenizer of a model is asked.
 *
 * @param text
 *   Any text; `''` has 0.
 * @returns
 *   A whole number of tokens, 0 or more.
 * @example
 *   estimateTokens('dbt Cloud'); // 3
 */
export function estimateTokens(text: string): number {
  return estimateTokenCount(text);
}
