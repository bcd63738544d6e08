/** What a judgement of documents had to do without: the requests in it were routed by words alone. */

import type { Degraded } from '../domain/models.ts';
import type { WantedVectors } from '../search/vectors/wanted-vectors.ts';

/** `degraded` of a result; nothing where nothing is lacking. */
export function degradedBy({ lack }: WantedVectors): { readonly degraded?: readonly Degraded[] } {
  const message = lack();
  return message === undefined ? {} : { degraded: [{ part: 'vectors', code: 'SIGNPOST_VECTORS_MISSING', message }] };
}
