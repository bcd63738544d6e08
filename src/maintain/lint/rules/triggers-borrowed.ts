/** Phrases of many others in triggers, examples, description and text; and names and headings that are phrases of another. */

import type { Reference } from '../../../domain/reference.ts';
import type { CopiedPiece } from '../../../load/catalog/copies.ts';
import { type Piece, piecesOf } from '../../../load/catalog/pieces.ts';
import { phraseKey } from '../../../text/phrases.ts';
import { isAbove } from '../../what-if/what-if.ts';
import { placeIn } from '../fields.ts';
import { namedIn } from '../named-in.ts';
import { isFamily, type Project, type ProjectDocument, referencesOf } from '../project.ts';
import type { Finding, LintRule } from '../rule.ts';

/**
 * Whose phrases are those of as many others, and half of all it says, or of as many more, and a quarter, says little of its
 * own. Of 1,580 references of 38 labelled catalogues three do, and of 3,000 public skills in catalogues of 20 and 100 none.
 */
const MOST_OTHERS = 3;
const MOST_SHARE = 1 / 2;
const TOO_MANY_OTHERS = 6;
const LARGE_SHARE = 1 / 4;
/** And of as many, however much it says beside: of the same and of 12,000 more, in catalogues of up to 300, none has above 8. */
const FAR_TOO_MANY_OTHERS = 10;
/** As many triggers of one other that are name, title and folders, or headings: of all these none has. */
const MOST_NAMES = 2;
const MOST_HEADINGS = 3;
/** Of more others than that nobody has triggers as headings, items or quotations, but who names them. */
const MOST_TOLD = 4;
/** Among more references than this everyday phrases meet by chance: twice as many others then. */
const FEW_REFERENCES = 300;
/** What more say is a turn of phrase of a whole collection. */
const MOST_SPEAKERS = 2;
/** As many of the others are named. */
const NAMED = 3;

export const triggersBorrowed: LintRule = {
  id: 'triggers-borrowed',
  *check(project) {
    for (const [reference, { others, field, text }] of borrowersIn(project)) {
      const document = project.documentOf(reference.id);
      if (!document) continue;
      const paths = [...others].slice(0, NAMED).map((other) => `\`${pathIn(project, other)}\``);
      const more = others.size > NAMED ? ` and ${others.size - NAMED} more` : '';
      const many = others.size === 1 ? 'another reference' : `${others.size} other references`;
      const reason = `Unexpected phrases of ${many} (${paths.join(', ')}${more}), such as “${text}”, expected what only this file is for`;
      yield { path: document.path, place: placeOf(document, field, text), reason };
    }
  },
};

const borrowers = new WeakMap<Project, ReadonlyMap<Reference, Borrowed>>();

/** Who has phrases of others, and what of them. Kept for the project: two rules ask. */
export function borrowersIn(project: Project): ReadonlyMap<Reference, Borrowed> {
  const known = borrowers.get(project);
  if (known) return known;
  const all = referencesOf(project).map(({ reference }) => {
    const borrowed = borrowedBy(project, reference);
    return { reference, borrowed, others: new Set(borrowed.flatMap(({ from }) => from)) };
  });
  const counts = new Map(all.map(({ reference, others }) => [reference, others.size]));
  const made = new Map<Reference, Borrowed>();
  for (const { reference, borrowed, others } of all) {
    // Who shares with one that shares with more has been borrowed from.
    const isLender = [...others].some((other) => (counts.get(other) ?? 0) > others.size);
    const found =
      (isLender ? undefined : inFields(project, reference, borrowed, others)) ?? elsewhere(project, reference);
    if (found) made.set(reference, found);
  }
  borrowers.set(project, made);
  return made;
}

/** Phrases of others, and where the first of them stands. */
interface Borrowed {
  readonly others: ReadonlySet<Reference>;
  readonly field?: Piece['field'];
  readonly text: string;
}

function placeOf(document: ProjectDocument, field: Borrowed['field'], text: string): Finding['place'] {
  if (field) return placeIn(document, [[field], ['metadata', field]], text).place;
  const at = document.text.indexOf(text);
  if (at === -1) return placeIn(document, [['name'], ['description']], text).place;
  const line = document.text.slice(0, at).split('\n').length;
  return { line, column: at - document.lineStart(line) + 1 };
}

