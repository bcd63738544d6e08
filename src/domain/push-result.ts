/** What a push to a store, or the removal of a catalog, tells while it runs, and in the end. */

/** How far a push is. */
export interface PushProgress {
  /** References that were looked at. */
  readonly done: number;
  readonly size: number;
  /** References of those that had to be sent. */
  readonly sent: number;
}

/** What came of a push. */
export interface PushResult {
  /** `same`: the catalog was so already. */
  readonly status: 'pushed' | 'same';
  /** The number of the version that is current now. */
  readonly version: number;
  /** References it has. */
  readonly size: number;
  /** References that had to be sent. */
  readonly sent: number;
}

/** What came of dropping a catalog. */
export interface DropResult {
  /** `none`: the store has no catalog of that name. */
  readonly status: 'dropped' | 'none';
  /** Versions that were removed. */
  readonly versions: number;
  /** References the version had that was current. */
  readonly size: number;
}
