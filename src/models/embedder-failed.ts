/** The error of an embedder from which there is nothing to use. */

import { SignpostError } from '../diagnostics/index.ts';

/** What is known of a failure beside its reason. */
export interface FailureDetails {
  readonly cause?: unknown;
  /** How often it was tried, 1 or more (default: 1). */
  readonly attempts?: number;
}

/** `SIGNPOST_EMBEDDER_FAILED`, by the name of the embedder and the reason. */
export function embedderFailed(
  name: string,
  reason: string,
  { cause, attempts = 1 }: FailureDetails = {},
): SignpostError {
  const times = attempts === 1 ? '' : ` ${attempts} times`;
  const message = `Embedder \`${name}\` failed${times}: ${reason}`;
  return new SignpostError('SIGNPOST_EMBEDDER_FAILED', message, cause === undefined ? undefined : { cause });
}
