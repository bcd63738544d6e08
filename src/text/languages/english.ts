/** English words. */

import { stopwords } from '@orama/stopwords/english';
import type { Language } from './language.ts';

/** What people wrap a request in, whatever the request is about. */
const BOILERPLATE =
  'please help need want wants wanted like trying try hi hello hey dear thanks thank kindly assist able wondering ' +
  'know tell let lets us gonna wanna gotta anyone someone something somebody anything everything stuff thing things ' +
  'also just really actually basically currently ok okay well got get gets getting im ive id dont cant doesnt isnt ' +
  'wont didnt maybe perhaps may might will without within us via etc eg ie per yet still even much many lot lots bit ' +
  'one ones two way ways make makes making give take go going use using used uses user users';

/** What a decision tree leads to. */
const WHAT = '(?:references?|guides?|files?|docs?|documents?|documentation|skills?|workflows?|pages?|playbooks?)';

export const english: Language = {
  name: 'English',
  stopWords: [...new Set([...stopwords, ...BOILERPLATE.split(' ')])],
  stemmer: undefined,

  yes: ['yes'],
  no: ['no'],
  decisionTreeHeadings: [
    'decision[\\s-]*(?:tree|table|guide|matrix|flow)',
    'routing[\\s-]*(?:table|tree|guide|rules|map|matrix)',
    `(?:which|what) (?:\\w+ )?${WHAT}`,
    `${WHAT} (?:to (?:use|read|load|open|consult|follow|choose|pick)|routing|selection|selector)`,
    `(?:choose|choosing|pick|picking|select|selecting|find|finding) (?:the |a |an |your |the right )*${WHAT}`,
    'where to (?:look|go|start|read)',
  ],
  opens: [
    ...['read', 'see', 'see also', 'use', 'load', 'open', 'view', 'consult', 'follow', 'check', 'go to', 'refer to'],
    ...['start with', 'start at', 'start here', 'continue with', 'continue to', 'review', 'apply', 'path', 'file'],
    ...['reference', 'guide', 'doc', 'docs', 'skill', 'pattern in', 'patterns in', 'section in'],
  ],
  whenHeaders: [
    ...['when', 'want', 'need', 'task', 'goal', 'if', 'use case', 'use-case', 'usecase', 'situation', 'symptom'],
    ...['says', 'intent', 'question', 'scenario', 'topic', 'request', 'problem', 'user', 'type'],
  ],
  whereHeaders: [
    ...['reference', 'references', 'file', 'files', 'read', 'load', 'guide', 'guides', 'doc', 'docs', 'document'],
    ...['documents', 'skill', 'skills', 'open', 'see', 'go to', 'technique', 'combine', 'workflow', 'page', 'path'],
  ],
  fallbacks: [
    ...['otherwise', 'else', 'other', 'others', 'anything', 'default', 'fallback', 'none', 'neither', 'general'],
    ...['generally', 'generalized', 'not sure', 'unsure', 'unclear', 'unknown', 'in doubt', 'elsewhere'],
    ...['still stuck', 'still lost'],
  ],

  and: ['and', 'but', 'plus', 'then'],
  also: ['also', 'then', 'afterwards', 'after that', 'finally'],
  joins: [],
  joinsAfterComma: [],
  refuses: ['not', 'never', 'no', 'without', "don['’]?t", 'do not'],
  goesOn: [
    ...['and', 'but', 'so', 'or', 'also', 'then', 'now', 'okay', 'what about', 'how about', 'what if'],
    ...['same for', 'same with', 'same in'],
  ],
  refersBack: [
    ...['it', 'its', 'that', 'this', 'these', 'those', 'them', 'there', 'one', 'ones', 'instead', 'again', 'same'],
  ],

  beforeLastPhrase: ['and', 'or'],
  // That a thing "does not load" is what a reference may be about.
  excludes: [
    "\\b(?:do not|don['’]t|never|must not|should not)\\s+(?:be\\s+)?used?\\b",
    "^(?:do not|don['’]t|never)\\s+(?:trigger|invoke|load|activate|apply)\\b",
    "\\b(?:not|isn['’]t)\\s+(?:intended|meant|suitable|designed|applicable)\\s+(?:for|to|when)\\b",
    '\\bnot\\s+(?:to be\\s+)?used\\s+(?:for|when)\\b',
    '\\bnot for\\b',
    '^(?:skip|avoid)\\s+(?:this|it|if|when|for)\\b',
    "\\b(?:does not|doesn['’]t)\\s+cover\\b",
  ],
  mayExclude: ["n['’o]t", 'never', 'skip', 'avoid'],
  beginsExclusion: ["(?:not|do not|don['’]t|never)\\b"],
  sendsTo: ['\\b(?:see|use|prefer|try|invoke|(?:refer|defer|delegate|switch|go) to)\\b'],
  articles: ['the\\b'],
  saysWhich: ['\\b(?:for|not|when|if|skip|instead|rather|never)\\b', "n['’]t\\b"],
  endsHandoff: ['instead\\b', 'skill\\b'],
};
