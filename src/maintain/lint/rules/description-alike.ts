/** Two descriptions so alike that requests cannot tell them apart. */

import type { Profile } from '../../../route/profile.ts';
import { placeOfField } from '../fields.ts';
import type { Project } from '../project.ts';
import type { LintRule } from '../rule.ts';

/** Share of the terms of two descriptions that both have (Jaccard). */
const ALIKE = 0.6;
/** Fewer terms are alike by chance. */
const FEWEST_TERMS = 4;
/** As many descriptions with one rare term are compared: a template's are all alike, and one is enough to say so. */
const MOST_COMPARED = 40;
/** As many pairs the router is asked about. */
const MOST_ASKED = 200;
/** The router, given one description, has to put the other this close behind. */
const CLOSE = 0.9;

export const descriptionAlike: LintRule = {
  id: 'description-alike',
  *check(project) {
    const profiles = project.catalog.references
      .flatMap(({ id }) => project.profiles.get(id) ?? [])
      .filter(({ description }) => description.size >= FEWEST_TERMS);
    let asked = 0;
    for (const [later, earlier] of alikePairs(profiles)) {
      if (asked++ >= MOST_ASKED) return;
      const document = project.documentOf(later.reference.id);
      if (!document || isFamily(project, later, earlier) || !areClose(project, later, earlier)) continue;
      const reason = `Unexpected description so like that of \`${earlier.reference.path}\` that requests cannot tell the two apart, expected what only this file holds`;
      yield { path: document.path, place: placeOfField(document, ['description']), reason };
    }
  },
};

/**
 * Each profile with the most alike one before it.
 *
 * Two sets of a Jaccard index of at least t share one of the first |x| − ⌈t·|x|⌉ + 1 terms of x when terms are ordered
 * by how rare they are (prefix filtering, Chaudhuri et al. 2006): only sets that share one of those are compared.
 */
function* alikePairs(profiles: readonly Profile[]): Iterable<readonly [later: Profile, earlier: Profile]> {
  const counts = new Map<string, number>();
  for (const { description } of profiles) for (const term of description) counts.set(term, (counts.get(term) ?? 0) + 1);
  const byRarity = (a: string, b: string) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1);
  const holders = new Map<string, Profile[]>();
  for (const profile of profiles) {
    const terms = [...profile.description].sort(byRarity);
    const prefix = terms.slice(0, terms.length - Math.ceil(ALIKE * terms.length) + 1);
    let best: { readonly profile: Profile; readonly value: number } | undefined;
    for (const other of new Set(prefix.flatMap((term) => holders.get(term) ?? []))) {
      const value = jaccard(profile.description, other.description);
      if (value >= ALIKE && value > (best?.value ?? 0)) best = { profile: other, value };
    }
    if (best) yield [profile, best.profile];
    for (const term of prefix) {
      const own = holders.get(term);
      if (!own) holders.set(term, [profile]);
      else if (own.length < MOST_COMPARED) own.push(profile);
    }
  }
}

function jaccard(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of left) if (right.has(term)) shared++;
  return shared / (left.size + right.size - shared);
}

/** An index may say what its files say. */
function isFamily({ catalog }: Project, a: Profile, b: Profile): boolean {
  return (
    catalog.parents.get(a.reference.id) === b.reference.id || catalog.parents.get(b.reference.id) === a.reference.id
  );
}

/** Measured with the router: each description, as a request, fits the other reference nearly as well. */
function areClose(project: Project, a: Profile, b: Profile): boolean {
  return [a, b].every((asked) => {
    const { candidates } = project.route(asked.reference.description);
    const scores = [a, b].map(({ reference }) => candidates.find(({ id }) => id === reference.id)?.score ?? 0);
    return Math.min(...scores) >= CLOSE * Math.max(...scores);
  });
}
