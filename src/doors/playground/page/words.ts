/** Where the terms of a request stand in a text. The router has stems; here a word that begins with one counts. */

/** A piece of a text, and whether it is one of the terms. */
export interface Piece {
  readonly text: string;
  readonly isTerm: boolean;
}

const WORD = /[\p{L}\p{N}_]+/gu;
/** Scripts without spaces between words: a term is looked for within. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

/**
 * Cut a text where terms begin and end.
 *
 * Pure. The pieces joined are the text.
 *
 * @param terms
 *   Stems, as an explanation has them.
 */
export function markTerms(text: string, terms: ReadonlySet<string>): Piece[] {
  if (terms.size === 0) return text === '' ? [] : [{ text, isTerm: false }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    for (const [start, end] of UNSPACED.test(word) ? within(word, terms) : whole(word, terms)) {
      if (index + start > from) pieces.push({ text: text.slice(from, index + start), isTerm: false });
      pieces.push({ text: text.slice(index + start, index + end), isTerm: true });
      from = index + end;
    }
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isTerm: false });
  return pieces;
}

type Span = readonly [start: number, end: number];

function whole(word: string, terms: ReadonlySet<string>): Span[] {
  const lower = word.toLowerCase();
  const isTerm = terms.has(lower) || [...terms].some((term) => isInflected(lower, term));
  // `parts_of_a_name` and camelCase hold terms, too.
  if (isTerm || !/[_\p{Lu}]/u.test(word.slice(1))) return isTerm ? [[0, word.length]] : [];
  const parts = [...word.matchAll(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+/gu)].filter((part) => part[0].length < word.length);
  return parts.flatMap((part) =>
    whole(part[0].toLowerCase(), terms).map(([, end]): Span => [part.index, part.index + end]),
  );
}

/** Whether a word may have the stem: it begins with it, but for a last letter that stems change, and goes on a little. */
function isInflected(word: string, term: string): boolean {
  if (term.length < 3) return false;
  const stem = /[ie]$/.test(term) ? term.slice(0, -1) : term;
  if (!word.startsWith(stem)) return false;
  // "running" doubles the last letter of "run".
  const rest = word.length - term.length - (word[term.length] === term.at(-1) ? 1 : 0);
  return rest <= (term.length < 5 ? 3 : 6);
}

/** Every stretch that is a term, the longest first. */
function within(run: string, terms: ReadonlySet<string>): Span[] {
  // Only lengths that a term has: one word as long as the run would make every stretch of it be looked at.
  const lengths = [...new Set([...terms].map((term) => term.length))]
    .filter((length) => length > 0)
    .sort((a, b) => b - a);
  const spans: Span[] = [];
  for (let at = 0; at < run.length; at++) {
    for (const length of lengths) {
      if (at + length > run.length || !terms.has(run.slice(at, at + length).toLowerCase())) continue;
      spans.push([at, at + length]);
      at += length - 1;
      break;
    }
  }
  return spans;
}

const LANGUAGES: readonly (readonly [script: RegExp, lang: string])[] = [
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, 'ja'],
  [/\p{sc=Hangul}/u, 'ko'],
  [/\p{sc=Han}/u, 'zh'],
  [/\p{sc=Arabic}/u, 'ar'],
  [/\p{sc=Hebrew}/u, 'he'],
  [/\p{sc=Thai}/u, 'th'],
  [/\p{sc=Greek}/u, 'el'],
];
/** Enough of a text to see its script. */
const LOOKED_AT = 500;

/** The language a script stands for; `undefined` where many languages share it. */
export function langOf(text: string): string | undefined {
  const start = text.slice(0, LOOKED_AT);
  return LANGUAGES.find(([script]) => script.test(start))?.[1];
}
