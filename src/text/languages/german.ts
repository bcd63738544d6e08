/** German words. */

import type { Language } from './language.ts';

export const german: Language = {
  name: 'German',
  stopWords: [],
  stemmer: undefined,

  yes: ['ja'],
  no: ['nein'],
  decisionTreeHeadings: ['entscheidungsbaum'],
  opens: ['siehe', 'lies'],
  whenHeaders: [],
  whereHeaders: [],
  fallbacks: ['sonst', 'andernfalls'],

  and: ['und', 'dann'],
  also: ['auch', 'danach'],
  joins: [],
  joinsAfterComma: [],
  refuses: ['nicht', 'kein', 'ohne'],
  goesOn: ['und', 'aber', 'oder'],
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
