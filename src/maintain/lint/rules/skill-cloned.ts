/** A reference that says what another one says, under another name. */

import type { Reference } from '../../../domain/reference.ts';
import type { Original } from '../../../load/catalog/copies.ts';
import { type Piece, piecesOf } from '../../../load/catalog/pieces.ts';
import { analyze } from '../../../text/analyze.ts';
import { placeOfField } from '../fields.ts';
import { isFamily, type Project, referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

/**
 * Share of what one says, each term by how rare it is, that the other says too: of 1,580 references of 38 labelled
 * catalogues none is so near another, and of 2,000 public skills thirteen are, each a copy.
 */
const CLONED = 0.93;
/** Two that say less are alike by chance. */
const FEWEST_TERMS = 8;
/** Of one that says more than that to it, as much has to be the other's, or this share of the other's phrases. */
const FEWEST_COPIED = 0.25;
const MOST_PIECES = 0.75;
/** Who has words of more is no copy of one: `keyword-stuffing` tells. */
const MOST_ORIGINALS = 3;
/** Files of one checkout are written within less, in an order that says nothing. */
const APART_MS = 60_000;

export const skillCloned: LintRule = {
  id: 'skill-cloned',
  *check(project) {
    for (const { clone, original, why } of clonesIn(project)) {
      const document = project.documentOf(clone.id);
      if (!document) continue;
      const path = original.root === project.root ? original.path : `${original.root}/${original.path}`;
      const reason = `Unexpected copy of \`${path}\` (${why}), expected a skill of its own, or one of the two`;
      yield { path: document.path, place: placeOfField(document, ['description']), reason };
    }
  },
};

const clones = new WeakMap<Project, readonly ToldApart[]>();

/** Every clone of a project, each once. Kept for the project: two rules ask. */
export function clonesIn(project: Project): readonly ToldApart[] {
  const known = clones.get(project);
  if (known) return known;
  const found = new Map<Reference, ToldApart>();
  for (const { reference } of referencesOf(project)) {
    const near = project.originals.original(reference);
    if (!near || !isCloned(project, reference, near)) continue;
    for (const told of tellApart(project, reference, near)) if (!found.has(told.clone)) found.set(told.clone, told);
  }
  const made = [...found.values()];
  clones.set(project, made);
  return made;
}

function isCloned(project: Project, one: Reference, { of: other, held, holding }: Original): boolean {
  if (Math.max(held, holding) < CLONED || [one, other].some(saysLittle)) return false;
  if (isOfOneSkill(project, one, other) || isFamily(project, one.id, other.id)) return false;
  const [longer, shorter] = held >= CLONED ? [one, other] : [other, one];
  if (isOfMany(project, longer)) return false;
  return Math.min(held, holding) >= FEWEST_COPIED || hasPiecesOf(longer, shorter);
}

/** Whether one says most of what another says phrase by phrase, too: a long text has the words of many a short one. */
function hasPiecesOf(longer: Reference, shorter: Reference): boolean {
  const said = new Set(phrasesIn(longer).map(({ key }) => key));
  const theirs = phrasesIn(shorter);
  return theirs.filter(({ key }) => said.has(key)).length >= MOST_PIECES * theirs.length;
}

/** What a file is called is not what it says. */
function phrasesIn(reference: Reference): Piece[] {
  return piecesOf(reference).filter(({ field }) => field !== 'title');
}

function isOfMany({ originals }: Project, reference: Reference): boolean {
  const terms = piecesOf(reference).flatMap(({ terms: said }) => [...said]);
  return originals.drawnFrom(terms, reference).size > MOST_ORIGINALS;
}

/** Pages of one skill are one author's, and often alike: the commands of a program, say. */
function isOfOneSkill(project: Project, one: Reference, other: Reference): boolean {
  if (one.root !== other.root) return false;
  const [own, theirs] = [one, other].map(({ path }) => skillAbove(project, path));
  return own !== undefined && own === theirs;
}

/** The folder of the skill that a page is of; `undefined` for a SKILL.md itself, and for a page of none. */
function skillAbove(project: Project, path: string): string | undefined {
  let folder = path;
  do {
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
    if (project.document(`${folder}SKILL.md`)) return path === `${folder}SKILL.md` ? undefined : folder;
  } while (folder !== '');
  return undefined;
}

/** A clone and what it is one of. */
export interface ToldApart {
  readonly clone: Reference;
  readonly original: Reference;
  /** By what, about the clone. */
  readonly why: string;
}

/**
 * Which of two is the clone: in the first root nobody's; then what is not in the folder of its name, says more, or has a name
 * that says less of it; then the younger. Where nothing tells, either may be.
 */
function tellApart(project: Project, one: Reference, { of: other, held, holding }: Original): readonly ToldApart[] {
  const cloneIs = (clone: Reference, why: string): ToldApart[] => [
    { clone, original: clone === one ? other : one, why },
  ];
  if (other.root !== project.root) return cloneIs(one, 'this one is of a later root');
  const placed = Number(isInPlace(one)) - Number(isInPlace(other));
  if (placed !== 0) return cloneIs(placed < 0 ? one : other, 'this one is not in the folder of its name');
  if (holding < CLONED) return cloneIs(one, 'this one says all of it and more');
  if (held < CLONED) return cloneIs(other, 'this one says all of it and more');
  const fit = namedFor(one, other) - namedFor(other, one);
  if (fit !== 0) return cloneIs(fit < 0 ? one : other, 'this one has the name that says less of it');
  const younger = youngerOf(project, one, other);
  if (younger) return cloneIs(younger, 'this one is younger');
  const why = 'or this one is its original: nothing tells the two apart';
  return [...cloneIs(one, why), ...cloneIs(other, why)];
}

/** A skill stands in the folder of its name; where other files stand says nothing. */
function isInPlace({ kind, name, path }: Reference): boolean {
  return kind !== 'skill' || !path.includes('/') || path.endsWith(`${name}/SKILL.md`);
}

/** The younger of two, where neither clock says otherwise: when a file was written last is what its author says, too. */
export function youngerOf({ files }: Project, one: Reference, other: Reference): Reference | undefined {
  const [mine, theirs] = [files.timesOf(one.path), files.timesOf(other.path)];
  if (!mine || !theirs) return undefined;
  const [least = 0, most = 0] = [mine.bornMs - theirs.bornMs, mine.writtenMs - theirs.writtenMs].sort((a, b) => a - b);
  if (least >= 0 && most > APART_MS) return one;
  return most <= 0 && least < -APART_MS ? other : undefined;
}

/** Share of the terms of a name that stand in the description, or in the name of another, in [0, 1]. */
function namedFor({ name, description }: Reference, other: Reference): number {
  const terms = analyze(name);
  const said = new Set(analyze(`${description}\n${other.name}`));
  return terms.length === 0 ? 0 : terms.filter((term) => said.has(term)).length / terms.length;
}

function saysLittle(reference: Reference): boolean {
  return new Set(piecesOf(reference).flatMap(({ terms }) => [...terms])).size < FEWEST_TERMS;
}
