/** The thresholds of a decision that were set by hand or measured by themselves, each with where it comes from. The fitted weights are `weights.json`. */

/**
 * A later reference with less of what it has of a request to itself loses as much of its score as it has less. Of 1,437 requests of
 * labelled catalogues in two halves R@1 is .821 with 0.05 to 0.15, .817 with 0.35, and .824 where no root is trusted more.
 */
export const OF_ITS_OWN = 0.15;

/** What an exclusion in full takes from the logarithm of the odds; set by hand, since the data has few. */
export const EXCLUSION_LOG_ODDS = -3;

/**
 * What a branch that holds in full, or a request that is a phrase of its, adds to those of being in scope, beside the words; by
 * hand: the data has no trees, and hardly such requests.
 */
export const BRANCH_LOG_ODDS = 3;

/**
 * What a glob that says all it can adds to those, when a file at hand matches it: its author has said that it applies, whatever
 * is asked, as rules of editors do; by hand, as `LED`.
 */
export const FILE_LOG_ODDS = 12;

/**
 * The score that "none of these" has beside the candidates: with few of them the best of a bad lot would have all the share.
 * Foreign requests score 1 to 3, answered ones 5 and more.
 */
export const NULL_SCORE = 3;

/**
 * Share of an index's score a reference below it needs to be put before it. A SKILL.md has instructions of its
 * own, a plain index only points.
 */
export const DESCEND_AT = { index: 0.65, skill: 0.85 } as const;

/** And share of that reference's score an index needs to be put before it. */
export const LIFTED_AT = 0.5;

/** How far an index and the reference below it are put apart when one is put before the other. */
export const AHEAD = 1.01;

/** Below this share of the request's idf, what tells a reference from its siblings is chance. */
export const TELLS_APART = 0.1;

/** As many references are put forward for their meaning, though they share no word with the request. */
export const NEAREST_BY_MEANING = 15;

/** References whose nearness shows that a request is about a subject of the catalog. */
export const NEIGHBORHOOD = 3;

/** Where the vectors know no word of the request: about what they have on requests they know. */
export const USUAL_COSINES = { mean: 0.1, deviation: 0.15 };
