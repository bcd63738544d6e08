/** A signpost that follows its documents, as callers see it. */

import type { Signpost } from '../domain/signpost.ts';
import type { OpenOptions } from './open-roots.ts';

/** What differs between the signpost before a change and the one after it. */
export interface Change {
  /** Whether references came, went, or are called or described otherwise. */
  readonly isListChanged: boolean;
  /** Ids of references that are still there and read differently. */
  readonly changed: readonly string[];
}

/** A signpost that is never half of a change. */
export interface LiveSignpost {
  /** As the documents were last read. */
  current(): Signpost;
  /**
   * Be told of changes.
   *
   * @returns
   *   Ends it.
   */
  onChange(listener: (change: Change) => void): () => void;
}

/** How to follow. */
export interface FollowOptions extends Omit<OpenOptions, 'onStale' | 'onProblem'> {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told of what cannot be followed or opened again, once for as long as it lasts; the last signpost stays then. */
  readonly onProblem: (problem: unknown) => void;
  /** Whether following keeps the process alive (default: true). */
  readonly isKeptAlive?: boolean;
}
