/** A request → the parts that may be wishes of their own. */

import { analyze } from '../text/index.ts';

/** Where sentences, items and coordinated clauses end. */
const SENTENCE = /(?<=[.!?;。！？；])\s*(?=\S)|\n+/u;
const COORDINATION =
  /,?\s+(?:and|but|plus|then|und|dann|et|puis|y|luego)\s+(?:(?:also|then|afterwards|after that|finally|auch|danach|aussi|ensuite|también|después)\s+)?|,\s+/iu;
/** Terms a part has at least: fewer say too little to be a wish. */
const FEWEST_TERMS = 2;
/** Parts that are looked at: each costs what a short request does. */
const MOST = 6;
/** A longer request tells a story, or is code: its sentences are no wishes. */
const LONGEST = 1000;

/**
 * Split a request where one wish may end and another begin.
 *
 * Pure.
 *
 * @param text
 *   The request.
 * @returns
 *   Two to six parts in order, or none: for a request of one clause, or of more than 1,000 characters.
 * @example
 *   wishesIn('Send an invoice and swap a shift with Anna'); // ['Send an invoice', 'swap a shift with Anna']
 */
export function wishesIn(text: string): string[] {
  if (text.length > LONGEST) return [];
  const parts = text.split(SENTENCE).flatMap(clausesOf).filter(saysEnough);
  return parts.length < 2 ? [] : parts.slice(0, MOST);
}

/** A sentence cut at coordinations with something to say on either side. */
function clausesOf(sentence: string): string[] {
  const clauses: string[] = [];
  let begin = 0;
  for (const { 0: joint, index } of sentence.matchAll(new RegExp(COORDINATION, 'giu'))) {
    if (!saysEnough(sentence.slice(begin, index)) || !saysEnough(sentence.slice(index + joint.length))) continue;
    clauses.push(sentence.slice(begin, index));
    begin = index + joint.length;
  }
  return [...clauses, sentence.slice(begin)];
}

function saysEnough(part: string): boolean {
  return new Set(analyze(part)).size >= FEWEST_TERMS;
}
