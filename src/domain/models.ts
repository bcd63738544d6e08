/** What people bring to know more than words: embedders and rerankers, and what a decision had to do without. */

import type { ErrorCode } from './error.ts';

/** A text as numbers: an array or a typed array, one finite number a dimension. */
export type Vector = ArrayLike<number>;

/** What can be set for one call of an embedder. */
export interface EmbedOptions {
  /** Ends the call when it is no longer wanted. */
  readonly signal?: AbortSignal;
}

/** Turns texts into vectors, near to each other where texts mean much the same. */
export interface Embedder {
  /** Tells the model and its settings from any other: two embedders of one name give one text the same vector. */
  readonly name: string;
  /**
   * Embed texts.
   *
   * @param texts
   *   Any number of them; none gives no vectors.
   * @param options
   *   A signal to stop (optional).
   * @returns
   *   One vector a text, in the order of the texts, all of the same length.
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<readonly Vector[]>;
}

/** Anybody's function that embeds, taken wherever an {@link Embedder} is. It gets an array of its own each time. */
export type EmbedFunction = (texts: string[], options: EmbedOptions) => readonly Vector[] | Promise<readonly Vector[]>;

/** A reference as a reranker sees it. */
export interface RerankCandidate {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly text: string;
}

/**
 * Judges how well each candidate answers a query: one finite score a candidate, in their order, the higher the better.
 * The signal says when the answer is no longer waited for.
 */
export type Reranker = (
  query: string,
  candidates: readonly RerankCandidate[],
  options: { readonly signal: AbortSignal },
) => readonly number[] | Promise<readonly number[]>;

/** What a decision, or a judgement of documents, had to do without, and why. */
export interface Degraded {
  readonly part: 'embedder' | 'reranker' | 'vectors';
  /** Stable: match on this, not on the message. */
  readonly code: ErrorCode;
  readonly message: string;
}
