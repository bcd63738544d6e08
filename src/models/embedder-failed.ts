/** The error of an embedder from which there is nothing to use. */

import { SignpostError } from '../domain/signpost-error.ts';

/** `SIGNPOST_EMBEDDER_FAILED`, by the name of the embedder and the reason. */
export function embedderFailed(name: string, reason: string, options?: { readonly cause: unknown }): SignpostError {
  return new SignpostError('SIGNPOST_EMBEDDER_FAILED', `Embedder \`${name}\` failed: ${reason}`, options);
}
