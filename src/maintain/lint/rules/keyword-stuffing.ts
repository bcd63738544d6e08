/** Words put where a reference is routed by, for a router and not for a reader: one over and over, or those of many others. */

import type { Reference } from '../../../domain/reference.ts';
import { analyze } from '../../../text/analyze.ts';
import { phraseKey, splitPhrases } from '../../../text/phrases.ts';
import { tokenize } from '../../../text/tokenize.ts';
import { placeOfField } from '../fields.ts';
import { namedIn } from '../named-in.ts';
import { isFamily, type Project, type ProjectDocument } from '../project.ts';
import type { Finding, LintRule } from '../rule.ts';

/** A word that stands more often in a description, and makes up more than this share of what it says, was put there for a router. */
const MOST_TIMES = 5;
const MOST_SHARE = 1 / 3;
/** The same phrase in the triggers of one reference. */
const MOST_PHRASES = 2;

/**
 * Words in a row that others hold, with no word between that only this reference has or that only joins others. Of 18,000
 * descriptions of public skills, in catalogues of 20 to 1,000, the longest such row has 21 words in a catalogue of 300 at the
 * most, and above 60 in one of 2,000 in larger ones; of bodies one of 2,000 has one above 80 and 120.
 */
const LONGEST_ROW = { routed: 27, body: 80 };
const LONGEST_ROW_OF_MANY = { routed: 60, body: 200 };
/** References a catalogue may have before almost every word is one of others. */
const FEW_REFERENCES = 300;
/**
 * Of more references than this a text has a good part of the rare words, and these make up this share of what it says, when it was
 * put together of theirs, whatever stands between. Of 13,000 public skills no description has those of four, and no headings or text
 * a quarter of its words of them; whom a text names, and leads to, is not counted.
 */
const MOST_DRAWN = 3;
const MOST_SHARE_DRAWN = 0.4;
/** Share of the words in a row that one other may hold. */
const MOST_OF_ONE = 2 / 3;

export const keywordStuffing: LintRule = {
  id: 'keyword-stuffing',
  *check(project) {
    // The same words come again and again.
    const known = new Map<string, readonly string[]>();
    const termsOf = (word: string): readonly string[] => {
      const terms = known.get(word) ?? analyze(word);
      known.set(word, terms);
      return terms;
    };
    for (const document of project.documents) {
      yield* repetitionsIn(document);
      if (document.reference) yield* wordsOfOthersIn(project, document, document.reference, termsOf);
    }
  },
};

function* repetitionsIn(document: ProjectDocument): Iterable<Finding> {
  const { description = '', triggers = [], name = '' } = document.parsed.fields;
  // What a thing is called has to be said.
  const own = new Set(analyze(name));
  const terms = analyze(description);
  const [term, times] = mostCommon(terms.filter((known) => !own.has(known)));
  if (times > MOST_TIMES && times > MOST_SHARE * terms.length) {
    const word = tokenize(description).find((written) => analyze(written)[0] === term) ?? term;
    const reason = `Unexpected description that says “${word}” ${times} times, expected a sentence`;
    yield { path: document.path, place: placeOfField(document, ['description']), reason };
  }
  const [phrase, repeated] = mostCommon(splitPhrases(triggers).map(phraseKey).filter(Boolean));
  if (repeated > MOST_PHRASES) {
    const reason = `Unexpected trigger “${phrase}” ${repeated} times, expected it once`;
    yield { path: document.path, place: placeOfField(document, ['triggers'], ['metadata', 'triggers']), reason };
  }
}