function inFields(
  project: Project,
  reference: Reference,
  borrowed: readonly CopiedPiece[],
  others: ReadonlySet<Reference>,
): Borrowed | undefined {
  const [first] = borrowed;
  // Whose phrases one other has nearly all of is copied by that one, or copies it: `skill-cloned` tells.
  if (!first || mostOfOne(borrowed) * 2 > borrowed.length) return undefined;
  const scale = scaleOf(project);
  const share = borrowed.length / piecesOf(reference).filter(isPhrase).length;
  const isMost = others.size >= MOST_OTHERS * scale && share >= MOST_SHARE;
  const isMany = others.size >= TOO_MANY_OTHERS * scale && share >= LARGE_SHARE;
  if (!isMost && !isMany && others.size < FAR_TOO_MANY_OTHERS * scale) return undefined;
  return { others, field: first.piece.field, text: first.piece.text };
}

/** What its triggers and description have no words for, and it is called after, or says in its text. */
function elsewhere(project: Project, reference: Reference): Borrowed | undefined {
  const { name, title, path, headings, body } = reference;
  const scale = scaleOf(project);
  // Who may say a phrase in its own words may have them from nobody.
  const own = new Set(piecesOf(reference).flatMap(({ field, terms }) => (field === 'title' ? [] : [...terms])));
  const isOwn = (key: string) => key.split(' ').every((term) => own.has(term));
  const isTold = namedIn(body);
  const saidBy = (texts: readonly string[]): ReadonlyMap<Reference, readonly string[]> => {
    const said = new Map<Reference, string[]>();
    for (const [key, text] of new Map(texts.map((written) => [phraseKey(written), written]))) {
      const speakers = isOwn(key) ? [] : [...project.originals.speakers(text)].filter((other) => other !== reference);
      if (speakers.length > MOST_SPEAKERS) continue;
      for (const other of speakers) {
        // A skill of its own is no page of the skill in whose folder it stands.
        if (reference.kind !== 'skill' && isFamily(project, reference.id, other.id)) continue;
        if (isAbove(project.catalog, reference.id, other.id)) continue;
        const known = said.get(other);
        if (known) known.push(text);
        else said.set(other, [text]);
      }
    }
    return said;
  };
  const ofOne = (texts: readonly string[], most: number): Borrowed | undefined => {
    for (const [other, [text = '', ...more]] of saidBy(texts)) {
      if (more.length + 1 >= most) return { others: new Set([other]), text };
    }
    return undefined;
  };
  const names = [name, title, ...path.split('/').slice(0, -1)].map((text) => text.replace(/[-_]+/g, ' '));
  const found = ofOne(names, MOST_NAMES) ?? ofOne(headings, MOST_HEADINGS * scale);
  if (found) return found;
  const lines = [...saidBy([...headings, ...phrasesIn(body)])].filter(([other]) => !isTold(other));
  const [[, [text = ''] = []] = []] = lines;
  return lines.length > MOST_TOLD * scale ? { others: new Set(lines.map(([other]) => other)), text } : undefined;
}

/** Items of lists, and what stands in quotation marks: as phrases are written that somebody would say. */
function phrasesIn(body: string): string[] {
  const quoted = [...body.matchAll(/["“「]([^"“”「」\n]{1,80})["”」]/g)].map(([, text = '']) => text);
  const items = [...body.matchAll(/^[ \t]*(?:[-*+]|\d{1,3}[.)]) (.{1,80})$/gm)].map(([, text = '']) => text);
  return [...quoted, ...items];
}

/** Among many references everyday phrases meet by chance. */
function scaleOf({ catalog }: Project): number {
  return catalog.references.length > FEW_REFERENCES ? 2 : 1;
}

/** A word alone is nobody's, and a title is what a file is called. */
function isPhrase({ field, terms }: Piece): boolean {
  return field !== 'title' && terms.size > 1;
}

/** As many of some pieces as one other reference says. */
function mostOfOne(borrowed: readonly CopiedPiece[]): number {
  const counts = new Map<Reference, number>();
  for (const other of borrowed.flatMap(({ from }) => from)) counts.set(other, (counts.get(other) ?? 0) + 1);
  return [...counts.values()].reduce((most, count) => Math.max(most, count), 0);
}

function borrowedBy(project: Project, reference: Reference): CopiedPiece[] {
  // "After `inspect-change`" only names another.
  const isNamed = ({ name }: Reference, { text }: Piece) => name.includes('-') && text.toLowerCase().includes(name);
  const isRelated = ({ id }: Reference) => isFamily(project, id, reference.id);
  return project.originals
    .copied(reference)
    .map(({ piece, from }) => ({ piece, from: from.filter((other) => !isRelated(other) && !isNamed(other, piece)) }))
    .filter(({ piece, from }) => isPhrase(piece) && from.length > 0 && from.length <= MOST_SPEAKERS);
}

function pathIn({ root }: Project, other: Reference): string {
  return other.root === root ? other.path : `${other.root}/${other.path}`;
}
