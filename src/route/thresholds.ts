/**
 * The thresholds of a decision beside the fitted weights (`weights.json`). Where a measurement is named it comes from that; the others were set
 * by hand, and the labelled catalogues hold them.
 */

/** A phrase whose idf sums to this counts half of a long one's. */
export const PHRASE_DAMPING = 3;

/** A document that holds a term in its body alone counts this much of one that holds it where it is routed by. */
export const BODY_SHARE = 1 / 3;

/**
 * References that are taken to stand beside the catalog and hold none of its words: in a catalog of eight files
 * about dbt, "dbt" still says something about a request.
 */
export const BACKGROUND_REFERENCES = 20;

/** Candidates for the whole that are held against each part: what is further down answers none. */
export const PART_CANDIDATES = 12;

/** How sure it has to be of a part, and of what answers it, for the part to speak for the whole. */
export const CLEAR_PART = { scope: 0.7, confidence: 0.6 };

/** Turns before the request that count, and what each counts beside the one after it. */
export const MOST_TURNS = 3;

export const TURN_DECAY = 0.6;

/** Candidates of a turn that are inherited. */
export const INHERITED = 5;

/** So many names at hand speak half of what many would. */
export const SETTING_DAMPING = 2;

/** How much a request inherits from the turn before it, by how it is put. */
export const FOLLOW_UP = { withoutTerms: 0.9, goesOn: 0.8, refersBack: 0.6, short: 0.3, other: 0.1 } as const;

/** A request that refers back has at most so many terms of its own, a short one so many. */
export const FOLLOW_UP_TERMS = 4;

export const SHORT_TERMS = 2;

/** From here on a request without an answer of its own may be answered by what was asked before. */
export const INHERITS_SCOPE = 0.6;

/** Conditions whose idf sums to this count half of those that say much. */
export const CONDITION_DAMPING = 2;

/** What the questions above a branch count beside its own condition: they hold for its siblings too. */
export const QUESTIONS_ABOVE = 0.3;

/** A candidate with at least this part of the first one's share fits as well as the first. */
export const TIED_AT = 0.8;

/** What `ambiguousBelow` is unless somebody sets it: three in four are right without a question. */
export const CERTAIN_BY_DEFAULT = 0.75;

/** A part that says nothing clear asks for nothing of its own: how sure it is that anything answers it, and what does. */
export const PART_IN_SCOPE = 0.5;

export const PART_SURE = 0.6;

/** A reference with this part of the score of the best one answers a part, too. */
export const COVERS_AT = 0.65;

/** And a further reference has to have this part of the first one's score for the whole request. */
export const ADDS_AT = 0.4;

/** References of one decision. */
export const MOST_REFERENCES = 3;
/**
 * A later reference with less of what it has of a request to itself loses as much of its score as it has less. Of 1,437 requests of
 * labelled catalogues in two halves R@1 is .821 with 0.05 to 0.15, .817 with 0.35, and .824 where no root is trusted more.
 */
export const OWN_SHARE = 0.15;

/** What an exclusion in full takes from the logarithm of the odds; set by hand, since the data has few. */
export const EXCLUSION_LOG_ODDS = -3;

/**
 * What a branch that holds in full, or a request that is a phrase of its, adds to those of being in scope, beside the words; by
 * hand: the data has no trees, and hardly such requests.
 */
export const BRANCH_LOG_ODDS = 3;

/**
 * What a glob that says all it can adds to those, when a file at hand matches it: its author has said that it applies, whatever
 * is asked, as rules of editors do; by hand, as `BRANCH_LOG_ODDS`.
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
