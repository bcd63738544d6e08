/** How large an index is for a reader that pays by the token. */

import type { Config } from '../../domain/config.ts';
import type { IndexSize } from '../../domain/index-result.ts';
import { estimateTokens } from '../../text/tokens.ts';

/** What an index may come to before it is reported. */
export type Budget = NonNullable<NonNullable<Config['index']>['budget']>;

/** What Agent Skills advises for a SKILL.md. */
const DEFAULT: Budget = { lines: 500, tokens: 5000 };

/** Measure a text. Pure; tokens are an estimate from the lengths of its words. */
export function sizeOf(text: string): IndexSize {
  const newlines = text.split('\n').length - 1;
  return {
    characters: text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0),
    lines: text === '' || text.endsWith('\n') ? newlines : newlines + 1,
    tokens: estimateTokens(text),
  };
}

/** @returns what of a size is over the budget, as a sentence, or `undefined`. */
export function describeExcess(size: IndexSize, own: Budget = {}): string | undefined {
  const budget = { ...DEFAULT, ...own };
  const over = (['lines', 'tokens', 'characters'] as const).flatMap((unit) => {
    const most = budget[unit];
    return most !== undefined && size[unit] > most ? [{ unit, most }] : [];
  });
  if (over.length === 0) return undefined;
  const seen = over.map(({ unit }) => `${unit === 'tokens' ? 'about ' : ''}${size[unit]} ${unit}`).join(' and ');
  const most = over.map(({ unit, most: limit }) => `${limit} ${unit}`).join(' and ');
  return `Unexpected index of ${seen}, expected at most ${most}: split it, or shorten what its files say of themselves`;
}
