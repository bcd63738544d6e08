/** Labelled requests that documentation brings with it in front matter. */

import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { Reference } from '../../domain/reference.ts';

/**
 * The labels of front matter: an example belongs to its reference, a phrase of `not_for` does not.
 *
 * Pure.
 *
 * @param catalog
 *   References in process, or as a store lists them.
 * @returns
 *   One row each, in the order of references; none for a catalog without such fields.
 */
export function frontMatterLabels({
  references,
}: {
  readonly references: readonly Pick<Reference, 'id' | 'examples' | 'notFor'>[];
}): LabelledRequest[] {
  return references.flatMap(({ id, examples, notFor }) => [
    ...examples.map((query) => ({ query, expected: [id], acceptable: [], not: [] })),
    ...notFor.map((query) => ({ query, expected: null, acceptable: [], not: [id] })),
  ]);
}