function* wordsOfOthersIn(
  project: Project,
  document: ProjectDocument,
  reference: Reference,
  termsOf: (word: string) => readonly string[],
): Iterable<Finding> {
  const { description, triggers, examples, headings, body, name } = reference;
  const isFew = project.catalog.references.length <= FEW_REFERENCES;
  const longest = isFew ? LONGEST_ROW : LONGEST_ROW_OF_MANY;
  const own = new Set(analyze(name));
  const isOfOthers = (term: string) => {
    const holders = project.originals.holders(term);
    return !own.has(term) && holders.size > Number(holders.has(reference));
  };
  const phrases = [...triggers, ...examples].join('\n');
  const texts = [
    { kind: 'description', text: description, most: longest.routed, fields: [['description']] },
    { kind: 'triggers', text: phrases, most: longest.routed, fields: [['triggers'], ['examples'], ['metadata']] },
    { kind: 'headings', text: headings.join('\n'), most: longest.routed, fields: [] },
    { kind: 'text', text: body, most: longest.body, fields: [] },
  ];
  for (const { kind, text, most, fields } of texts) {
    const row = longestRow(text, (word) => termsOf(word).some(isOfOthers));
    if (row.length <= most || isOfOne(project, reference, row.flatMap(analyze))) continue;
    const reason = `Unexpected ${kind} with ${row.length} words of other references in a row (“${row.slice(0, 3).join(' ')} …”), expected sentences about this one`;
    yield { path: document.path, place: placeOfRow(document, row, fields), reason };
    return;
  }
  yield* drawnIn(project, document, reference);
}

/** Words of many others, whatever stands between them. */
function* drawnIn(project: Project, document: ProjectDocument, reference: Reference): Iterable<Finding> {
  const { description, triggers, examples, headings, body } = reference;
  const isNamed = namedIn(body);
  const said = [description, ...triggers, ...examples].join('\n');
  const texts = [
    {
      kind: 'description or triggers',
      text: said,
      fields: [['description'], ['triggers'], ['metadata']],
      isNamed: () => false,
    },
    { kind: 'headings', text: headings.join('\n'), fields: [], isNamed },
    { kind: 'text', text: body, fields: [], isNamed },
  ];
  for (const { kind, text, fields, isNamed: isTold } of texts) {
    const terms = new Set(analyze(text));
    const drawn = [...project.originals.drawnFrom(terms, reference)].filter(
      ([other]) => !isFamily(project, reference.id, other.id) && !isTold(other),
    );
    const theirs = new Set(drawn.flatMap(([, words]) => words));
    if (drawn.length <= MOST_DRAWN || theirs.size < MOST_SHARE_DRAWN * terms.size) continue;
    const reason = `Unexpected ${kind} with the words of ${drawn.length} other references (“${[...theirs].slice(0, 3).join(' ')} …”), expected what only this file is for`;
    yield { path: document.path, place: placeOfField(document, ...fields), reason };
    return;
  }
}

/** Whether one other holds most of some terms: who is copied, or strung together with others, has its words from nobody. */
function isOfOne({ originals }: Project, self: Reference, terms: readonly string[]): boolean {
  const distinct = new Set(terms);
  const counts = new Map<Reference, number>();
  for (const term of distinct) {
    for (const reference of originals.holders(term)) {
      if (reference !== self) counts.set(reference, (counts.get(reference) ?? 0) + 1);
    }
  }
  for (const count of counts.values()) if (count > distinct.size * MOST_OF_ONE) return true;
  return false;
}

/** A word as people write it. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_.-]*/gu;

/** The longest row of different words that others all have. */
function longestRow(text: string, isOfOthers: (word: string) => boolean): readonly string[] {
  let longest: ReadonlySet<string> = new Set();
  let row = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    if (!isOfOthers(word)) row = new Set();
    else if (row.add(word).size > longest.size) longest = row;
  }
  return [...longest];
}

function placeOfRow(
  document: ProjectDocument,
  [first = '']: readonly string[],
  fields: readonly (readonly string[])[],
): Finding['place'] {
  if (fields.length > 0) return placeOfField(document, ...fields);
  const at = Math.max(0, document.text.indexOf(first));
  const line = document.text.slice(0, at).split('\n').length;
  return { line, column: at - document.lineStart(line) + 1 };
}

function mostCommon(words: readonly string[]): readonly [word: string, times: number] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? ['', 0];
}
