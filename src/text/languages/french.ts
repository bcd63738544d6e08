/** French words. */

import type { Language } from './language.ts';

export const french: Language = {
  name: 'French',
  stopWords: [],
  stemmer: undefined,

  yes: ['oui'],
  no: ['non'],
  decisionTreeHeadings: ['arbre de d[ée]cision'],
  opens: ['lire', 'voir'],
  whenHeaders: [],
  whereHeaders: [],
  fallbacks: ['autre'],

  and: ['et', 'puis'],
  also: ['aussi', 'ensuite'],
  joins: [],
  joinsAfterComma: [],
  refuses: ['pas', 'sans'],
  goesOn: ['et', 'mais'],
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
