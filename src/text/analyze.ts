/** Text → terms: stop words out, English stemmed, endings of other languages off. The same analysis for documents and requests. */

import { stem } from 'porter2';
import { LANGUAGES } from './languages/all.ts';
import { listOf } from './languages/any-language.ts';
import { forEachChunk, pushWords } from './tokenize.ts';

const STOP_WORDS: ReadonlySet<string> = new Set(listOf('stopWords'));
const STEMMERS = LANGUAGES.flatMap(({ stemmer }) => stemmer ?? []);
const ENGLISH = /^[a-z]+$/;
/** Chunks are looked up far more often than they are new; past this many the table starts again. */
const CACHE_LIMIT = 100_000;
/** Longer chunks are unspaced scripts or data, and seldom come twice. */
const LONGEST_CACHED = 64;
/** Longer "words" are encoded data, not language. */
const LONGEST_WORD = 64;

const NO_TERMS: readonly string[] = [];

const cache = new Map<string, readonly string[]>();

/**
 * Turn text into normalised terms.
 *
 * @param text
 *   Any text. Text of stop words alone has no terms.
 * @returns
 *   Terms in order, with repetitions.
 * @example
 *   analyze('Can you please help me schedule dbt runs?'); // ['schedul', 'dbt', 'run']
 */
export function analyze(text: string): string[] {
  const terms: string[] = [];
  forEachChunk(text, (chunk) => {
    for (const term of termsOf(chunk)) terms.push(term);
  });
  return terms;
}

/** The terms of one chunk. */
function termsOf(chunk: string): readonly string[] {
  const known = cache.get(chunk);
  if (known !== undefined) return known;
  const words: string[] = [];
  pushWords(chunk, words);
  const terms = words.map(normalise).filter((term) => term !== '');
  if (chunk.length > LONGEST_CACHED) return terms;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  cache.set(chunk, terms.length === 0 ? NO_TERMS : terms);
  return terms;
}

function normalise(word: string): string {
  if (STOP_WORDS.has(word) || word.length > LONGEST_WORD) return '';
  if (!ENGLISH.test(word)) {
    const stemmer = STEMMERS.find(({ script }) => script.test(word));
    const stemmed = stemmer ? stemmer.stem(word) : word;
    // What is left may be of another language: `api를`.
    return stemmed === word ? word : normalise(stemmed);
  }
  // A lone letter says nothing, except the two that name a language.
  if (word.length === 1) return word === 'c' || word === 'r' ? word : '';
  return stem(word);
}
