/** Chinese words, in simplified and traditional characters. */

import type { Language } from './language.ts';

export const chinese: Language = {
  name: 'Chinese',
  stopWords: [],
  stemmer: undefined,

  yes: ['是'],
  no: ['否'],
  decisionTreeHeadings: ['决策树', '決策樹'],
  opens: ['参考', '查看'],
  whenHeaders: ['场景', '場景'],
  whereHeaders: ['文件', '参考'],
  fallbacks: ['其他', '否则'],

  and: [],
  also: [],
  joins: ['然后', '并且', '以及'],
  joinsAfterComma: ['然后', '并且', '另外', '再'],
  refuses: ['不要', '别', '不用'],
  goesOn: ['那', '那么', '那麼', '还有', '還有', '以及'],
  refersBack: [],

  beforeLastPhrase: [],
  excludes: ['不要用', '不适用', '不適用'],
  mayExclude: ['不'],
  beginsExclusion: [],
  sendsTo: [],
  articles: [],
  saysWhich: [],
  endsHandoff: [],
};
