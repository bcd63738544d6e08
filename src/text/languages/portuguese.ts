/** Portuguese words. */

import type { Language } from './language.ts';

export const portuguese: Language = {
  name: 'Portuguese',
  stopWords: [],
  stemmer: undefined,

  yes: ['sim'],
  no: ['não', 'nao'],
  decisionTreeHeadings: ['árvore de decis'],
  opens: [],
  whenHeaders: [],
  whereHeaders: [],
  fallbacks: [],

  and: [],
  also: [],
  joins: [],
  joinsAfterComma: [],
  refuses: [],
  goesOn: ['e se'],
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
