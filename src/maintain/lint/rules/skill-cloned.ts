/** A reference that says what another one says, under another name. */

import { piecesOf } from '../../../catalog/index.ts';
import type { Reference } from '../../../contracts/reference.ts';
import { analyze } from '../../../text/index.ts';
import { isAbove } from '../../../trials/index.ts';
import { placeOfField } from '../fields.ts';
import { type Project, referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

/**
 * Share of what one says, each term by how rare it is, that the other says too: of 1,580 references of 38 labelled
 * catalogues none is so near another, and of 2,000 public skills thirteen are, each a copy.
 */
const CLONED = 0.93;
/** And as much of a reference that says more than its original, at least: what has words of all has those of each. */
const FEWEST_COPIED = 0.25;
/** Two that say less are alike by chance. */
const FEWEST_TERMS = 8;
/** Files of one checkout are written within less, in an order that says nothing. */
const APART_MS = 60_000;

export const skillCloned: LintRule = {
  id: 'skill-cloned',
  *check(project) {
    const reported = new Set<Reference>();
    for (const { reference } of referencesOf(project)) {
      const near = project.originals.original(reference);
      if (!near || Math.max(near.held, near.holding) < CLONED) continue;
      if (Math.min(near.held, near.holding) < FEWEST_COPIED) continue;
      if (isOfOneSkill(project, reference, near.of)) continue;
      if (isFamily(project, reference, near.of) || [reference, near.of].some(saysLittle)) continue;
      const { clone, original, why } = tellApart(project, reference, near.of, near.held, near.holding);
      const document = project.documentOf(clone.id);
      if (!document || reported.has(clone)) continue;
      reported.add(clone);
      const path = original.root === project.root ? original.path : `${original.root}/${original.path}`;
      const reason = `Unexpected copy of \`${path}\` (this one ${why}), expected a skill of its own, or one of the two`;
      yield { path: document.path, place: placeOfField(document, ['description']), reason };
    }
  },
};

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

interface ToldApart {
  readonly clone: Reference;
  readonly original: Reference;
  /** By what, as the end of a sentence about the clone. */
  readonly why: string;
}

/** Which of two is the clone: in the first root nobody's; then what says more, is younger, or has a name of its text's. */
function tellApart(project: Project, one: Reference, other: Reference, held: number, holding: number): ToldApart {
  const cloneIs = (clone: Reference, why: string): ToldApart => ({ clone, original: clone === one ? other : one, why });
  if (other.root !== project.root) return cloneIs(one, 'is of a later root');
  if (holding < CLONED) return cloneIs(one, 'says all of it and more');
  if (held < CLONED) return cloneIs(other, 'says all of it and more');
  const age = (project.files.writtenAt(one.path) ?? 0) - (project.files.writtenAt(other.path) ?? 0);
  const younger = age > 0 ? one : other;
  if (Math.abs(age) > APART_MS) return cloneIs(younger, 'is younger');
  const fit = namedFor(one, other) - namedFor(other, one);
  if (fit !== 0) return cloneIs(fit < 0 ? one : other, 'has the name that says less of it');
  if (age !== 0) return cloneIs(younger, 'is younger');
  // Where two are alike the first is taken: that is what a copy is made for.
  return cloneIs(one.path < other.path ? one : other, 'comes first: nothing else tells the two apart');
}

/** Share of the terms of a name that stand in the description, or in the name of another, in [0, 1]. */
function namedFor({ name, description }: Reference, other: Reference): number {
  const terms = analyze(name);
  const said = new Set(analyze(`${description}\n${other.name}`));
  return terms.length === 0 ? 0 : terms.filter((term) => said.has(term)).length / terms.length;
}

/** An index may say what its files say. */
function isFamily({ catalog }: Project, a: Reference, b: Reference): boolean {
  return isAbove(catalog, a.id, b.id) || isAbove(catalog, b.id, a.id);
}

function saysLittle(reference: Reference): boolean {
  return new Set(piecesOf(reference).flatMap(({ terms }) => [...terms])).size < FEWEST_TERMS;
}
