/** What tells a version from every other, also from one of a store that was made anew and numbers as this one did. */

/**
 * As text, in SQL, over `signpost.versions AS v`: the store, the table (a dump that is restored makes another), the version by a
 * number nobody can guess, and the digest of what it is made of.
 */
export const IDENTITY = `concat_ws(' ',
  (SELECT id FROM signpost.migrations WHERE number = 1), v.tableoid, v.mark, v.digest)`;
