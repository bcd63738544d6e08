/** What comes out of an evaluation. */

/** A share of rows, with the interval it lies in at 95 % (Wilson 1927). */
export interface Share {
  /** In [0, 1]; 0 when there are no rows. */
  readonly value: number;
  readonly hits: number;
  readonly rows: number;
  readonly low: number;
  readonly high: number;
}

/** One row after it was asked. */
export interface EvaluatedRow {
  readonly id?: string;
  readonly query: string;
  /** Ids that answer it; `[]` for none of the catalog, `null` where nobody said. */
  readonly expected: readonly string[] | null;
  /** Also right. */
  readonly acceptable: readonly string[];
  readonly not: readonly string[];
  readonly decision: 'route' | 'ambiguous' | 'abstain';
  /** Ids chosen, best first. */
  readonly chosen: readonly string[];
  readonly confidence: number;
  /** Place of the first right candidate, from 1; 0 when it is not among the first ten, or nothing is expected. */
  readonly rank: number;
  /** Whether the row came out as it should: the first candidate right, none chosen, or none of `not` chosen. */
  readonly right: boolean;
}

/** How one reference or one language fares. */
export interface GroupResult {
  /** The id of a reference, or `latin`, `zh`, `ja`, `ko`, `other` by script. */
  readonly name: string;
  readonly r1: Share;
}

/** A reference that was expected and the one that was put before it. */
export interface Confusion {
  readonly expected: string;
  readonly chosen: string;
  readonly count: number;
}

/** A row that came out wrong, and why. */
export interface Miss {
  readonly row: EvaluatedRow;
  /** Id of what won; `undefined` when nothing was chosen. */
  readonly won: string | undefined;
  /** Scores of the winner and of the best right candidate, 0 where there is none. */
  readonly winnerScore: number;
  readonly rightScore: number;
  /** The evidence that spoke for the winner, the strongest difference first. */
  readonly because: readonly Lead[];
}

/** What spoke more for a winner than for what is right. */
export interface Lead {
  /** As in the explanation: of a feature, or of what moved the winner. */
  readonly name: string;
  readonly label: string;
  /** What it adds to the score of the winner, and how much more than to that of the best right candidate: above 0. */
  readonly contribution: number;
  readonly ahead: number;
}

/** What a threshold on confidence would keep, and how much of it would be right. */
export interface CurvePoint {
  readonly threshold: number;
  /** Share of the rows with an answer that reach the threshold. */
  readonly coverage: number;
  /** Share of those whose first candidate is right. */
  readonly accuracy: number;
}

/** The numbers of an evaluation. */
export interface Evaluation {
  readonly rows: readonly EvaluatedRow[];
  /** Over rows that expect a reference. */
  readonly r1: Share;
  readonly r3: Share;
  /** Mean of 1 / rank within the first ten, 0 to 1. */
  readonly mrr10: number;
  /** Of the references that are expected, those chosen; and of those chosen, the ones that are right: means over rows. */
  readonly setRecall: number;
  readonly setPrecision: number;
  /** Rows that expect none, and abstained. */
  readonly noMatch: Share;
  /** Rows that expect a reference, and did not abstain. */
  readonly coverage: Share;
  /** Rows with `not`, and none of it chosen. */
  readonly nearMiss: Share;
  /** Expected calibration error over ten bins of equal width (Naeini et al. 2015), 0 to 1. */
  readonly calibrationError: number;
  /** From everything to the surest tenth. */
  readonly curve: readonly CurvePoint[];
  readonly references: readonly GroupResult[];
  readonly languages: readonly GroupResult[];
  /** Most frequent first, ties by id. */
  readonly confusions: readonly Confusion[];
  readonly misses: readonly Miss[];
}

/** Two evaluations of the same rows. */
export interface Comparison {
  /** Queries that are right now and were not, and the other way round. */
  readonly won: readonly string[];
  readonly lost: readonly string[];
  /** Rows that both evaluations have. */
  readonly rows: number;
  /** Probability of a difference as large by chance alone (McNemar 1947, exact), 0 to 1. */
  readonly chance: number;
}
