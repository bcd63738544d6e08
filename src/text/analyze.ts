/** Text → terms: stop words out, English stemmed, Korean particles off. The same analysis for documents and requests. */

import { stopwords } from '@orama/stopwords/english';
import { stem } from 'porter2';
import { stemKorean } from './korean.ts';
import { forEachChunk, pushWords } from './tokenize.ts';

/** What people wrap a request in, whatever the request is about. */
const BOILERPLATE =
  'please help need want wants wanted like trying try hi hello hey dear thanks thank kindly assist able wondering ' +
  'know tell let lets us gonna wanna gotta anyone someone something somebody anything everything stuff thing things ' +
  'also just really actually basically currently ok okay well got get gets getting im ive id dont cant doesnt isnt ' +
  'wont didnt maybe perhaps may might will without within us via etc eg ie per yet still even much many lot lots bit ' +
  'one ones two way ways make makes making give take go going use using used uses user users';

const STOP_WORDS: ReadonlySet<string> = new Set([...stopwords, ...BOILERPLATE.split(' ')]);
const ENGLISH = /^[a-z]+$/;
const HANGUL = /\p{sc=Hangul}/u;
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
    const noun = HANGUL.test(word) ? stemKorean(word) : word;
    return noun === word ? word : normalise(noun);
  }
  // A lone letter says nothing, except the two that name a language.
  if (word.length === 1) return word === 'c' || word === 'r' ? word : '';
  return stem(word);
}
