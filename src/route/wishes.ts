/** A request → the parts that may be wishes of their own. */

import { analyze } from '../text/analyze.ts';
import { anyOf } from '../text/languages/any-language.ts';

/** Where sentences and items end. A point without a space after it stands in a name: `package.json`, `3.12`. */
const SENTENCE = /(?<=[.!?;])\s+(?=\S)|(?<=[。！？；])\s*(?=\S)|\n+/u;
/** What joins clauses that may be wishes each, and what may follow it. */
const COORDINATION = new RegExp(
  [
    `,?\\s+${anyOf('and')}\\s+(?:${anyOf('also')}\\s+)?`,
    ',\\s+',
    `[，、]\\s*${anyOf('joinsAfterComma')}?`,
    anyOf('joins'),
  ].join('|'),
  'giu',
);
/** What is not asked for. */
const REFUSED = new RegExp(`^\\P{L}*${anyOf('refuses')}(?!\\p{sc=Latin})`, 'iu');
/** Terms a part has at least: fewer say too little to be a wish. */
const FEWEST_TERMS = 2;
/** Parts that are looked at from the start and again from the end: what stands between them tells the story. */
const MOST_AT_EACH_END = 4;
/** A longer request is a log or a file. */
const LONGEST = 4000;

/**
 * Split a request where one wish may end and another begin.
 *
 * Pure.
 *
 * @param text
 *   The request.
 * @returns
 *   Two to eight parts in order, the first and the last four of more, without what is refused ("but not for dbt"); none for a
 *   request of one clause, or of more than 4,000 characters.
 * @example
 *   wishesIn('Send an invoice and swap a shift with Anna'); // ['Send an invoice', 'swap a shift with Anna']
 */
export function wishesIn(text: string): string[] {
  if (text.length > LONGEST) return [];
  const parts = text
    .split(SENTENCE)
    .flatMap(clausesOf)
    .filter((part) => saysEnough(part) && !REFUSED.test(part));
  if (parts.length < 2) return [];
  if (parts.length <= 2 * MOST_AT_EACH_END) return parts;
  return [...parts.slice(0, MOST_AT_EACH_END), ...parts.slice(-MOST_AT_EACH_END)];
}

/** A sentence cut at coordinations with something to say on either side; what says too little stays with what follows. */
function clausesOf(sentence: string): string[] {
  const joints = [...sentence.matchAll(COORDINATION)];
  const starts = [0, ...joints.map(({ 0: joint, index }) => index + joint.length)];
  const ends = [...joints.map(({ index }) => index), sentence.length];
  const telling = starts.flatMap((start, at) => (saysEnough(sentence.slice(start, ends[at])) ? [at] : []));
  let begin = 0;
  return telling.map((at, index) => {
    const isLast = index === telling.length - 1;
    const clause = sentence.slice(begin, isLast ? sentence.length : ends[at]);
    begin = starts[at + 1] ?? sentence.length;
    return clause;
  });
}

function saysEnough(part: string): boolean {
  return new Set(analyze(part)).size >= FEWEST_TERMS;
}
