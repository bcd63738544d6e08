/** The port of all doors: what they ask of a catalog, wherever it lies. */

import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { StoredVersion } from '../../domain/stored-signpost.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import type { WhyNotQuestion } from '../../maintain/what-if/why-not-of.ts';

/** What came of a lint. */
export type Linted =
  | {
      readonly kind: 'done';
      /** As `/v1/lint` shows it. */
      readonly json: string;
    }
  /** Another one is under way. */
  | { readonly kind: 'busy' }
  /** It took too long, or nobody waits for it any more. */
  | { readonly kind: 'ended' };

/**
 * Answers one request of a door. In this process all of it is of the same documents; of a store each call is of the version that is
 * current when it begins: so it has all that such a version can be asked. What a catalog cannot be asked where it lies is rejected with `SIGNPOST_BAD_OPTION`.
 */
export interface SignpostService extends StoredVersion {
  /** What answers, where it is in this process: for what needs the whole catalog at hand, or its files. Of a store there is none. */
  readonly signpost?: Signpost;
  /** Ask several things of one version, as `atOnce` of a store does. */
  atOnce<Result>(ask: (service: SignpostService) => Promise<Result>): Promise<Result>;
  /** The id of the reference that somebody calls so. What is called so by none is left to whoever reads it, or rejected. */
  idOf(called: string): Promise<string>;
  /** Why a request leads where it does, and not to a reference. */
  whyNot(question: WhyNotQuestion): Promise<WhyNot>;
  /** What is wrong with the documents; ended early when whoever asks is gone. */
  lint(signal: AbortSignal): Promise<Linted>;
}

/** Answers by an error: what is asked is about the files of documents, and they are not here. */
export function refuse(what: string): () => Promise<never> {
  return async () => {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected ${what}`);
  };
}
