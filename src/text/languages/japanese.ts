/** Japanese words. */

import type { Language } from './language.ts';

export const japanese: Language = {
  name: 'Japanese',
  stopWords: [],
  stemmer: undefined,

  yes: ['はい'],
  no: ['いいえ'],
  decisionTreeHeadings: ['決定木', 'ディシジョンツリー'],
  opens: ['参照', '見る'],
  whenHeaders: ['ユースケース', '場面', '用途'],
  whereHeaders: ['参照', 'ファイル'],
  fallbacks: ['その他', 'それ以外'],

  and: [],
  also: [],
  joins: ['それから'],
  joinsAfterComma: [],
  refuses: [],
  goesOn: ['それ', 'では', 'じゃあ'],
  refersBack: [],

  beforeLastPhrase: [],
  excludes: ['使わない', '対象外'],
  mayExclude: ['使わない', '対象外'],
  beginsExclusion: [],
  sendsTo: [],
  articles: [],
  saysWhich: [],
  endsHandoff: [],
};
