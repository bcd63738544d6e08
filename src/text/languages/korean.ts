/** Korean words, and their stems: particles and the endings of 하다 come and go with the sentence, the noun before them stays. */

import type { Language } from './language.ts';

/** Particles, the longest first. */
const PARTICLES =
  '으로부터|에게서는|에서부터|이라고|이라는|에게서|한테서|으로써|으로서|에서는|에서도|까지는|부터는|처럼은|이라도|에게|한테|' +
  '에서|으로|로써|로서|라고|라는|까지|부터|처럼|보다|마다|조차|마저|밖에|하고|이나|이란|이랑|들을|들은|들이|들의|' +
  '을|를|은|는|이|가|에|의|와|과|도|로|만|나|랑|들|란';
/** What 하다 and 되다 make verbs of. */
const ENDINGS =
  '해주세요|하겠습니다|했습니다|합니다|하세요|하십시오|해줘요|되었습니다|됩니다|하려면|하면서|해야|해줘|하기|하는|하고|하여|하면|하게|하자|' +
  '해서|했던|했다|한다|하다|되는|되어|되면|된다|되다|돼서|한|할|함|해|된|될|됨|돼';
/** Two syllables of a noun, or a foreign word, and what stands after it. */
const SUFFIX = new RegExp(`^([\\p{sc=Hangul}]{2,}?|[^\\p{sc=Hangul}]+)(?:${ENDINGS})?(?:${PARTICLES})?$`, 'u');
/** Longer runs are sentences without spaces. */
const LONGEST = 20;

/**
 * Take particles and endings off a Korean word.
 *
 * A light stemmer over a list of the common ones: it keeps two syllables at the least, and knows no other verbs.
 *
 * @param word
 *   A word of Hangul syllables, or a foreign one with Hangul after it.
 * @returns
 *   The stem; the word itself when there is nothing to take off.
 * @example
 *   stemKorean('데이터베이스를'); // '데이터베이스'
 *   stemKorean('api를'); // 'api'
 */
export function stemKorean(word: string): string {
  if (word.length > LONGEST) return word;
  return SUFFIX.exec(word)?.[1] ?? word;
}

export const korean: Language = {
  name: 'Korean',
  stopWords: [],
  stemmer: { script: /\p{sc=Hangul}/u, stem: stemKorean },

  yes: ['예'],
  no: ['아니오', '아니요'],
  decisionTreeHeadings: ['의사\\s*결정\\s*트리', '결정\\s*트리'],
  opens: [],
  whenHeaders: ['경우'],
  whereHeaders: [],
  fallbacks: ['그 외', '기타'],

  and: [],
  also: [],
  joins: ['그리고\\s+'],
  joinsAfterComma: [],
  refuses: [],
  goesOn: ['그럼', '그리고'],
  refersBack: [],

  beforeLastPhrase: [],
  excludes: [],
  mayExclude: [],
  beginsExclusion: [],
  sendsTo: [],
  articles: [],
  saysWhich: [],
  endsHandoff: [],
};
