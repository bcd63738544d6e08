/** Russian words. */

import type { Language } from './language.ts';

export const russian: Language = {
  name: 'Russian',
  stopWords: [],
  stemmer: undefined,

  yes: ['да'],
  no: ['нет'],
  decisionTreeHeadings: [],
  opens: [],
  whenHeaders: [],
  whereHeaders: [],
  fallbacks: [],

  and: [],
  also: [],
  joins: [],
  joinsAfterComma: [],
  refuses: [],
  goesOn: ['а если', 'а как', 'и как'],
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
