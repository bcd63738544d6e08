/** Spanish words. Its `no` is the English one. */

import type { Language } from './language.ts';

export const spanish: Language = {
  name: 'Spanish',
  stopWords: [],
  stemmer: undefined,

  yes: ['sí', 'si'],
  no: [],
  decisionTreeHeadings: ['árbol de decisi'],
  opens: ['leer', 'ver'],
  whenHeaders: [],
  whereHeaders: [],
  fallbacks: ['otro'],

  and: ['y', 'luego'],
  also: ['también', 'después'],
  joins: [],
  joinsAfterComma: [],
  refuses: ['sin'],
  goesOn: ['pero'],
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
