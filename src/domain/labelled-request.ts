/** A request and what should come of it. */

/** One row of an evaluation. */
export interface LabelledRequest {
  /** What the row is called in its file (optional). */
  readonly id?: string;
  readonly query: string;
  /**
   * The references that answer it, best first: ids, paths, or names. Empty: none of the catalog does. `null`: nobody
   * said, only what must not be chosen.
   */
  readonly expected: readonly string[] | null;
  /** Also right. */
  readonly acceptable: readonly string[];
  /** Must not be chosen. */
  readonly not: readonly string[];
}
