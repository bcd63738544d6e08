/** Triggers, examples and clauses of a description that are those of many others. */

import { type CopiedPiece, type Piece, piecesOf } from '../../../catalog/index.ts';
import type { Reference } from '../../../contracts/reference.ts';
import { isAbove } from '../../../trials/index.ts';
import { placeIn } from '../fields.ts';
import { type Project, referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

/**
 * Whose phrases are those of as many others, and half of all it says, or of as many more, and a quarter, says little of its
 * own. Of 1,580 references of 38 labelled catalogues three do, and of 3,000 public skills in catalogues of 20 and 100 none.
 */
const MOST_OTHERS = 3;
const MOST_SHARE = 1 / 2;
const TOO_MANY_OTHERS = 6;
const LARGE_SHARE = 1 / 4;
/** Among more references than this everyday phrases meet by chance: twice as many others then. */
const FEW_REFERENCES = 300;
/** What more say is a turn of phrase of a whole collection. */
const MOST_SPEAKERS = 2;
/** As many of the others are named. */
const NAMED = 3;

export const triggersBorrowed: LintRule = {
  id: 'triggers-borrowed',
  *check(project) {
    const scale = project.catalog.references.length > FEW_REFERENCES ? 2 : 1;
    const all = referencesOf(project).map(({ reference, document }) => {
      const borrowed = borrowedBy(project, reference);
      return { reference, document, borrowed, others: new Set(borrowed.flatMap(({ from }) => from)) };
    });
    const counts = new Map(all.map(({ reference, others }) => [reference, others.size]));
    for (const { reference, document, borrowed, others } of all) {
      const [first] = borrowed;
      // Whose phrases one other has nearly all of is copied by that one, or copies it: `skill-cloned` tells.
      if (!first || mostOfOne(borrowed) * 2 > borrowed.length) continue;
      // And who shares with one that shares with more has been borrowed from.
      if ([...others].some((other) => (counts.get(other) ?? 0) > others.size)) continue;
      const share = borrowed.length / piecesOf(reference).filter(isPhrase).length;
      const isMost = others.size >= MOST_OTHERS * scale && share >= MOST_SHARE;
      const isMany = others.size >= TOO_MANY_OTHERS * scale && share >= LARGE_SHARE;
      if (!isMost && !isMany) continue;
      const paths = [...others].slice(0, NAMED).map((other) => `\`${pathIn(project, other)}\``);
      const more = others.size > NAMED ? ` and ${others.size - NAMED} more` : '';
      const { field, text } = first.piece;
      const place = placeIn(document, [[field], ['metadata', field]], text).place;
      const reason = `Unexpected phrases of ${others.size} other references (${paths.join(', ')}${more}), such as “${text}”, expected what only this file is for`;
      yield { path: document.path, place, reason };
    }
  },
};

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

function borrowedBy({ catalog, originals }: Project, reference: Reference): CopiedPiece[] {
  // "After `inspect-change`" only names another.
  const isNamed = ({ name }: Reference, { text }: Piece) => name.includes('-') && text.toLowerCase().includes(name);
  const isFamily = ({ id }: Reference) => isAbove(catalog, id, reference.id) || isAbove(catalog, reference.id, id);
  return originals
    .copied(reference)
    .map(({ piece, from }) => ({ piece, from: from.filter((other) => !isFamily(other) && !isNamed(other, piece)) }))
    .filter(({ piece, from }) => isPhrase(piece) && from.length > 0 && from.length <= MOST_SPEAKERS);
}

function pathIn({ root }: Project, other: Reference): string {
  return other.root === root ? other.path : `${other.root}/${other.path}`;
}
